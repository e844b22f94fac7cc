internal import Documents

// minimum, maximum, exclusiveMinimum, exclusiveMaximum (validation §6.2.2 to §6.2.5) and multipleOf
// (§6.2.1), in exact arithmetic.

extension SchemaBuilder {
  mutating func compileNumbers(_ schema: SchemaObject) {
    compileBound(schema, .minimum, exclusive: .exclusiveMinimum, code: .lowerBound)
    compileBound(schema, .maximum, exclusive: .exclusiveMaximum, code: .upperBound)
    if let divisor = number(schema, .multipleOf) {
      guard divisor > JSONNumber(0) else {
        return refuse(schema, .multipleOf, "a number above 0")
      }
      emit(.multipleOf, .multipleOf, a: addBound(divisor, isExclusive: false))
    }
  }

  private mutating func compileBound(
    _ schema: SchemaObject, _ keyword: Keyword, exclusive: Keyword, code: Instruction.Code
  ) {
    if schema.rules.hasFlagBounds {
      if let said = schema[exclusive], said.bool == nil {
        refuse(schema, exclusive, "true or false")
      }
      let isExclusive = flag(schema, exclusive)
      guard let bound = number(schema, keyword) else { return }
      emit(
        code, isExclusive ? exclusive : keyword, a: addBound(bound, isExclusive: isExclusive))
      return
    }
    if let bound = number(schema, keyword) {
      emit(code, keyword, a: addBound(bound, isExclusive: false))
    }
    if let bound = number(schema, exclusive) {
      emit(code, exclusive, a: addBound(bound, isExclusive: true))
    }
  }

  private mutating func addBound(_ number: JSONNumber, isExclusive: Bool) -> Int {
    program.bounds.append(
      SchemaProgram.Bound(
        integer: number.integer, decimal: number.decimal, isExclusive: isExclusive,
        text: number.text))
    return program.bounds.count - 1
  }
}

extension SchemaValidator {
  /// Both bounds of a number that is spelt as an integer.
  @inline(__always)
  mutating func holdsIntegerRange(_ check: Instruction, _ index: Int) -> Bool {
    let range = view.pointee.ranges[Int(check.a)]
    if let value = smallInteger(tape[index]) { return value >= range.least && value <= range.most }
    return isInExactRange(range, index)
  }

  /// Both bounds of a number that has a fraction or an exponent.
  @inline(never)
  mutating func holdsNumberRange(_ check: Instruction, _ index: Int) -> Bool {
    let range = view.pointee.ranges[Int(check.a)]
    guard let whole = wholePart(tape[index]) else { return isInExactRange(range, index) }
    // A fraction moves the value away from zero, so it decides only between equals.
    if whole.value <= range.least {
      guard whole.value == range.least, !(whole.hasFraction && whole.isNegative) else {
        return false
      }
    }
    if whole.value >= range.most {
      guard whole.value == range.most, !whole.hasFraction || whole.isNegative else {
        return false
      }
    }
    return true
  }

  @inline(never)
  private mutating func isInExactRange(_ range: ProgramView.IntegerRange, _ index: Int) -> Bool {
    let value = decimal(tape[index])
    // The extremes stand for no bound.
    if range.least > .min, value < ExactDecimal(range.least) { return false }
    return range.most == .max || !(ExactDecimal(range.most) < value)
  }

  @inline(never)
  mutating func holdsBound(_ check: Instruction, _ index: Int) -> Bool {
    let bound = view.pointee.integerBounds[Int(check.a)]
    if bound.isInteger, let value = smallInteger(tape[index]) {
      if value == bound.value { return !bound.isExclusive }
      return check.code == .lowerBound ? value > bound.value : value < bound.value
    }
    if bound.isInteger, let whole = wholePart(tape[index]) {
      // A fraction moves the value away from zero, so it decides only between equals.
      if whole.value == bound.value {
        if whole.hasFraction { return (check.code == .lowerBound) != whole.isNegative }
        return !bound.isExclusive
      }
      return check.code == .lowerBound ? whole.value > bound.value : whole.value < bound.value
    }
    return holdsExactBound(check, index)
  }

  @inline(never)
  private mutating func holdsExactBound(_ check: Instruction, _ index: Int) -> Bool {
    let bound = storage.program.bounds[Int(check.a)]
    let value = decimal(tape[index])
    if value == bound.decimal { return !bound.isExclusive }
    return check.code == .lowerBound ? bound.decimal < value : value < bound.decimal
  }

  mutating func holdsMultipleOf(_ check: Instruction, _ index: Int) -> Bool {
    let divisor = view.pointee.integerBounds[Int(check.a)]
    let node = tape[index]
    if divisor.isInteger, let value = smallInteger(node) {
      return value.isMultiple(of: divisor.value)
    }
    return decimal(node).isMultiple(of: storage.program.bounds[Int(check.a)].decimal)
  }
}
