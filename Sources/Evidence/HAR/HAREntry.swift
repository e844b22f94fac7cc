package import Documents

/// One exchange as an entry of an HTTP Archive: its last attempt.
package struct HAREntry {
  private let exchange: Exchange
  private let startedAt: String
  private let notes: (name: String, value: Value)?

  /// - Parameters:
  ///   - startedAt: in ISO 8601, with the time zone.
  ///   - notes: a member of the writer's own, whose name must begin with an underscore.
  package init(
    exchange: Exchange, startedAt: String, notes: (name: String, value: Value)? = nil
  ) {
    self.exchange = exchange
    self.startedAt = startedAt
    self.notes = notes
  }

  package var value: Value {
    let timing = exchange.attempts.last?.timing ?? Exchange.Timing()
    let wait = max(0, timing.firstByte) * 1_000
    let total = max(timing.firstByte, timing.total, 0) * 1_000
    let members: [(String, Value)] = [
      ("startedDateTime", .string(startedAt)),
      ("time", Self.number(total)),
      ("request", request),
      ("response", response),
      ("cache", .object([])),
      (
        "timings",
        .object([
          ("send", .integer(0)), ("wait", Self.number(wait)),
          ("receive", Self.number(total - wait)),
        ])
      ),
    ]
    return .object(members + (notes.map { [($0.name, $0.value)] } ?? []))
  }

  private var request: Value {
    let request = exchange.request
    var members: [(String, Value)] = [
      ("method", .string(request.method)),
      ("url", .string(request.url)),
      ("httpVersion", .string("HTTP/1.1")),
      ("cookies", .array([])),
      ("headers", Self.fields(request.headers)),
      ("queryString", .array(query)),
    ]
    if let body = request.body, !body.isEmpty {
      members.append(
        ("postData", Self.content(body, type: request.headers["Content-Type"], isSized: false)))
    }
    members.append(("headersSize", .integer(-1)))
    members.append(("bodySize", .integer(request.body?.count ?? 0)))
    return .object(members)
  }

  private var response: Value {
    let response = exchange.response ?? HTTPResponse(status: 0)
    var members: [(String, Value)] = [
      ("status", .integer(response.status)),
      ("statusText", .string(response.reason)),
      ("httpVersion", .string(response.version)),
      ("cookies", .array([])),
      ("headers", Self.fields(response.headers)),
      (
        "content",
        Self.content(response.body, type: response.headers["Content-Type"], isSized: true)
      ),
      ("redirectURL", .string(response.headers["Location"] ?? "")),
      ("headersSize", .integer(-1)),
      ("bodySize", .integer(response.body.count)),
    ]
    if let failure = exchange.failure { members.append(("comment", .string(failure.message))) }
    return .object(members)
  }

  /// The pairs of the query, percent-decoded as a form is.
  private var query: [Value] {
    let url = exchange.request.url
    guard let mark = url.utf8.firstIndex(of: UInt8(ascii: "?")) else { return [] }
    let text = url.utf8[url.utf8.index(after: mark)...].prefix { $0 != UInt8(ascii: "#") }
    return text.split(separator: UInt8(ascii: "&")).map { pair in
      let sides = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return .object([
        ("name", .string(Self.decoded(sides.first ?? pair))),
        ("value", .string(sides.count > 1 ? Self.decoded(sides[1]) : "")),
      ])
    }
  }

  private static func decoded(_ text: Substring.UTF8View.SubSequence) -> String {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "+") {
        bytes.append(UInt8(ascii: " "))
      } else if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(Substring(rest.prefix(2))), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func fields(_ headers: HTTPHeaders) -> Value {
    .array(
      headers.fields.map { field in
        .object([("name", .string(field.name)), ("value", .string(field.value))])
      })
  }

  /// Text where the bytes are UTF-8, else Base64, which HAR knows for answers only.
  private static func content(_ bytes: [UInt8], type: String?, isSized: Bool) -> Value {
    var members: [(String, Value)] = isSized ? [("size", .integer(bytes.count))] : []
    members.append(("mimeType", .string(type ?? "")))
    if let text = String(validating: bytes, as: UTF8.self) {
      members.append(("text", .string(text)))
    } else {
      members.append(("text", .string(Base64.encode(bytes))))
      members.append((isSized ? "encoding" : "_encoding", .string("base64")))
    }
    return .object(members)
  }

  /// Milliseconds, to the microsecond.
  private static func number(_ milliseconds: Double) -> Value {
    let sensible = milliseconds.isFinite ? min(milliseconds, 1e12) : 0
    let text = "\((sensible * 1_000).rounded() / 1_000)"
    return Value(.number(JSONNumber(text: text) ?? JSONNumber(0)))
  }
}
