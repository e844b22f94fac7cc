/// What a client would like of the answer (RFC 7240), as far as a mock heeds it.
struct PreferField: Sendable, Hashable {
  /// `code=404`: the status that is wanted, as it was written.
  private(set) var code: String?
  /// `example=name`: the example of the definition that is wanted.
  private(set) var example: String?
  /// `dynamic=true`: made up although there are examples.
  private(set) var isDynamic = false

  /// Preferences are parted by commas (§2) or, as some clients do it, by semicolons; the first of a
  /// name counts. Others than these three are passed over.
  init(_ field: String?) {
    var seen: Set<String> = []
    for part in (field ?? "").split(whereSeparator: { $0 == "," || $0 == ";" }) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = Self.trimmed(sides[0]).lowercased()
      guard seen.insert(name).inserted else { continue }
      let value = sides.count > 1 ? Self.unquoted(Self.trimmed(sides[1])) : ""
      switch name {
      case "code": code = value
      case "example": example = value
      case "dynamic": isDynamic = value.lowercased() != "false"
      default: break
      }
    }
  }

  /// Whether there is nothing to heed.
  var isEmpty: Bool { code == nil && example == nil && !isDynamic }

  /// The preferences that were heeded, as `Preference-Applied` lists them (§3).
  var applied: String {
    [
      code.map { "code=\($0)" }, example.map { "example=\($0)" }, isDynamic ? "dynamic=true" : nil,
    ].compactMap { $0 }.joined(separator: ", ")
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }

  private static func unquoted(_ text: Substring) -> String {
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { return String(text) }
    return String(text.dropFirst().dropLast())
  }
}
