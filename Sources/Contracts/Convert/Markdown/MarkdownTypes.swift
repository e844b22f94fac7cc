import Documents

/// Prints Swagger 2.0 schemas as a rendering does, and says what of them it has no way to print.
struct MarkdownTypes {
  /// What is printed after a model's name in its heading, and so ends its anchor.
  let suffix: String
  var log: ConversionLog
  /// Words of a schema that its table prints elsewhere or that are said by the type.
  private static let printed: Set<String> = [
    "type", "format", "items", "properties", "allOf", "enum", "x-nullable", "$ref",
    TypeTranslator.wordMember,
  ]
  /// Words that only remark on a schema.
  private static let remarks: Set<String> = [
    "title", "description", "default", "example", "externalDocs", "xml",
  ]
  private static let depthLimit = 24

  /// - Parameter carried: words that the caller prints.
  mutating func text(of schema: Value, carried: Set<String> = [], depth: Int = 0) -> String {
    guard depth < Self.depthLimit, let members = schema.object else { return "object" }
    if let target = LocalReference.target(of: schema) { return link(TypeLabel.modelName(target)) }
    for member in members {
      if Self.printed.contains(member.name) || carried.contains(member.name) { continue }
      lose(member)
    }
    var parts = (members["allOf"]?.array ?? []).map { text(of: $0, depth: depth + 1) }
    let own = ownText(members, depth: depth, isPart: !parts.isEmpty)
    if let own { parts.append(own) }
    var result = parts.isEmpty ? "undefined" : parts.joined(separator: " & ")
    if !carried.contains("enum"), let values = members["enum"]?.array, !values.isEmpty {
      result +=
        ", <br>**Available values:** " + values.map(Self.value).joined(separator: ", ")
    }
    if members["x-nullable"]?.bool == true { result += " or null" }
    return result
  }

  private mutating func ownText(_ members: ValueObject, depth: Int, isPart: Bool) -> String? {
    if let word = members[TypeTranslator.wordMember]?.string { return Self.escaped(word) }
    let format = members["format"]?.string
    if let properties = members["properties"]?.object, !properties.isEmpty {
      return object(properties, depth: depth)
    }
    switch (members["type"]?.string, format) {
    case ("array", _):
      guard let items = members["items"], items.object?.isEmpty == false else { return "[ ]" }
      return "[ \(text(of: items, depth: depth + 1)) ]"
    case ("integer", "int64"): return "long"
    case ("number", "float"?), ("number", "double"?): return format
    case ("string", "date-time"): return "dateTime"
    case ("string", "byte"?), ("string", "binary"?), ("string", "date"?), ("string", "password"?):
      return format
    case (let type?, let format?): return "\(type) (\(Self.escaped(format)))"
    case (let type?, nil): return type == "object" && isPart ? nil : type
    case (nil, let format?): return "undefined (\(Self.escaped(format)))"
    case (nil, nil): return nil
    }
  }

  private mutating func object(_ properties: ValueObject, depth: Int) -> String {
    let members = properties.map { member in
      "**\"\(Self.escaped(member.name))\"**: \(text(of: member.value, depth: depth + 1))"
    }
    return "{ \(members.joined(separator: ", ")) }"
  }

  func link(_ model: String) -> String {
    "[\(Self.escaped(model))](#\(Self.anchor(model + suffix)))"
  }

  /// As the renderer makes anchors: lower case, blanks as hyphens, no dots.
  static func anchor(_ heading: String) -> String {
    String(
      decoding: heading.loweredASCII().utf8.compactMap { byte -> UInt8? in
        switch byte {
        case 0x20: UInt8(ascii: "-")
        case UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"): nil
        default: byte
        }
      }, as: UTF8.self)
  }

  /// A JSON value inside of a type.
  private static func value(_ value: Value) -> String { escaped(JSONWriter.text(value)) }

  /// What stands in a type's cell is unescaped as a whole.
  private static func escaped(_ text: String) -> String {
    text.utf8.contains(UInt8(ascii: "\\")) ? text.replacing("\\", with: "\\\\") : text
  }

  mutating func lose(_ member: ValueObject.Member) {
    let place = member.nameRange ?? member.value.range
    if Self.remarks.contains(member.name) || member.name.startsExactly(with: "x-") {
      log.note(
        "markdown-remark-lost", "a rendering has no place for this `\(member.name)`",
        "nothing to do: it was left out", at: place)
    } else {
      log.lost(
        "markdown-keyword-lost", "a rendering has no place for `\(member.name)`",
        "say it in the description or in an overlay; it was left out and is not checked",
        at: place)
    }
  }
}
