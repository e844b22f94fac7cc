import Documents

extension Swagger2Upgrade {
  mutating func schema(_ value: Value) -> Value {
    walk(value, as: .schema) ?? .object([], at: value.range)
  }

  mutating func enter(
    _ members: inout ValueObject, _ kind: SpecKind, name: String, at range: SourceRange?
  ) {
    guard kind == .schema else { return }
    var result = ValueObject()
    for var member in members {
      switch (member.name, member.value.kind) {
      case ("x-nullable", .bool):
        member.name = "nullable"
      case ("x-deprecated", .bool):
        member.name = "deprecated"
      case ("x-writeOnly", .bool):
        member.name = "writeOnly"
      case ("discriminator", .string):
        member.value = .object([("propertyName", member.value)], at: member.value.range)
      case ("type", .string("file")):
        member.value = .string("string", at: member.value.range)
        result["format"] = .string("binary", at: member.value.range)
      default: break
      }
      result.set(member)
    }
    members = result
  }

  mutating func reference(
    _ members: ValueObject, _ kind: SpecKind, at range: SourceRange?
  ) -> Value? {
    guard var member = members.member("$ref"), let text = member.value.string else {
      return .object(members, at: range)
    }
    member.value = .string(target(text), at: member.value.range)
    var result = ValueObject()
    result.set(member)
    return .object(result, at: range)
  }

  /// Words that Swagger 2.0 doesn't know mean nothing there, and would in OpenAPI 3.
  mutating func unknown(_ member: ValueObject.Member, in kind: SpecKind) -> Value? {
    guard kind == .schema else { return member.value }
    switch member.name {
    // Converted above.
    case "nullable", "deprecated", "writeOnly": return member.value
    case "collectionFormat":
      // Of lists inside of lists.
      if member.value.string != "csv" {
        log.lost(
          "collection-format-lost", "OpenAPI 3 can't say how lists inside of lists are written",
          "say it in the description; it was left out", at: member.nameRange ?? member.value.range)
      }
      return nil
    default: break
    }
    log.note(
      "keyword-meaningless", "`\(member.name)` is no word of Swagger 2.0's schemas",
      "nothing to do: it said nothing and was left out", at: member.nameRange ?? member.value.range)
    return nil
  }

  /// Where what a schema's reference names stands in the result.
  private mutating func target(_ text: String) -> String {
    guard text.startsExactly(with: "#"), let pointer = JSONPointer(parsing: text) else {
      return text
    }
    let tokens = pointer.tokens
    if tokens.count >= 2, tokens[0] == "definitions" {
      let place = ["components", "schemas", schemas[tokens[1]]] + tokens.dropFirst(2)
      return JSONPointer(place).fragment
    }
    guard references.document[pointer] != nil else { return text }
    let name = hoisted.name(of: pointer, among: &schemas)
    return JSONPointer(["components", "schemas", name]).fragment
  }
}
