/// A request as it came over the wire.
package struct RawRequest: Sendable {
  /// The request target (RFC 9112 §3.2): path and query, percent-encoded; of an absolute URL only
  /// those count.
  package var target: String
  /// Field lines in their order; names compare without regard to ASCII case.
  package var fields: [(name: String, value: String)]
  /// Nil or empty: no content.
  package var body: [UInt8]?

  package init(
    target: String, fields: [(name: String, value: String)] = [], body: [UInt8]? = nil
  ) {
    self.target = target
    self.fields = fields
    self.body = body
  }

  /// The values of a field's lines joined as one list (RFC 9110 §5.3); nil where there is no line.
  func field(_ name: String) -> String? {
    let wanted = name.loweredASCII()
    let values = fields.filter { $0.name.loweredASCII().isExactly(wanted) }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: wanted == "cookie" ? "; " : ", ")
  }

  /// The path, percent-encoded; never the host.
  var path: Substring {
    var rest = Substring(target)
    if let scheme = rest.firstRange(ofASCII: "://"), !rest.startsExactly(with: "/") {
      rest = rest[scheme.upperBound...]
      guard let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) else { return "" }
      rest = rest[slash...]
    }
    return Substring(rest.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
  }

  /// What stands after the question mark, percent-encoded; nil where there is none.
  var query: Substring? {
    guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
    let rest = target.utf8[target.utf8.index(after: mark)...]
    return Substring(rest.prefix { $0 != UInt8(ascii: "#") })
  }
}
