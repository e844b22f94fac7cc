/// A path with variables in braces, cut into its parts (OpenAPI 3.0.4 §4.8.8.2).
package struct PathTemplate: Sendable, Hashable {
  package enum Part: Sendable, Hashable {
    case literal(String)
    case variable(String)
  }

  package let parts: [Part]

  /// A brace that is never closed is literal text.
  package init(_ path: String) {
    var parts: [Part] = []
    var literal = ""
    var rest = Substring(path).utf8
    while let open = rest.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      literal += String(Substring(rest[..<open]))
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = ""
      parts.append(.variable(String(Substring(rest[rest.index(after: open)..<close]))))
      rest = rest[rest.index(after: close)...]
    }
    literal += String(Substring(rest))
    if !literal.isEmpty { parts.append(.literal(literal)) }
    self.parts = parts
  }

  package var variables: [String] {
    parts.compactMap { if case .variable(let name) = $0 { name } else { nil } }
  }
}
