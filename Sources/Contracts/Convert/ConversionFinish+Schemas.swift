import Documents

extension ConversionFinish {
  private var types: Set<String> {
    var types: Set<String> = ["string", "number", "integer", "boolean", "array", "object"]
    if grammar.hasReferenceSiblings { types.insert("null") }
    return types
  }

  /// Settles types that are none, arrays without items and empty lists. Also of parameters and
  /// headers of Swagger 2.0, which are schemas of a kind.
  mutating func repairSchema(
    _ members: inout ValueObject, _ kind: SpecKind, at range: SourceRange?
  ) {
    repairType(&members, kind, at: range)
    for name in ["required", "enum"] {
      guard let list = members[name]?.array else { continue }
      var kept: [Value] = []
      for item in list where !kept.contains(where: { $0.isSame(as: item) }) { kept.append(item) }
      if name == "required" { kept = kept.filter { $0.string != nil } }
      // An empty list of required members says nothing; of values, that nothing will do, which
      // draft 4 refuses to say.
      members[name] = kept.isEmpty ? nil : .array(kept, at: members[name]?.range)
    }
    for name in ["allOf", "anyOf", "oneOf"] where members[name]?.array?.isEmpty == true {
      members[name] = nil
    }
    let hasArray = members["type"]?.string == "array"
    if hasArray, !isUsable(members["items"]), !grammar.hasReferenceSiblings {
      let isPlain = kind != .schema
      members["items"] = .object(
        isPlain ? [("type", .string("string", at: range))] : [], at: range)
      log.note(
        "items-added", "the array doesn't say what its items are, and \(grammar.name) demands it",
        isPlain
          ? "give `items`; text was assumed" : "give `items`; anything is accepted now",
        at: range)
    }
    if let value = members["default"], !DefaultValue.fits(value, members) {
      members["default"] = nil
      log.lost(
        "default-invalid", "the default does not conform to its own schema",
        "correct it; it was left out", at: value.range)
    }
  }

  private func isUsable(_ items: Value?) -> Bool {
    guard let items else { return false }
    return items.object != nil || items.bool != nil
  }

  private mutating func repairType(
    _ members: inout ValueObject, _ kind: SpecKind, at range: SourceRange?
  ) {
    let isPlain = kind != .schema
    let hasFile = isSwagger2 && (kind == .schema || members["in"]?.string == "formData")
    if let type = members.member("type") {
      let words = type.value.array ?? [type.value]
      let known = words.filter {
        $0.string.map { types.contains($0) || hasFile && $0 == "file" } ?? false
      }
      if type.value.array != nil, isSwagger2 {
        let others = known.filter { $0.string != "null" }
        members["type"] = others.count == 1 && words.count == 1 ? others[0] : nil
        if words.count > 1 {
          log.lost(
            "type-list-lost", "Swagger 2.0 has one type for each schema",
            "give one; the types were left out and are not checked", at: type.value.range)
        }
      } else if known.count < words.count {
        members["type"] = nil
        let word = words.compactMap(\.string).joined(separator: ", ")
        members[TypeTranslator.wordMember] = .string(word, at: type.value.range)
        log.lost(
          "type-lost", "`\(word)` is no type of \(grammar.name)",
          "give a type; the value is not checked, and the word was kept as "
            + "`\(TypeTranslator.wordMember)`", at: type.value.range)
      }
    }
    guard isSwagger2, isPlain, members["type"] == nil else { return }
    members["type"] = .string("string", at: range)
    log.note(
      "plain-type-assumed", "Swagger 2.0 demands a simple type here",
      "give one; text was assumed", at: range)
  }

  /// Beside `allOf`, required members must be declared somewhere.
  mutating func declareRequired(_ members: inout ValueObject, at range: SourceRange?) {
    guard members["allOf"] != nil, let required = members["required"]?.array else { return }
    let declared = PropertyNames(references: references).names(in: .object(members))
    for name in required.compactMap(\.string) where !declared.contains(ExactName(name)) {
      var properties = members["properties"]?.object ?? ValueObject()
      properties[name] = .object([], at: range)
      members["properties"] = .object(properties, at: members["properties"]?.range ?? range)
    }
  }
}

/// The names of all properties that a schema declares, its parts included.
struct PropertyNames {
  let references: LocalReference

  func names(in schema: Value) -> Set<ExactName> {
    var names: Set<ExactName> = []
    var open = [schema]
    var visited: Set<String> = []
    while let next = open.popLast() {
      if let text = LocalReference.target(of: next), next.object?.count == 1 {
        var ignored: [Diagnostic] = []
        if visited.insert(text).inserted,
          let target = references.follow(next, at: JSONPointer(), into: &ignored)?.value
        {
          open.append(target)
        }
        continue
      }
      names.formUnion((next["properties"]?.object?.names ?? []).map(ExactName.init))
      for word in ["allOf", "anyOf", "oneOf"] { open += next[word]?.array ?? [] }
    }
    return names
  }
}

/// Whether a default can be a value of its schema, as far as types and plain limits tell.
enum DefaultValue {
  static func fits(_ value: Value, _ schema: ValueObject) -> Bool {
    if value.isNull {
      return schema["type"] == nil || schema["nullable"]?.bool == true
        || schema["x-nullable"]?.bool == true
        || schema["type"]?.array?.contains { $0.string == "null" } == true
    }
    if let type = schema["type"] {
      let words = (type.array ?? [type]).compactMap(\.string)
      guard words.contains(where: { fits(value, type: $0) }) else { return false }
    }
    if let values = schema["enum"]?.array, !values.contains(where: { $0.isSame(as: value) }) {
      return false
    }
    if let number = value.number {
      if let limit = schema["minimum"]?.number, number < limit { return false }
      if let limit = schema["maximum"]?.number, number > limit { return false }
    }
    if let text = value.string {
      let count = text.unicodeScalars.count
      if let limit = schema["minLength"]?.integer, count < limit { return false }
      if let limit = schema["maxLength"]?.integer, count > limit { return false }
    }
    return true
  }

  private static func fits(_ value: Value, type: String) -> Bool {
    switch type {
    case "string": value.string != nil
    case "number": value.number != nil
    case "integer": value.number?.isInteger(.bySpelling) == true
    case "boolean": value.bool != nil
    case "array": value.array != nil
    case "object": value.object != nil
    default: true
    }
  }
}
