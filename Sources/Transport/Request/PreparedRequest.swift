import Documents
import Evidence

/// A request that was found fit to be sent, in the form in which libcurl takes it. It is a reference because
/// whoever waits for the answer and whoever sends it both hold it.
final class PreparedRequest: Sendable {
  let method: String
  let url: String
  let origin: RequestOrigin
  /// Header lines in libcurl's notation, each with a NUL at its end: `Name: value`, `Name;` for an
  /// empty value, `Name:` to leave out a field that libcurl would add by itself.
  let headerLines: [UInt8]
  /// Nil: the request has no content and says nothing about its length.
  let body: [UInt8]?
  /// Whether the request asks for another protocol (RFC 9110 §7.8).
  let asksUpgrade: Bool

  /// HEAD is the one method whose answer never has content (RFC 9110 §9.3.2).
  var isHead: Bool { method == "HEAD" }

  /// Checks what would otherwise be sent as something else than it says, or not be a request.
  ///
  /// - Parameter memo: the request before.
  init(_ request: HTTPRequest, sharing memo: RequestMemo) throws(TransportFailure) {
    method = request.method
    url = request.url
    if request.body == nil, let last = memo.last(like: request) {
      // What was checked then is not checked again.
      origin = last.origin.isBeginning(of: url) ? last.origin : try RequestOrigin(url)
      (body, headerLines, asksUpgrade) = (nil, last.headerLines, last.asksUpgrade)
      return
    }
    guard HTTPToken.isToken(method) else {
      throw .invalid("the method \(Excerpt.of(method)) is not a token of RFC 9110 §5.6.2")
    }
    // Its 2xx answers have no content whatever they declare (§9.3.6): it is for proxies.
    guard method != "CONNECT" else {
      throw .invalid("CONNECT opens a tunnel and cannot be sent to an operation")
    }
    origin = try RequestOrigin(url)
    if method == "HEAD" {
      guard request.body?.isEmpty ?? true else {
        throw .invalid("HEAD cannot be sent with a body")
      }
      body = nil
    } else {
      body = request.body ?? (PreparedRequest.expectsContent(method) ? [] : nil)
    }
    asksUpgrade = request.headers["Upgrade"] != nil
    headerLines = try PreparedRequest.lines(request.headers, body: body)
    if body == nil { memo.keep(self, of: request) }
  }

  /// Methods that define a meaning for content say `Content-Length: 0` without one (§8.6).
  private static func expectsContent(_ method: String) -> Bool {
    method == "POST" || method == "PUT" || method == "PATCH"
  }

  /// What libcurl would add to a request that says nothing about it.
  private static let unwanted = ["Accept"]
  private static let unwantedWithBody = ["Accept", "Content-Type", "Expect"]

  fileprivate static func lines(
    _ headers: HTTPHeaders, body: [UInt8]?
  ) throws(TransportFailure) -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(
      headers.fields.reduce(48) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 })
    for field in headers.fields {
      guard HTTPToken.isToken(field.name) else {
        throw .invalid("\(Excerpt.of(field.name)) is not a valid header field name")
      }
      var isBlank = true
      for byte in field.value.utf8 {
        guard byte == 9 || (byte >= 32 && byte != 127) else {
          throw .invalid("the header field \(field.name) has a control character in its value")
        }
        if byte != 32, byte != 9 { isBlank = false }
      }
      try checkFraming(field, body: body)
      lines.append(contentsOf: field.name.utf8)
      if isBlank {
        lines.append(UInt8(ascii: ";"))
      } else {
        lines.append(UInt8(ascii: ":"))
        lines.append(UInt8(ascii: " "))
        lines.append(contentsOf: field.value.utf8)
      }
      lines.append(0)
    }
    for name in body == nil ? unwanted : unwantedWithBody where headers[name] == nil {
      lines.append(contentsOf: name.utf8)
      lines.append(UInt8(ascii: ":"))
      lines.append(0)
    }
    return lines
  }

  /// A request whose framing lies would leave the connection out of step for the next one.
  private static func checkFraming(
    _ field: HTTPHeaders.Field, body: [UInt8]?
  ) throws(TransportFailure) {
    if HTTPHeaders.isSameName(field.name, "Content-Length"),
      field.value != String(body?.count ?? 0)
    {
      throw .invalid(
        "Content-Length is \(Excerpt.of(field.value)) for a body of \(body?.count ?? 0) bytes")
    }
    if HTTPHeaders.isSameName(field.name, "Transfer-Encoding"),
      body == nil || !HTTPHeaders.isSameName(field.value, "chunked")
    {
      throw .invalid("the only Transfer-Encoding is \"chunked\", and only with a body")
    }
  }
}

extension TransportFailure {
  /// The request cannot be sent as it stands.
  static func invalid(_ message: String) -> TransportFailure {
    TransportFailure(
      .invalidRequest, message: message, remedy: "correct the request in the suite or contract")
  }
}
