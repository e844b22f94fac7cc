/// A media type (RFC 9110 §8.3.1); type, subtype and parameter names in lower case.
package struct MediaTypeName: Sendable, Hashable, CustomStringConvertible {
  package struct Parameter: Sendable, Hashable {
    package var name: String
    /// Unquoted; that of `charset` in lower case, as it is the same in any case.
    package var value: String
  }

  package let type: String
  package let subtype: String
  /// In the order of the text.
  package let parameters: [Parameter]

  /// Nil where the text is no media type. A parameter that is none is left out.
  package init?(_ text: String) {
    let essence = text.utf8.prefix { $0 != UInt8(ascii: ";") }
    let parts = essence.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let names = parts.map { Substring($0).trimmedBlanks().loweredASCII() }
    type = names[0]
    subtype = names[1]
    guard !type.isEmpty, !subtype.isEmpty else { return nil }
    parameters = Self.parameters(text[essence.endIndex...])
  }

  package var description: String { "\(type)/\(subtype)" }

  /// `application/json` and everything ending in `+json` (RFC 6839 §3.1).
  package var isJSON: Bool { subtype.isExactly("json") || suffix?.isExactly("json") == true }

  /// `*/*`, `text/*` (§12.5.1) or `application/*+json`.
  package var isRange: Bool { type == "*" || subtype == "*" || subtype.startsExactly(with: "*+") }

  /// What follows the last `+` of the subtype (RFC 6838 §4.2.8); nil where there is none.
  package var suffix: Substring? {
    guard let plus = subtype.utf8.lastIndex(of: UInt8(ascii: "+")) else { return nil }
    let rest = subtype[subtype.utf8.index(after: plus)...]
    return rest.isEmpty ? nil : rest
  }

  /// Whether a documented type covers this one: it is the same, or a range such as `text/*`
  /// (§12.5.1) or `application/*+json`. Parameters don't count.
  package func isCovered(by range: MediaTypeName) -> Bool {
    guard range.type == "*" || range.type.isExactly(type) else { return false }
    if range.subtype == "*" || range.subtype.isExactly(subtype) { return true }
    guard let wanted = range.subtype.dropping(prefix: "*+"), let suffix else { return false }
    return wanted.isExactly(suffix)
  }
}

// MARK: - How well two of them match

extension MediaTypeName {
  /// How a documented type fits the type of a message, the better ones last.
  package enum Fit: Int, Sendable, Comparable, CaseIterable {
    /// The message has another JSON format than the documented `application/json`.
    case jsonFamily
    /// `*/*`.
    case anything
    /// `text/*`.
    case typeRange
    /// `application/*+json`.
    case suffixRange
    /// Type and subtype are the same; the parameters tell nothing.
    case essence
    /// All documented parameters are there, and at least one is documented.
    case parameters

    package static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
  }

  /// How a documented type fits this one; nil where it doesn't. A parameter that has another value
  /// than the documented one contradicts it, but for `charset`, which only says how text is coded.
  package func fit(_ documented: MediaTypeName) -> Fit? {
    if documented.type == "*" { return documented.subtype == "*" ? .anything : nil }
    guard documented.type.isExactly(type) else { return jsonFamily(documented) }
    if documented.subtype.isExactly(subtype) { return fit(documented.parameters) }
    if documented.subtype == "*" { return .typeRange }
    if let wanted = documented.subtype.dropping(prefix: "*+"), let suffix, wanted.isExactly(suffix)
    {
      return .suffixRange
    }
    return jsonFamily(documented)
  }

  private func fit(_ documented: [Parameter]) -> Fit? {
    var isComplete = !documented.isEmpty
    for wanted in documented {
      guard let found = parameters.first(where: { $0.name.isExactly(wanted.name) }) else {
        isComplete = false
        continue
      }
      guard !found.value.isExactly(wanted.value) else { continue }
      guard wanted.name == "charset" else { return nil }
      isComplete = false
    }
    return isComplete ? .parameters : .essence
  }

  private func jsonFamily(_ documented: MediaTypeName) -> Fit? {
    let isPlain = documented.type == "application" && documented.subtype == "json"
    return isPlain && suffix?.isExactly("json") == true ? .jsonFamily : nil
  }
}

// MARK: - Parameters

extension MediaTypeName {
  /// Reads `; name=value; name="quoted \" value"` (§5.6.6).
  private static func parameters(_ text: Substring) -> [Parameter] {
    var parameters: [Parameter] = []
    var rest = Array(text.utf8)[...]
    while rest.popFirst() != nil {
      rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
      let name = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
      rest = rest[name.endIndex...]
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst()
      var value = self.value(&rest)
      let word = String(decoding: name, as: UTF8.self).trimmedBlanks().loweredASCII()
      guard !word.isEmpty else { continue }
      if word == "charset" { value = value.loweredASCII() }
      parameters.append(Parameter(name: word, value: value))
    }
    return parameters
  }

  /// Takes a token or a quoted string and whatever stands before the next semicolon.
  private static func value(_ rest: inout ArraySlice<UInt8>) -> String {
    var bytes: [UInt8] = []
    guard rest.first == UInt8(ascii: "\"") else {
      bytes = Array(rest.prefix { $0 != UInt8(ascii: ";") })
      rest = rest.dropFirst(bytes.count)
      return String(String(decoding: bytes, as: UTF8.self).trimmedBlanks())
    }
    rest = rest.dropFirst()
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      if let escaped = rest.popFirst() { bytes.append(escaped) }
    }
    rest = rest.drop { $0 != UInt8(ascii: ";") }
    return String(decoding: bytes, as: UTF8.self)
  }
}
