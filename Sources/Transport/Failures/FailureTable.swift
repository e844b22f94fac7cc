import CCurl
import Evidence

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension FailureRow {
  /// What no row of the table knows.
  static var unknown: FailureRow {
    FailureRow(
      meaning: "nothing known of it: whatever no other row holds for", kind: .other,
      message: "the request to {origin} failed: {detail}",
      remedy: "try the request with curl; if that works, report this as a defect of muster")
  }

  /// All rows: before the connection stands, on it, and ours.
  static let table: [FailureRow] = unreachable + broken + ours

  /// Nothing was received, and the request did not reach the target.
  private static var unreachable: [FailureRow] {
    [
      FailureRow(
        code: CURLE_COULDNT_RESOLVE_HOST,
        meaning: "the name service has no address for the target's host", kind: .nameNotResolved,
        message: "the host of {origin} has no address",
        remedy: "check the spelling of --base-url and the name service of this machine"),
      FailureRow(
        code: CURLE_COULDNT_RESOLVE_PROXY,
        meaning: "the name service has no address for the proxy's host", kind: .proxyFailed,
        message: "the host of the proxy has no address",
        remedy: "check the spelling of --proxy"),
      FailureRow(
        code: CURLE_COULDNT_CONNECT, osError: EMFILE, meaning: "no socket could be opened",
        kind: .other,
        message: "no connection to {origin}: this process has too many open files",
        remedy: "raise the limit on open files or lower --jobs"),
      FailureRow(
        code: CURLE_COULDNT_CONNECT, proxied: true,
        meaning: "the proxy's port cannot be connected to", kind: .proxyFailed,
        message: "no connection to the proxy for {origin}: {detail}",
        remedy: "check that the proxy is running and that --proxy is right"),
      FailureRow(
        code: CURLE_COULDNT_CONNECT, osError: ECONNREFUSED,
        meaning: "nobody listens on the target's port", kind: .connectionRefused,
        message: "connection refused by {origin}",
        remedy: "check that the target is running and that --base-url is right"),
      // A refused connection is ECONNREFUSED: this one was taken, and broken at once.
      FailureRow(
        code: CURLE_COULDNT_CONNECT, osError: ECONNRESET,
        meaning: "the port takes connections and breaks them at once", kind: .emptyAnswer,
        message: nothingCame, remedy: nothingCameRemedy),
      FailureRow(
        code: CURLE_COULDNT_CONNECT, meaning: "the network does not reach the target",
        kind: .connectFailed,
        message: "no connection to {origin}: {detail}",
        remedy: "check that the target can be reached from this machine"),
      FailureRow(
        code: CURLE_PROXY, meaning: "the proxy refused the tunnel", kind: .proxyFailed,
        message: "the proxy did not connect to {origin}: {detail}",
        remedy: "check --proxy and what the proxy allows"),
      FailureRow(
        code: CURLE_RECV_ERROR, phases: [.connecting], saying: "CONNECT",
        meaning: "the proxy answered CONNECT with an error", kind: .proxyFailed,
        message: "the proxy did not connect to {origin}: {detail}",
        remedy: "check --proxy and what the proxy allows"),
      FailureRow(
        code: CURLE_OPERATION_TIMEDOUT, phases: [.connecting],
        meaning: "the time for connecting was over before a connection stood",
        kind: .connectTimeout,
        message: "no connection to {origin} within {limit}",
        remedy: "check that the target can be reached, or allow more time to connect"),
      FailureRow(
        code: CURLE_PEER_FAILED_VERIFICATION,
        meaning: "the certificate's host, date or issuer is wrong", kind: .tlsFailed,
        message: "the certificate of {origin} is not accepted: {detail}",
        remedy: "correct the certificate, name its authority with --ca-cert, or use --insecure"),
      FailureRow(
        code: CURLE_SSL_CONNECT_ERROR, meaning: "the TLS handshake broke off", kind: .tlsFailed,
        message: "no TLS handshake with {origin}: {detail}",
        remedy: "check that the target speaks TLS on this port and which versions it allows"),
      FailureRow(
        code: CURLE_SSL_CERTPROBLEM, meaning: "our certificate or key is no good", kind: .tlsFailed,
        message: "our certificate for {origin} cannot be used: {detail}",
        remedy: "check the client certificate and its key"),
      FailureRow(
        code: CURLE_SSL_CACERT_BADFILE, meaning: "the file of authorities is no good",
        kind: .tlsFailed,
        message: "the certificate authorities for {origin} cannot be read: {detail}",
        remedy: "check --ca-cert or SSL_CERT_FILE"),
      FailureRow(
        code: CURLE_SSL_CIPHER, meaning: "no cipher suits both sides", kind: .tlsFailed,
        message: "no TLS cipher in common with {origin}: {detail}",
        remedy: "check which ciphers the target allows"),
      FailureRow(
        code: CURLE_SSL_CLIENTCERT, meaning: "a client certificate is asked for and there is none",
        kind: .tlsFailed,
        message: "{origin} asks for a client certificate",
        remedy: "give a client certificate and its key"),
      FailureRow(
        code: CURLE_SSL_ISSUER_ERROR, meaning: "the issuer is not accepted", kind: .tlsFailed,
        message: "the issuer of the certificate of {origin} is not accepted: {detail}",
        remedy: "correct the certificate or name its authority with --ca-cert"),
      FailureRow(
        code: CURLE_RECV_ERROR, phases: [.waiting], saying: "alert",
        meaning: "the target ended TLS by an alert, mostly about our certificate", kind: .tlsFailed,
        message: "{origin} ended the TLS session: {detail}",
        remedy: "check whether the target asks for a client certificate, and for which"),
    ]
  }

  /// Whether a target that gives up shows as an end, a reset or a broken pipe hangs on who was
  /// faster, and a partial line is not shown to us; so all of these are one failure with one text.
  private static let nothingCame =
    "{origin} took the connection and closed it without a line of an answer"
  private static let nothingCameRemedy =
    "look into the target's log for a crash while it handled the request"

  /// The request was on its way, and the target broke HTTP.
  private static var broken: [FailureRow] {
    [
      FailureRow(
        code: CURLE_OPERATION_TIMEDOUT, phases: [.waiting],
        meaning: "the request is out, and nothing came back in time", kind: .answerTimeout,
        message: "no answer from {origin} within {limit}",
        remedy: "find out what the target does with the request, or allow more time"),
      FailureRow(
        code: CURLE_OPERATION_TIMEDOUT, phases: [.head],
        meaning: "the header section did not end in time", kind: .answerTimeout,
        message: "the header section of the answer of {origin} was not complete within {limit}",
        remedy: "find out why the target stops in mid-answer, or allow more time"),
      FailureRow(
        code: CURLE_OPERATION_TIMEDOUT, phases: [.body], meaning: "the body did not end in time",
        kind: .answerTimeout,
        message: "the answer of {origin} was not complete within {limit}: "
          + "{received} of {expected} body bytes came",
        remedy: "check the target's Content-Length or its last chunk, or allow more time"),
      FailureRow(
        code: CURLE_GOT_NOTHING, phases: [.head], meaning: "closed inside the header section",
        kind: .malformedAnswer,
        message: "{origin} closed the connection before the end of the header section",
        remedy: "look into the target's log for a crash while it answered"),
      FailureRow(
        code: CURLE_GOT_NOTHING, meaning: "closed before a line of an answer", kind: .emptyAnswer,
        message: nothingCame, remedy: nothingCameRemedy),
      FailureRow(
        code: CURLE_PARTIAL_FILE, meaning: "closed before the body was complete",
        kind: .truncatedBody,
        message: "{origin} closed the connection after {received} of {expected} body bytes",
        remedy: "make the target send what its Content-Length or its chunks announce"),
      FailureRow(
        code: CURLE_RECV_ERROR, saying: "Too large response headers",
        meaning: "libcurl's own limit on a header section was passed", kind: .headersTooLarge,
        message: "the headers of the answer of {origin} exceed what libcurl takes: {detail}",
        remedy: "find out why the target sends so many header fields or interim responses"),
      FailureRow(
        code: CURLE_OUT_OF_MEMORY, phases: [.waiting, .head],
        meaning: "libcurl's own limit on a header line was passed", kind: .headersTooLarge,
        message: "a header line of the answer of {origin} is longer than the 100 KB libcurl takes",
        remedy: "find out why the target sends so long a header field"),
      FailureRow(
        code: CURLE_RECV_ERROR, phases: [.body], saying: "chunk",
        meaning: "the chunks of the body are not valid", kind: .malformedAnswer,
        message: "the chunked body of the answer of {origin} is not valid HTTP: {detail}",
        remedy: "correct what the target, or a gateway before it, sends"),
      FailureRow(
        code: CURLE_RECV_ERROR, phases: [.waiting], meaning: "broken before a line of an answer",
        kind: .emptyAnswer,
        message: nothingCame, remedy: nothingCameRemedy),
      FailureRow(
        code: CURLE_RECV_ERROR, phases: [.head, .body], meaning: "broken inside the answer",
        kind: .connectionReset,
        message: "{origin} broke the connection in mid-answer: {detail}",
        remedy: "look into the target's log for a crash while it answered"),
      FailureRow(
        code: CURLE_SEND_ERROR, phases: [.head, .body],
        meaning: "broken inside the answer, while the request was still going out",
        kind: .connectionReset,
        message: "{origin} broke the connection in mid-answer: {detail}",
        remedy: "look into the target's log for a crash while it answered"),
      FailureRow(
        code: CURLE_SEND_ERROR, phases: [.waiting], osError: EPIPE,
        meaning: "closed while the request was going out", kind: .emptyAnswer,
        message: nothingCame, remedy: nothingCameRemedy),
      FailureRow(
        code: CURLE_SEND_ERROR, phases: [.waiting], osError: ECONNRESET,
        meaning: "reset while the request was going out", kind: .emptyAnswer,
        message: nothingCame, remedy: nothingCameRemedy),
      FailureRow(
        code: CURLE_SEND_ERROR, meaning: "the request could not be sent", kind: .sendFailed,
        message: "the request could not be sent to {origin}: {detail}",
        remedy:
          "check whether the target, or a gateway before it, refuses the request's size or asks "
          + "for a client certificate"),
      FailureRow(
        code: CURLE_SEND_FAIL_REWIND,
        meaning: "a kept-alive connection broke and the request could not be repeated",
        kind: .sendFailed,
        message:
          "the connection to {origin} broke under the request, which could not be sent again",
        remedy: "look into the target's log for why it closed the connection"),
      FailureRow(
        code: CURLE_WEIRD_SERVER_REPLY, meaning: "no status line or one that libcurl cannot read",
        kind: .malformedAnswer,
        message: "the answer of {origin} is not valid HTTP: {detail}",
        remedy: "correct what the target, or a gateway before it, sends"),
      FailureRow(
        code: CURLE_UNSUPPORTED_PROTOCOL, phases: [.waiting, .head, .body],
        meaning: "another protocol or HTTP/0.9 answered", kind: .malformedAnswer,
        message: "the answer of {origin} is not valid HTTP: {detail}",
        remedy: "check that --base-url names an HTTP port, and what the target sends"),
      FailureRow(
        code: CURLE_BAD_CONTENT_ENCODING, meaning: "the body's coding is not what it says",
        kind: .badEncoding,
        message: "the answer of {origin} cannot be decoded: {detail}",
        remedy: "correct the target's Transfer-Encoding or Content-Encoding"),
      FailureRow(
        code: CURLE_HTTP2_STREAM, phases: [.head, .body],
        meaning: "the HTTP/2 stream was reset inside the answer", kind: .connectionReset,
        message: "{origin} broke the HTTP/2 stream in mid-answer: {detail}",
        remedy: "look into the target's log for a crash while it answered"),
      FailureRow(
        code: CURLE_HTTP2_STREAM, meaning: "the HTTP/2 stream was reset before an answer",
        kind: .connectionReset,
        message: "{origin} broke the HTTP/2 stream before a byte of an answer: {detail}",
        remedy: "look into the target's log for a crash while it handled the request"),
      FailureRow(
        code: CURLE_HTTP2, meaning: "the HTTP/2 framing is broken", kind: .malformedAnswer,
        message: "the answer of {origin} is not valid HTTP/2: {detail}",
        remedy: "correct what the target, or a gateway before it, sends"),
    ]
  }

  /// Neither the network nor the target.
  private static var ours: [FailureRow] {
    [
      FailureRow(
        code: CURLE_URL_MALFORMAT, meaning: "the URL cannot be read", kind: .invalidRequest,
        message: "the URL for {origin} is not valid: {detail}",
        remedy: "correct the request in the suite or contract"),
      FailureRow(
        code: CURLE_UNSUPPORTED_PROTOCOL, phases: [.connecting],
        meaning: "the URL has another scheme", kind: .invalidRequest,
        message: "the URL for {origin} cannot be requested: {detail}",
        remedy: "use an http or https URL"),
      FailureRow(
        code: CURLE_FAILED_INIT, meaning: "libcurl has no memory or an option is refused",
        kind: .other,
        message: "the request to {origin} could not be set up: {detail}",
        remedy: "give muster more memory and files, or lower --jobs"),
      FailureRow(
        code: CURLE_UNRECOVERABLE_POLL, meaning: "poll(2) failed", kind: .other,
        message: "the system refused to wait for {origin}: {detail}",
        remedy: "give muster more memory and files, or lower --jobs"),
      FailureRow(
        code: CURLE_OUT_OF_MEMORY, meaning: "no memory", kind: .other,
        message: "no memory for the request to {origin}",
        remedy: "give muster more memory or lower --jobs"),
    ]
  }
}
