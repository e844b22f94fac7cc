import Documents

/// Schemas written the way a person would say them: `accountsResponse`, `[ integer ]`,
/// `string (date-time)`.
enum TypeLabel {
  private static let depthLimit = 4

  static func label(of schema: Value, depth: Int = 0) -> String {
    guard depth < depthLimit else { return "…" }
    if schema.bool == false { return "nothing" }
    if let reference = LocalReference.target(of: schema) { return modelName(reference) }
    if let word = schema[TypeTranslator.wordMember]?.string { return word }
    let format = schema["format"]?.string.map { " (\($0))" } ?? ""
    if let types = schema["type"]?.array {
      return types.map { $0.string ?? "any" }.joined(separator: ", ") + format
    }
    switch schema["type"]?.string {
    case "array":
      guard let items = schema["items"] else { return "array" }
      return "[ \(label(of: items, depth: depth + 1)) ]"
    case let type?: return type + format
    case nil: break
    }
    for (member, separator) in [("allOf", " & "), ("oneOf", " or "), ("anyOf", " or ")] {
      guard let parts = schema[member]?.array, !parts.isEmpty else { continue }
      return parts.prefix(8).map { label(of: $0, depth: depth + 1) }.joined(separator: separator)
    }
    if schema["properties"] != nil { return "object" }
    return format.isEmpty ? "any" : "any\(format)"
  }

  /// The last token of a reference's pointer; for a whole file its name without ending.
  static func modelName(_ reference: String) -> String {
    // Most references are to models of the same file, with nothing in them to decode.
    let bytes = reference.utf8
    if reference.startsExactly(with: "#/"), !BundledFiles.isBundled(reference),
      !bytes.contains(where: { $0 == 0x25 || $0 == 0x7E }),
      let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    {
      return String(reference[bytes.index(after: slash)...])
    }
    guard let tokens = JSONPointer(parsing: reference)?.tokens, let last = tokens.last else {
      return reference
    }
    let isFile = tokens.count == 2 && tokens[0] == BundledFiles.member
    return isFile ? BundledFiles.stem(of: last) : last
  }
}
