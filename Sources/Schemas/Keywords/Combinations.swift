internal import Documents

// allOf, anyOf, oneOf, not (core §10.2.1) and if, then, else (§10.2.2).

extension SchemaBuilder {
  mutating func compileCombinations(_ schema: SchemaObject) {
    if let parts = subschemas(schema, .allOf) {
      emit(.allOf, .allOf, a: addList(parts), b: parts.count)
    }
    // A discriminator chooses the branch for an object, then the other branches have no say.
    let isForObjects = schema.hasDiscriminatedBranches ? 0 : -1
    if let parts = subschemas(schema, .anyOf) {
      emit(.anyOf, .anyOf, a: addList(parts), b: parts.count, c: isForObjects)
    }
    if let parts = subschemas(schema, .oneOf) {
      emit(.oneOf, .oneOf, a: addList(parts), b: parts.count, c: isForObjects)
    }
    if let excluded = subschema(schema, .not) { emit(.not, .not, a: excluded) }
    compileConditional(schema)
  }

  private mutating func compileConditional(_ schema: SchemaObject) {
    let then = subschema(schema, .thenSchema)
    let otherwise = subschema(schema, .elseSchema)
    guard let condition = subschema(schema, .ifSchema) else { return }
    // Without branches it still counts: what the condition evaluates is evaluated.
    emit(.conditional, .ifSchema, a: condition, b: then ?? -1, c: otherwise ?? -1)
  }
}

extension SchemaValidator {
  mutating func holdsAllOf(_ check: Instruction, _ index: Int) -> Bool {
    for position in check.a..<check.a &+ check.b {
      guard accepts(view.pointee.lists[Int(position)], index) else { return false }
    }
    return true
  }

  /// Whether branches have no say, because a discriminator chooses among them.
  func isDiscriminated(_ check: Instruction, _ index: Int) -> Bool {
    check.c == 0 && tape[index].head & Tape.kindMask == Tape.object
  }

  mutating func holdsAnyOf(_ check: Instruction, _ index: Int) -> Bool {
    if isDiscriminated(check, index) { return true }
    for position in check.a..<check.a &+ check.b {
      if accepts(view.pointee.lists[Int(position)], index) { return true }
      if isIncomplete { return false }
    }
    return false
  }

  mutating func holdsOneOf(_ check: Instruction, _ index: Int) -> Bool {
    if isDiscriminated(check, index) { return true }
    var found = false
    for position in check.a..<check.a &+ check.b {
      if accepts(view.pointee.lists[Int(position)], index) {
        if found { return false }
        found = true
      }
      if isIncomplete { return false }
    }
    return found
  }

  mutating func holdsConditional(_ check: Instruction, _ index: Int) -> Bool {
    guard check.b >= 0 || check.c >= 0 else { return true }
    let branch = accepts(check.a, index) ? check.b : check.c
    if isIncomplete { return false }
    return branch < 0 || accepts(branch, index)
  }
}
