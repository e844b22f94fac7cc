import Documents

extension Swagger2Downgrade {
  mutating func schema(_ value: Value) -> Value {
    walk(value, as: .schema) ?? .object([], at: value.range)
  }

  mutating func enter(
    _ members: inout ValueObject, _ kind: SpecKind, name: String, at range: SourceRange?
  ) {
    guard kind == .schema else { return }
    if let flag = members["nullable"] {
      members.rename("nullable", "x-nullable", flag)
      if flag.bool == true {
        log.lost(
          "nullable-lost", "Swagger 2.0 can't say that a value may be null",
          "leave the member out instead of sending null; it was kept as `x-nullable`",
          at: flag.range)
      }
    }
    for word in ["writeOnly", "deprecated"] {
      guard let flag = members[word] else { continue }
      members.rename(word, "x-\(word)", flag)
      if flag.bool == true {
        log.lost(
          "keyword-lost", "Swagger 2.0's schemas have no `\(word)`",
          "say so in the description; it was kept as `x-\(word)`", at: flag.range)
      }
    }
    if let discriminator = members["discriminator"], let property = discriminator["propertyName"] {
      members["discriminator"] = property
      if discriminator["mapping"] != nil {
        log.lost(
          "mapping-lost", "Swagger 2.0's discriminator has no mapping",
          "name the models like the values; the mapping was left out", at: discriminator.range)
      }
    }
    for word in ["oneOf", "anyOf", "not"] {
      guard let value = members[word] else { continue }
      members[word] = nil
      if word != "not", let only = value.array, only.count == 1 {
        members["allOf"] = .array((members["allOf"]?.array ?? []) + only, at: value.range)
        continue
      }
      log.lost(
        "keyword-lost", "Swagger 2.0 has no `\(word)`",
        "give one schema; what it says was left out and is not checked", at: value.range)
    }
  }

  mutating func reference(
    _ members: ValueObject, _ kind: SpecKind, at range: SourceRange?
  ) -> Value? {
    guard let text = members["$ref"]?.string else { return .object(members, at: range) }
    return .object(
      [("$ref", .string(target(text), at: members["$ref"]?.range))], at: range)
  }

  private mutating func target(_ text: String) -> String {
    guard text.startsExactly(with: "#"), let pointer = JSONPointer(parsing: text) else {
      return text
    }
    let tokens = pointer.tokens
    if tokens.count >= 3, tokens[0] == "components", tokens[1] == "schemas" {
      return JSONPointer(["definitions"] + tokens.dropFirst(2)).fragment
    }
    guard references.document[pointer] != nil else { return text }
    return JSONPointer(["definitions", hoisted.name(of: pointer, among: &schemas)]).fragment
  }

  // MARK: Plain types

  /// A schema as the type of a parameter or header, which can be no object and no reference.
  mutating func plainType(
    _ source: Value, of what: String, allowsFile: Bool = false, depth: Int = 0
  ) -> LocatedObject {
    var result = LocatedObject()
    let target = followed(source) ?? source
    var members = target.object ?? ValueObject()
    // A wrapper around one reference, as `nullable` and `default` need it, is that schema.
    if let parts = members["allOf"]?.array, parts.count == 1, members["type"] == nil,
      let inner = parts.first.flatMap({ followed($0) })?.object
    {
      members["allOf"] = nil
      for member in inner where members[member.name] == nil { members.set(member) }
    }
    let range = source.range ?? target.range
    enter(&members, .schema, name: "", at: range)
    let isFile =
      allowsFile && members["type"]?.string == "string" && members["format"]?.string == "binary"
    let word = isFile ? "file" : members["type"]?.string
    switch word {
    case "string", "integer", "number", "boolean", "file":
      result.add("type", word ?? "string", at: members["type"]?.range ?? range)
    case "array" where depth < 8:
      result.add("type", "array", at: members["type"]?.range ?? range)
      let items = plainType(
        members["items"] ?? .object([], at: range), of: what, depth: depth + 1)
      result.add("items", items.value(at: range))
    default:
      result.add("type", "string", at: range)
      if let kept = members[TypeTranslator.wordMember] {
        result.add(TypeTranslator.wordMember, kept)
      } else {
        log.lost(
          "plain-type-lost", "Swagger 2.0 can't say what type \(what) has",
          "give it a simple type; it was written as a string", at: range)
      }
      return result
    }
    for member in members {
      switch member.name {
      case "type", "items": continue
      case "format" where isFile: continue
      case "example":
        result.add("x-example", member.value, nameAt: member.nameRange)
      case "title", "xml", "externalDocs", "readOnly", "discriminator", "x-writeOnly": continue
      case "description", "x-deprecated":
        if depth == 0 { result.add(member.name, member.value, nameAt: member.nameRange) }
      case let name where Self.plainWords.contains(name) || name.startsExactly(with: "x-"):
        result.add(name, member.value, nameAt: member.nameRange)
      default:
        log.lost(
          "keyword-lost", "Swagger 2.0 has no `\(member.name)` for \(what)",
          "say it in the description; it is not checked",
          at: member.nameRange ?? member.value.range)
      }
    }
    return result
  }

  private static let plainWords: Set<String> = [
    "format", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength",
    "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf",
  ]
}
