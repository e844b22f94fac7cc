/// A request as the servers see it: everything decoded that HTTP itself asks for, nothing more.
package struct ServerRequest: Sendable {
  /// In upper case, as sent.
  package var method: String
  /// Path and query as they were sent (RFC 9112 §3.2).
  package var target: String
  /// The path's segments, percent-decoded one by one; `/accounts/` has an empty last one.
  package var segments: [String]
  /// The query's pairs in order, decoded as a form (WHATWG URL §5.1); repeated names stay.
  package var query: [(name: String, value: String)]
  /// The header fields in order; names in lower case.
  package var headers: [(name: String, value: String)]
  /// Reads the body once, at most `limit` bytes of it; throws where there is more.
  package var readBody: @Sendable (_ limit: Int) async throws(Problem) -> [UInt8]

  package init(
    method: String, target: String, headers: [(name: String, value: String)],
    readBody: @escaping @Sendable (Int) async throws(Problem) -> [UInt8] = { _ in [] }
  ) {
    self.method = method
    self.target = target
    let parts = target.utf8.split(
      separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    segments = (parts.first ?? "".utf8[...]).split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
    ).dropFirst().map { PercentEncoding.decoded($0) ?? String(decoding: $0, as: UTF8.self) }
    query = parts.count > 1 ? FormEncoding.pairs(parts[1]) : []
    self.headers = headers
    self.readBody = readBody
  }

  /// The path as it was sent, without the query.
  package var path: String {
    String(decoding: target.utf8.prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
  }

  /// A field's value, the values of a repeated one joined by commas (RFC 9110 §5.3); nil without
  /// the field. `name` in lower case.
  package func header(_ name: String) -> String? {
    let values = headers.filter { $0.name == name }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }
}

/// Percent-encoded text (RFC 3986 §2.1).
enum PercentEncoding {
  /// Nil where an escape is incomplete or the bytes are no UTF-8.
  static func decoded(_ text: some Collection<UInt8>) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

/// The form media type `application/x-www-form-urlencoded`, which queries use too.
enum FormEncoding {
  /// The pairs in order. A broken escape leaves its text as it is, so that no value gets lost.
  static func pairs(_ text: some Collection<UInt8>) -> [(name: String, value: String)] {
    Array(text).split(separator: UInt8(ascii: "&")).map { pair in
      let sides = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return (plain(sides.first ?? []), sides.count > 1 ? plain(sides[1]) : "")
    }
  }

  private static func plain(_ text: some Collection<UInt8>) -> String {
    let spaced = text.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
    return PercentEncoding.decoded(spaced) ?? String(decoding: spaced, as: UTF8.self)
  }
}
