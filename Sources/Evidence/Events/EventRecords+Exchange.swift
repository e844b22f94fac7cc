import Documents

extension HTTPHeaders.Field {
  package static let record = EventRecord(
    "headerField", "A header field as it stood on the wire.",
    blank: HTTPHeaders.Field(name: "", value: ""),
    [
      EventField("name", \.name, .string, "Its name, in the spelling of the wire."),
      EventField("value", \.value, .string, "Its value."),
    ])
}

extension EventCodec where Subject == HTTPHeaders {
  static var headers: EventCodec {
    EventCodec<[HTTPHeaders.Field]>.array(HTTPHeaders.Field.record.codec).map(
      to: { HTTPHeaders($0) }, from: \.fields, expected: "header fields")
  }
}

extension HTTPRequest {
  package static let record = EventRecord(
    "request", "A request as it was put on the wire.", blank: HTTPRequest(method: "", url: ""),
    [
      EventField("method", \.method, .string, "The method."),
      EventField("url", \.url, .string, "The absolute URL, percent-encoded."),
      EventField("headers", \.headers, .headers, "The header fields in their order."),
      EventField(
        "body", optional: \.body, .bytes, "The content; left out where there is none."),
      EventField(
        "tokenVariable", optional: \.tokenVariable, .string,
        "The environment variable that holds the token for whoever sends it again; left out for the usual one."
      ),
    ])
}

extension HTTPResponse {
  package static let record = EventRecord(
    "response", "An answer as it came off the wire.", blank: HTTPResponse(status: 0),
    [
      EventField("status", \.status, .integer, "The status code."),
      EventField("reason", \.reason, .string, "The words after it; empty where there are none."),
      EventField("version", \.version, .string, "For instance `HTTP/1.1`."),
      EventField("headers", \.headers, .headers, "The header fields in their order."),
      EventField("body", \.body, .bytes, "The content after its encoding was taken off."),
      EventField("trailers", \.trailers, .headers, "The fields after a chunked content."),
    ])
}

extension TransportFailure {
  package static let record = EventRecord(
    "transportFailure", "Why a request got no whole answer.",
    blank: TransportFailure(.other, message: "", remedy: ""),
    [
      EventField("kind", \.kind, .word(), "Which failure, as `docs/transport.md` lists them."),
      EventField("message", \.message, .string, "What happened."),
      EventField("remedy", \.remedy, .string, "What to do about it."),
    ])
}

extension Exchange.Timing {
  package static let record = EventRecord(
    "timing", "Seconds from an attempt's start to the end of each of its phases.",
    blank: Exchange.Timing(),
    [
      EventField("nameLookup", \.nameLookup, .number, "The host's name was looked up."),
      EventField("connect", \.connect, .number, "The connection stood."),
      EventField("tls", \.tls, .number, "TLS was set up."),
      EventField("firstByte", \.firstByte, .number, "The answer's first byte came."),
      EventField("total", \.total, .number, "It was over."),
    ])
}

extension Exchange.Traffic {
  package static let record = EventRecord(
    "traffic", "How many bytes an attempt took.", blank: Exchange.Traffic(),
    [
      EventField("sent", \.sent, .integer, "The request."),
      EventField("received", \.received, .integer, "The answer as it came."),
      EventField("headers", \.headers, .integer, "Of the answer: its header sections."),
    ])
}

extension Exchange.Attempt {
  /// Nil where there was none; setting nil changes nothing.
  fileprivate var answer: HTTPResponse? {
    get { if case .response(let response) = outcome { response } else { nil } }
    set { if let newValue { outcome = .response(newValue) } }
  }

  /// Nil where there was none; setting nil changes nothing.
  fileprivate var failed: TransportFailure? {
    get { if case .failure(let failure) = outcome { failure } else { nil } }
    set { if let newValue { outcome = .failure(newValue) } }
  }

  package static let record = EventRecord(
    "attempt", "One try of a request: it has a `response` or a `failure`.",
    blank: Exchange.Attempt(
      outcome: .failure(
        TransportFailure(.other, message: "the outcome is missing", remedy: "record it anew")),
      timing: Exchange.Timing()),
    [
      EventField("response", optional: \.answer, HTTPResponse.record.codec, "The answer."),
      EventField(
        "failure", optional: \.failed, TransportFailure.record.codec, "Why there is no answer."),
      EventField("timing", \.timing, Exchange.Timing.record.codec, "Where the time went."),
      EventField("traffic", \.traffic, Exchange.Traffic.record.codec, "How many bytes it took."),
      EventField(
        "redirects", \.redirects, .array(.string), "The URLs that redirects led to, in order."),
    ])
}

extension Exchange {
  package static let record = EventRecord(
    "exchange", "A request with what came of it.",
    blank: Exchange(request: HTTPRequest(method: "", url: ""), attempts: []),
    [
      EventField("request", \.request, HTTPRequest.record.codec, "What was sent."),
      EventField(
        "attempts", \.attempts, .array(Exchange.Attempt.record.codec),
        "Each try, in the order of time; the last one is judged."),
    ])
}
