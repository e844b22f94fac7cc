internal import Documents

// unevaluatedItems and unevaluatedProperties (core §11): what no keyword beside, or in a schema that
// applies in place, has looked at. What was looked at is found by a second walk over those schemas.

extension SchemaBuilder {
  mutating func compileUnevaluated(_ schema: SchemaObject) {
    if let rest = subschema(schema, .unevaluatedItems) {
      emit(.unevaluatedItems, .unevaluatedItems, a: rest, b: schema.index)
    }
    if let rest = subschema(schema, .unevaluatedProperties) {
      emit(.unevaluatedProperties, .unevaluatedProperties, a: rest, b: schema.index)
    }
  }
}

extension SchemaValidator {
  mutating func holdsUnevaluatedItems(_ check: Instruction, _ index: Int) -> Bool {
    for child in unevaluated(check, index) {
      guard accepts(check.a, child) else { return false }
    }
    return !isIncomplete
  }

  mutating func holdsUnevaluatedProperties(_ check: Instruction, _ index: Int) -> Bool {
    for child in unevaluated(check, index) {
      guard accepts(check.a, child) else { return false }
    }
    return !isIncomplete
  }

  /// Tape indexes of the items or member values that nothing beside the check has evaluated.
  mutating func unevaluated(_ check: Instruction, _ index: Int) -> [Int] {
    let isObject = check.code == .unevaluatedProperties
    let kind = tape[index].head & Tape.kindMask
    guard kind == (isObject ? Tape.object : Tape.array) else { return [] }
    var marks = NameSet(count: Int(tape[index].extra))
    mark(check.b, index, isObject: isObject, except: check.code, in: &marks)
    var rest: [Int] = []
    var child = index + 1
    var position = 0
    let end = Int(tape[index].extent)
    while child < end {
      let value = isObject ? child + 1 : child
      if !marks.contains(position) { rest.append(value) }
      position += 1
      child = indexAfter(value)
    }
    return rest
  }

  /// Marks the positions that a schema, which the value satisfies, evaluates.
  private mutating func mark(
    _ schema: Int32, _ index: Int, isObject: Bool, except: Instruction.Code?,
    in marks: inout NameSet
  ) {
    let record = view.pointee.schemas[Int(schema)]
    guard record.end > record.numbers, enter(record) else { return }
    defer { leave() }
    let group = isObject ? record.objects..<record.everything : record.arrays..<record.objects
    for position in group {
      let check = view.pointee.instructions[Int(position)]
      if isObject {
        markMembers(check, index, in: &marks)
      } else {
        markItems(check, index, owner: schema, in: &marks)
      }
    }
    for position in record.everything..<record.end where !isIncomplete {
      let check = view.pointee.instructions[Int(position)]
      switch check.code {
      case .reference:
        mark(check.a, index, isObject: isObject, except: nil, in: &marks)
      case .dynamicReference:
        mark(dynamicTarget(check), index, isObject: isObject, except: nil, in: &marks)
      case .allOf:
        for place in check.a..<check.a + check.b {
          let part = view.pointee.lists[Int(place)]
          mark(part, index, isObject: isObject, except: nil, in: &marks)
        }
      case .anyOf, .oneOf:
        if isDiscriminated(check, index) { continue }
        for place in check.a..<check.a + check.b {
          let part = view.pointee.lists[Int(place)]
          if accepts(part, index) {
            mark(part, index, isObject: isObject, except: nil, in: &marks)
          }
        }
      case .conditional:
        let isMet = accepts(check.a, index)
        if isMet { mark(check.a, index, isObject: isObject, except: nil, in: &marks) }
        let branch = isMet ? check.b : check.c
        if branch >= 0 { mark(branch, index, isObject: isObject, except: nil, in: &marks) }
      case .unevaluatedItems where !isObject && except != .unevaluatedItems,
        .unevaluatedProperties where isObject && except != .unevaluatedProperties:
        for position in 0..<Int(tape[index].extra) { marks.insert(position) }
      default: break
      }
    }
  }

  private mutating func markMembers(
    _ check: Instruction, _ index: Int, in marks: inout NameSet
  ) {
    switch check.code {
    case .members:
      let rules = view.pointee.memberRules[Int(check.a)]
      var child = index + 1
      var position = 0
      let end = Int(tape[index].extent)
      while child < end {
        // `additionalProperties` evaluates whatever nothing else does, hence everything.
        if rules.hasAdditional || isMentioned(rules, child) { marks.insert(position) }
        position += 1
        child = indexAfter(child + 1)
      }
    case .dependencies:
      for dependency in storage.program.dependencies[Int(check.a)]
      where dependency.schema >= 0 && hasMember(dependency.name, dependency.hash, index) {
        mark(dependency.schema, index, isObject: true, except: nil, in: &marks)
      }
    case .discriminator:
      if let branch = discriminatedBranch(check, index), branch >= 0 {
        mark(branch, index, isObject: true, except: nil, in: &marks)
      }
    default: break
    }
  }

  private mutating func isMentioned(_ rules: SchemaProgram.MemberRules, _ name: Int) -> Bool {
    let place = entry(rules, name)
    if place >= 0, view.pointee.memberEntries[place].schema >= 0 { return true }
    for position in rules.patternStart..<rules.patternStart + rules.patternCount {
      let pattern = view.pointee.patternMembers[Int(position)].pattern
      if matches(pattern, name: name) == true { return true }
    }
    return false
  }

  private mutating func markItems(
    _ check: Instruction, _ index: Int, owner: Int32, in marks: inout NameSet
  ) {
    let count = Int(tape[index].extra)
    switch check.code {
    case .items:
      let evaluated = check.c >= 0 ? count : min(count, Int(check.b))
      for position in 0..<evaluated { marks.insert(position) }
    case .contains where view.pointee.schemas[Int(owner)].containsEvaluates:
      var child = index + 1
      for position in 0..<count {
        if accepts(check.a, child) { marks.insert(position) }
        child = indexAfter(child)
      }
    default: break
    }
  }
}
