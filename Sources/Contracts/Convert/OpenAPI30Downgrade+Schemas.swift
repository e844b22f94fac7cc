import Documents

extension OpenAPI30Downgrade {
  /// Says what a schema says with the words of OpenAPI 3.0, as far as it has some; what is left is
  /// diagnosed when the result is checked against them.
  mutating func lower(_ members: inout ValueObject, at range: SourceRange?) {
    wrapReference(&members, at: range)
    if let value = members["const"] {
      members.rename("const", "enum", .array([value], at: value.range))
    }
    lowerTypes(&members, at: range)
    lowerAlternatives(&members)
    for (bound, limit) in DraftBounds.pairs { lowerBound(&members, bound, limit) }
    lowerExamples(&members)
    lowerContent(&members)
    lowerItems(&members)
    if let patterns = members["patternProperties"] {
      // Without the patterns the rest would refuse what they accept.
      members["patternProperties"] = nil
      members["additionalProperties"] = nil
      log.lost(
        "keyword-lost", "OpenAPI 3.0 has no `patternProperties`",
        "list the properties; members of any name are accepted now", at: patterns.range)
    }
    for name in ["not", "items"] {
      if let flag = members[name]?.bool {
        members[name] = Self.schema(flag, at: members[name]?.range)
      }
    }
    members["$comment"] = nil
    members["$schema"] = nil
    members["$defs"] = nil
    members["definitions"] = nil
  }

  /// Words beside a `$ref` count in 3.1 and not in 3.0.
  private mutating func wrapReference(_ members: inout ValueObject, at range: SourceRange?) {
    guard let text = members["$ref"]?.string else { return }
    let target = Value.string(self.target(text), at: members["$ref"]?.range)
    members["$ref"] = nil
    let rest = members["allOf"]?.array ?? []
    let part = Value.object([("$ref", target)], at: range)
    members["allOf"] = .array([part] + rest, at: range)
  }

  private func lowerTypes(_ members: inout ValueObject, at range: SourceRange?) {
    guard let member = members.member("type") else { return }
    let words = member.value.array ?? [member.value]
    let others = words.filter { $0.string != "null" }
    let hasNull = others.count < words.count
    let place = member.value.range
    switch (others.count, hasNull) {
    case (0, true):
      let description = members.member("description")
      members = NullSchema.flagged(at: range)
      if let description { members.set(description) }
    case (1, _):
      members["type"] = others[0]
      if hasNull { members["nullable"] = .bool(true, at: place) }
    case (0, false): members["type"] = nil
    default:
      members["type"] = nil
      let parts = others.map { type in
        Value.object(
          [("type", type)] + (hasNull ? [("nullable", .bool(true, at: place))] : []), at: place)
      }
      let choice = Value.array(parts, at: place)
      guard let earlier = members["anyOf"] else {
        members["anyOf"] = choice
        return
      }
      members["anyOf"] = nil
      members["allOf"] = .array(
        (members["allOf"]?.array ?? []) + [
          .object([("anyOf", choice)], at: place),
          .object([("anyOf", earlier)], at: earlier.range),
        ], at: place)
    }
  }

  /// A choice between one typed schema and null is that schema with `nullable`.
  private func lowerAlternatives(_ members: inout ValueObject) {
    for name in ["anyOf", "oneOf"] {
      guard let choice = members[name], let parts = choice.array, parts.count == 2 else { continue }
      let others = parts.filter { $0["type"]?.string != "null" }
      guard others.count == 1, let inner = others[0].object, inner["$ref"] == nil,
        inner["type"]?.string != nil, inner["enum"] == nil, inner["const"] == nil,
        !inner.contains(where: { members[$0.name] != nil && !Self.isRemark($0.name) })
      else { continue }
      members[name] = nil
      for member in inner where members[member.name] == nil { members.set(member) }
      members["nullable"] = .bool(true, at: choice.range)
    }
  }

  private static func isRemark(_ name: String) -> Bool {
    ["title", "description", "default", "examples", "example", "deprecated"].contains(name)
  }

  private func lowerBound(_ members: inout ValueObject, _ bound: String, _ limit: String) {
    guard let exclusive = members.member(limit), let number = exclusive.value.number else { return }
    if let inclusive = members[bound]?.number {
      let isWeaker = bound == "minimum" ? number < inclusive : number > inclusive
      members[limit] = nil
      if isWeaker { return }
      members[bound] = exclusive.value
    } else {
      members.rename(limit, bound, exclusive.value)
    }
    members[limit] = .bool(true, at: exclusive.value.range)
  }

  private mutating func lowerExamples(_ members: inout ValueObject) {
    guard let value = members["examples"] else { return }
    if let first = value.array?.first, members["example"] == nil {
      members.rename("examples", "example", first)
    } else {
      members["examples"] = nil
    }
    if (value.array?.count ?? 0) > 1 {
      log.lost(
        "examples-lost", "OpenAPI 3.0's schemas have one example",
        "keep the most telling one; the first was kept", at: value.range)
    }
  }

  private func lowerContent(_ members: inout ValueObject) {
    guard members["format"] == nil else { return }
    if let encoding = members["contentEncoding"], encoding.string == "base64" {
      members["contentEncoding"] = nil
      members["format"] = .string("byte", at: encoding.range)
    } else if let type = members["contentMediaType"], members["contentEncoding"] == nil,
      type.string == "application/octet-stream"
    {
      members["contentMediaType"] = nil
      members["format"] = .string("binary", at: type.range)
    }
  }

  private mutating func lowerItems(_ members: inout ValueObject) {
    guard let tuple = members["prefixItems"] else { return }
    members["prefixItems"] = nil
    members["items"] = nil
    log.lost(
      "keyword-lost", "OpenAPI 3.0 has no `prefixItems`",
      "give one schema for all items; items of any type are accepted now", at: tuple.range)
  }
}
