internal import Documents

// What each check has against a value.

extension SchemaReporter {
  mutating func report(_ check: Instruction, _ index: Int, _ schema: Int32) {
    guard !isFull else { return }
    switch check.code {
    case .reference: walk(check.a, index)
    case .dynamicReference: walk(validator.dynamicTarget(check), index)
    case .allOf:
      for position in check.a..<check.a + check.b { walk(program.lists[Int(position)], index) }
    case .anyOf, .oneOf: reportAlternatives(check, index, schema)
    case .conditional:
      let branch = validator.accepts(check.a, index) ? check.b : check.c
      guard isDecided(check, index, schema) else { return }
      if branch >= 0 { walk(branch, index) }
    case .items: reportItems(check, index)
    case .members: reportMembers(check, index, schema)
    case .propertyNames: reportPropertyNames(check, index)
    case .dependencies: reportDependencies(check, index, schema)
    case .discriminator: reportDiscriminator(check, index, schema)
    case .unevaluatedItems, .unevaluatedProperties:
      let rest = validator.unevaluated(check, index)
      guard isDecided(check, index, schema) else { return }
      for child in rest { walk(check.a, child) }
    default: reportLeaf(check, index, schema)
    }
  }

  /// Whether the validator's last answer was one; if not, says so and lets it go on.
  private mutating func isDecided(_ check: Instruction, _ index: Int, _ schema: Int32) -> Bool {
    guard validator.isIncomplete else { return true }
    validator.isIncomplete = false
    var expected = check.keyword.rawValue
    if check.code == .pattern {
      expected = "the pattern \(excerpt(program.patterns[Int(check.a)].source))"
    }
    add(
      Finding(
        kind: .unevaluated, node: index, schema: schema, path: [check.keyword.rawValue],
        keyword: check.keyword.rawValue, expected: expected, actual: words(index)))
    return false
  }

  private mutating func reportLeaf(_ check: Instruction, _ index: Int, _ schema: Int32) {
    let holds = validator.holds(check, index)
    guard isDecided(check, index, schema), !holds else { return }
    let (expected, actual) = wording(check, index)
    violate(check.keyword, index, schema, expected: expected, actual: actual)
  }

  private mutating func violate(
    _ keyword: Keyword, _ index: Int, _ schema: Int32, path: [String] = [], expected: String,
    actual: String? = nil
  ) {
    add(
      Finding(
        kind: .violated, node: index, schema: schema, path: [keyword.rawValue] + path,
        keyword: keyword.rawValue, expected: expected, actual: actual ?? words(index)))
  }

  private mutating func wording(
    _ check: Instruction, _ index: Int
  ) -> (expected: String, actual: String) {
    let limit = Int(check.a)
    let value = words(index)
    switch check.code {
    case .valueSet: return (words(program.valueSets[limit]), value)
    case .lowerBound:
      let bound = program.bounds[limit]
      return ((bound.isExclusive ? "more than " : "at least ") + excerpt(bound.text), value)
    case .upperBound:
      let bound = program.bounds[limit]
      return ((bound.isExclusive ? "less than " : "at most ") + excerpt(bound.text), value)
    case .multipleOf: return ("a multiple of " + excerpt(program.bounds[limit].text), value)
    case .minLength, .maxLength:
      let bound = check.code == .minLength ? "at least" : "at most"
      let length = validator.codePoints(index)
      return (
        "\(bound) \(counted(limit, "character"))", "\(counted(length, "character")): \(value)"
      )
    case .pattern:
      return ("text that matches \(excerpt(program.patterns[limit].source))", value)
    case .format, .numberFormat:
      let name = FormatCheck(rawValue: UInt8(truncatingIfNeeded: check.a))?.name ?? ""
      return ("format \(name)", value)
    case .content:
      return (check.a & 2 != 0 ? "text that holds JSON" : "text in Base64", value)
    case .minItems: return ("at least \(counted(limit, "item"))", value)
    case .maxItems: return ("at most \(counted(limit, "item"))", value)
    case .minProperties: return ("at least \(counted(limit, "member"))", value)
    case .maxProperties: return ("at most \(counted(limit, "member"))", value)
    case .uniqueItems: return ("items that all differ", repeatedItem(index) ?? value)
    case .contains: return containsWording(check, index)
    case .not: return ("a value that the schema in not refuses", value)
    default: return (check.keyword.rawValue, value)
    }
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private mutating func repeatedItem(_ index: Int) -> String? {
    guard case .some(.some(let pair)) = validator.firstRepeatedItem(index) else { return nil }
    let first = document.pointer(of: pair.first).tokens.last ?? ""
    let second = document.pointer(of: pair.second).tokens.last ?? ""
    return "equal items at \(first) and \(second): \(words(pair.first))"
  }

  private mutating func containsWording(
    _ check: Instruction, _ index: Int
  ) -> (expected: String, actual: String) {
    let count = validator.matches(check.a, in: index, enough: .max)
    let least = Int(check.b)
    let most = Int(check.c)
    let expected =
      count < least
      ? "at least \(counted(least, "item")) of the contained kind"
      : "at most \(counted(most, "item")) of the contained kind"
    return (expected, "\(count) of \(counted(Int(document.tape[index].extra), "item"))")
  }
}

// MARK: - Objects and arrays

extension SchemaReporter {
  private mutating func reportItems(_ check: Instruction, _ index: Int) {
    let node = JSONNode(document: document, index: index)
    for (position, item) in node.items.enumerated() {
      if isFull { return }
      if position < Int(check.b) {
        walk(program.lists[Int(check.a) + position], item.index)
      } else if check.c >= 0 {
        walk(check.c, item.index)
      } else {
        return
      }
    }
  }

  private mutating func reportMembers(_ check: Instruction, _ index: Int, _ schema: Int32) {
    let rules = program.memberRules[Int(check.a)]
    var present = NameSet(count: Int(rules.requiredCount))
    var name = index + 1
    let end = Int(document.tape[index].extent)
    while name < end, !isFull {
      let value = name + 1
      var isKnown = false
      let place = validator.entry(rules, name)
      if place >= 0 {
        let entry = program.memberEntries[place]
        if entry.required >= 0 { present.insert(Int(entry.required)) }
        if entry.isForbidden { reportForbidden(name, schema) }
        if entry.schema >= 0 {
          isKnown = true
          walk(entry.schema, value)
        }
      }
      for position in rules.patternStart..<rules.patternStart + rules.patternCount {
        let member = program.patternMembers[Int(position)]
        let isMatch = validator.matches(member.pattern, name: name)
        let check = Instruction(.pattern, .patternProperties, a: Int(member.pattern))
        guard isDecided(check, value, schema), isMatch == true else { continue }
        isKnown = true
        walk(member.schema, value)
      }
      if !isKnown, rules.additional >= 0 { walk(rules.additional, value) }
      name = validator.indexAfter(value)
    }
    for place in rules.entryStart..<rules.entryStart + rules.entryCount {
      let entry = program.memberEntries[Int(place)]
      guard entry.required >= 0, !present.contains(Int(entry.required)) else { continue }
      violate(
        .required, index, schema, expected: "the member \(quotedName(entry))",
        actual: words(index) + (document.tape[index].extra == 0 ? "" : " without it"))
    }
  }

  private func quotedName(_ entry: SchemaProgram.MemberEntry) -> String {
    let start = Int(entry.nameStart)
    let name = program.memberNames[start..<start + Int(entry.nameCount)]
    return excerpt(JSONWriter.quoted(String(decoding: name, as: UTF8.self)))
  }

  private mutating func reportForbidden(_ name: Int, _ schema: Int32) {
    let text = JSONNode(document: document, index: name).string ?? ""
    add(
      Finding(
        kind: .violated, node: name + 1, schema: schema, path: ["properties", text],
        keyword: program.forbiddenKeyword,
        expected:
          "no member \(excerpt(JSONWriter.quoted(text))), which is \(program.forbiddenKeyword)",
        actual: words(name + 1)))
  }

  private mutating func reportPropertyNames(_ check: Instruction, _ index: Int) {
    var name = index + 1
    let end = Int(document.tape[index].extent)
    while name < end, !isFull {
      walk(check.a, name)
      name = validator.indexAfter(name + 1)
    }
  }

  private mutating func reportDependencies(_ check: Instruction, _ index: Int, _ schema: Int32) {
    for dependency in program.dependencies[Int(check.a)]
    where validator.hasMember(dependency.name, dependency.hash, index) {
      let owner = String(decoding: dependency.name, as: UTF8.self)
      for name in dependency.names
      where !validator.hasMember(Array(name.utf8), KeyHash.of(name), index) {
        violate(
          dependency.keyword, index, schema, path: [owner],
          expected: "the member \(excerpt(JSONWriter.quoted(name))) beside "
            + excerpt(JSONWriter.quoted(owner)),
          actual: words(index) + " without it")
      }
      if dependency.schema >= 0 { walk(dependency.schema, index) }
    }
  }

  private mutating func reportDiscriminator(_ check: Instruction, _ index: Int, _ schema: Int32) {
    let discriminator = program.discriminators[Int(check.a)]
    if let branch = validator.discriminatedBranch(check, index) {
      if branch >= 0 { walk(branch, index) }
      return
    }
    let node = JSONNode(document: document, index: index)
    let name = excerpt(JSONWriter.quoted(discriminator.property))
    guard let value = node[discriminator.property] else {
      return violate(
        .discriminator, index, schema, expected: "the member \(name), which tells the kind",
        actual: words(index) + (node.count == 0 ? "" : " without it"))
    }
    let known = discriminator.names.prefix(10).map { JSONWriter.quoted($0) }
    let rest = discriminator.names.count - known.count
    let list = known.joined(separator: ", ") + (rest > 0 ? " or \(rest) more" : "")
    violate(
      .discriminator, value.index, schema,
      expected: known.isEmpty ? "a name of a schema" : "one of \(excerpt(list))")
  }
}

// MARK: - Alternatives

extension SchemaReporter {
  private mutating func reportAlternatives(_ check: Instruction, _ index: Int, _ schema: Int32) {
    if validator.isDiscriminated(check, index) { return }
    let branches = program.lists[Int(check.a)..<Int(check.a + check.b)]
    var accepting: [Int] = []
    for (position, branch) in branches.enumerated() {
      if validator.accepts(branch, index) { accepting.append(position) }
      guard isDecided(check, index, schema) else { return }
    }
    if check.code == .anyOf, !accepting.isEmpty { return }
    if accepting.count == 1 { return }
    guard accepting.isEmpty else {
      let list = accepting.map(String.init).joined(separator: " and ")
      return violate(
        check.keyword, index, schema,
        expected: "a value that exactly one of \(branches.count) schemas accepts",
        actual: words(index) + ", which those at \(list) accept")
    }
    // Where the type leaves one branch only, its reasons are the interesting ones.
    let node = document.tape[index]
    let kind = node.head & Tape.kindMask
    let candidates = branches.filter { branch in
      validator.hasType(program.schemas[Int(resolved(branch))], node, kind)
    }
    if candidates.count == 1, let candidate = candidates.first {
      let before = count
      walk(candidate, index)
      if count > before { return }
    }
    var expected = "a value that one of \(branches.count) schemas accepts"
    if candidates.isEmpty {
      let types = branches.reduce(into: SchemaRecord()) { union, branch in
        let types = program.schemas[Int(resolved(branch))].types
        union.types = branch == branches.first ? types : union.types | types
      }
      if types.types != 0 { expected = types.typeNames }
    }
    violate(check.keyword, index, schema, expected: expected)
  }

  /// The schema that a schema of nothing but a reference stands for.
  private func resolved(_ schema: Int32) -> Int32 {
    var schema = schema
    for _ in 0..<16 {
      let record = program.schemas[Int(schema)]
      guard record.end == record.everything + 1, record.everything == record.numbers,
        program.instructions[Int(record.everything)].code == .reference
      else { break }
      schema = program.instructions[Int(record.everything)].a
    }
    return schema
  }
}
