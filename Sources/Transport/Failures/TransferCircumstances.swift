/// What was known when a transfer ended without an answer.
struct TransferCircumstances {
  /// How far it had come.
  enum Phase: Sendable, Hashable, CaseIterable {
    /// No connection that could carry the request: name lookup, connection, proxy, TLS.
    case connecting
    /// The request is going out or is out; nothing has come back.
    case waiting
    /// Inside the header section, interim responses included.
    case head
    /// After the blank line of the final response.
    case body
  }

  /// Our own reason to end it, which libcurl reports as a failed write (CURLE_WRITE_ERROR).
  enum Stop: Hashable {
    case malformed(String)
    case headersTooLarge
    case bodyTooLarge
  }

  /// The raw value of libcurl's `CURLcode`.
  var code: UInt32
  var stop: Stop?
  var phase: Phase
  /// `errno` of the last failed system call, 0 where there is none.
  var osError: Int32
  /// libcurl's own words; may be empty, and may quote what the target sent.
  var detail: String
  /// `host:port`.
  var origin: String
  var usesProxy: Bool
  /// Seconds, as asked for.
  var timeout: Double
  /// Seconds, as asked for.
  var connectTimeout: Double
  var maxBodyBytes: Int
  var maxHeaderBytes: Int
  /// Body bytes so far.
  var received: Int
  /// What Content-Length promised, if it did.
  var expected: Int?
}
