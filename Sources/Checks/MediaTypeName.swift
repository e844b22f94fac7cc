/// A media type without its parameters, lower case (RFC 9110 §8.3.1).
package struct MediaTypeName: Sendable, Hashable, CustomStringConvertible {
  package let type: String
  package let subtype: String

  /// Nil where the text is no media type.
  package init?(_ text: String) {
    let essence = text.utf8.prefix { $0 != UInt8(ascii: ";") }
    let parts = essence.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let names = parts.map { part in
      Substring(part).drop { $0 == " " || $0 == "\t" }.lowercased()
    }
    type = names[0]
    subtype = String(names[1].prefix { $0 != " " && $0 != "\t" })
    guard !type.isEmpty, !subtype.isEmpty else { return nil }
  }

  package var description: String { "\(type)/\(subtype)" }

  /// `application/json` and everything ending in `+json` (RFC 6839 §3.1).
  package var isJSON: Bool { subtype == "json" || subtype.hasSuffix("+json") }

  /// `*/*` or `text/*` (§12.5.1).
  package var isRange: Bool { type == "*" || subtype == "*" }

  /// Whether a documented type, which may be a range such as `text/*`, covers this one (§12.5.1).
  package func isCovered(by range: MediaTypeName) -> Bool {
    (range.type == "*" || range.type == type) && (range.subtype == "*" || range.subtype == subtype)
  }
}
