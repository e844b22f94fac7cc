internal import Documents

/// Arranges a program for yes-or-no validation: by value class, so that a value whose type alone
/// decides costs one look, and with bounds that come in pairs joined.
struct ProgramLayout {
  private(set) var shapes: [ProgramView.Shape] = []
  private(set) var edges: [ProgramView.Edge] = []
  /// Eight of each schema, empty where it has no checks for a class.
  private(set) var groups: [ProgramView.Group] = []
  private(set) var checks: [Instruction] = []
  private(set) var objects: [ProgramView.ObjectShape] = []
  private(set) var members: [ProgramView.Member] = []
  private(set) var ranges: [ProgramView.IntegerRange] = []
  /// By member entry: the one that comes after it in its object, the last one's being the first.
  private(set) var successors: [Int32] = []

  init(_ program: SchemaProgram) {
    shapes.reserveCapacity(program.schemas.count)
    groups = [ProgramView.Group](
      repeating: ProgramView.Group(start: 0, end: 0), count: 8 * program.schemas.count)
    checks.reserveCapacity(2 * program.instructions.count)
    members.reserveCapacity(program.memberEntries.count)
    successors.reserveCapacity(program.memberEntries.count)
    for record in program.schemas { add(record, of: program) }
    edges = shapes.indices.map { edge(to: $0, of: program) }
    for rules in program.memberRules { add(rules, of: program) }
  }

  // MARK: Schemas

  private mutating func add(_ record: SchemaRecord, of program: SchemaProgram) {
    var shape = ProgramView.Shape(
      accepted: record.types & SchemaRecord.everyType, plain: 0, leaf: 0,
      hasIntegersByValue: false)
    if record.types & SchemaRecord.integersOnly != 0 {
      shape.accepted |= ValueClass.integer.bit
      shape.hasIntegersByValue = record.integersByValue
    } else if record.types & ValueClass.number.bit != 0 {
      shape.accepted |= ValueClass.integer.bit
    }
    if record.numbers == record.end {
      shape.plain = shape.accepted
      shape.leaf = .max
      shapes.append(shape)
      return
    }
    // The classes that have no checks of their own share those of every class.
    let everything = Int(record.everything)..<Int(record.end)
    let isEverythingLeaf = everything.allSatisfy { program.instructions[$0].isLeaf }
    let first = Int32(clamping: checks.count)
    for place in everything { checks.append(program.instructions[place]) }
    let group = 8 * shapes.count
    let shared = ProgramView.Group(start: first, end: Int32(clamping: checks.count))
    for place in group..<group + 8 { groups[place] = shared }
    // Of most there is no class with checks of its own, or one.
    var withOwn: UInt8 = 0
    for valueClass in Self.classes(withOwnChecksIn: record) {
      withOwn |= valueClass.bit
      let own = Self.range(of: valueClass, in: record)
      let start = checks.count
      // Only checks of numbers and of strings come in pairs.
      switch valueClass {
      case .integer, .number:
        let own = Array(program.instructions[own])
        checks += withJoinedBounds(own, areWhole: valueClass == .integer, of: program)
      case .string where own.count > 1:
        checks += Self.withJoinedLengths(Array(program.instructions[own]))
      default:
        for place in own { checks.append(program.instructions[place]) }
      }
      if isEverythingLeaf, checks[start...].allSatisfy(\.isLeaf) { shape.leaf |= valueClass.bit }
      for place in everything { checks.append(program.instructions[place]) }
      groups[group + Int(valueClass.rawValue)] = ProgramView.Group(
        start: Int32(clamping: start), end: Int32(clamping: checks.count))
    }
    if everything.isEmpty { shape.plain = shape.accepted & ~withOwn }
    if isEverythingLeaf { shape.leaf |= ~withOwn }
    shapes.append(shape)
  }

  private static func classes(withOwnChecksIn record: SchemaRecord) -> [ValueClass] {
    if record.numbers == record.everything { return [] }
    if record.numbers == record.objects { return [.object] }
    return ValueClass.checked.filter { !range(of: $0, in: record).isEmpty }
  }

  private static func range(of valueClass: ValueClass, in record: SchemaRecord) -> Range<Int> {
    switch valueClass {
    case .number, .integer: Int(record.numbers)..<Int(record.strings)
    case .string: Int(record.strings)..<Int(record.arrays)
    case .array: Int(record.arrays)..<Int(record.objects)
    default: Int(record.objects)..<Int(record.everything)
    }
  }

  /// The bounds that are machine integers as one check, where there are any. Between whole numbers
  /// an exclusive bound is the next inclusive one.
  private mutating func withJoinedBounds(
    _ checks: [Instruction], areWhole: Bool, of program: SchemaProgram
  ) -> [Instruction] {
    var range = ProgramView.IntegerRange(least: .min, most: .max)
    var others: [Instruction] = []
    var found = 0
    for check in checks {
      guard check.code == .lowerBound || check.code == .upperBound,
        let value = program.bounds[Int(check.a)].integer,
        areWhole || !program.bounds[Int(check.a)].isExclusive
      else {
        others.append(check)
        continue
      }
      let isExclusive = program.bounds[Int(check.a)].isExclusive
      if check.code == .lowerBound {
        let (least, overflow) = value.addingReportingOverflow(isExclusive ? 1 : 0)
        // The least integer of all stands for no bound.
        guard !overflow, least > .min else {
          others.append(check)
          continue
        }
        range.least = max(range.least, least)
      } else {
        let (most, overflow) = value.subtractingReportingOverflow(isExclusive ? 1 : 0)
        guard !overflow, most < .max else {
          others.append(check)
          continue
        }
        range.most = min(range.most, most)
      }
      found += 1
    }
    guard found > 0 else { return checks }
    ranges.append(range)
    return [Instruction(areWhole ? .integerRange : .numberRange, .minimum, a: ranges.count - 1)]
      + others
  }

  /// `minLength` and `maxLength` as one check, where there are both.
  private static func withJoinedLengths(_ checks: [Instruction]) -> [Instruction] {
    guard let least = checks.first(where: { $0.code == .minLength }),
      let most = checks.first(where: { $0.code == .maxLength })
    else { return checks }
    let joined = Instruction(.lengthRange, .minLength, a: Int(least.a), b: Int(most.a))
    return [joined] + checks.filter { $0.code != .minLength && $0.code != .maxLength }
  }

  // MARK: Objects

  private mutating func add(_ rules: SchemaProgram.MemberRules, of program: SchemaProgram) {
    let hasPatterns = rules.patternCount > 0
    let isWide = rules.requiredCount > 64
    let additional = rules.additional < 0 ? Self.openEdge : edges[Int(rules.additional)]
    objects.append(
      ProgramView.ObjectShape(
        additional: additional, required: isWide ? 0 : Self.lowBits(Int(rules.requiredCount)),
        isComplete: !hasPatterns && !isWide, slotStart: rules.slotStart,
        slotMask: rules.slotMask, first: rules.entryStart,
        least: UInt32(clamping: rules.requiredCount)))
    let start = Int(rules.entryStart)
    for place in start..<start + Int(rules.entryCount) {
      let entry = program.memberEntries[place]
      var edge = entry.schema >= 0 ? edges[Int(entry.schema)] : additional
      if entry.isForbidden {
        edge.plain = 0
        edge.singleClass = 0
      }
      let first = Int(entry.nameStart)
      let name = program.memberNames[first..<first + Int(entry.nameCount)]
      members.append(
        ProgramView.Member(
          edge: edge, sizeAndHash: UInt64(clamping: name.count) | UInt64(entry.hash) << 32,
          word0: Self.word(name.prefix(8)), word1: Self.word(name.dropFirst(8).prefix(8)),
          mask0: Self.lowBits(8 * min(8, name.count)),
          mask1: Self.lowBits(8 * max(0, min(8, name.count - 8))),
          required: entry.required >= 0 && !isWide ? 1 << UInt64(entry.required) : 0,
          isForbidden: entry.isForbidden))
      let next = place + 1 < start + Int(rules.entryCount) ? place + 1 : start
      successors.append(Int32(clamping: next))
    }
  }

  /// Where no schema is.
  private static let openEdge = ProgramView.Edge(
    schema: 0, single: 0, plain: .max, singleClass: 0, kind: .leaf)

  private func edge(to schema: Int, of program: SchemaProgram) -> ProgramView.Edge {
    let shape = shapes[schema]
    guard shape.accepted != shape.plain else { return edge(to: schema, shape) }
    var edge = edge(to: schema, shape)
    var others = shape.accepted & ~shape.plain
    while others != 0 {
      let valueClass = ValueClass(rawValue: UInt8(others.trailingZeroBitCount))
      others &= ~valueClass.bit
      let group = groups[schema * 8 + Int(valueClass.rawValue)]
      guard group.end == group.start + 1 else { continue }
      let check = checks[Int(group.start)]
      if check.isLeaf {
        edge.single = group.start
      } else if check.code == .members, !program.hasDynamicReferences {
        edge.single = check.a
        edge.kind = .members
      } else {
        continue
      }
      edge.singleClass = valueClass.bit
      return edge
    }
    return edge
  }

  private func edge(to schema: Int, _ shape: ProgramView.Shape) -> ProgramView.Edge {
    ProgramView.Edge(
      schema: Int32(clamping: schema), single: 0, plain: shape.plain, singleClass: 0, kind: .leaf)
  }

  private static func lowBits(_ count: Int) -> UInt64 {
    count == 0 ? 0 : UInt64.max >> UInt64(64 - count)
  }

  /// Up to eight bytes as the little-endian number that a load from memory gives.
  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for (place, byte) in bytes.enumerated() { word |= UInt64(byte) << UInt64(8 * place) }
    return word
  }
}

/// What a value is at first sight: its kind on the tape, and for a number whether it is spelt as an
/// integer.
struct ValueClass: Equatable {
  let rawValue: UInt8

  static let number = ValueClass(rawValue: UInt8(Tape.number))
  static let string = ValueClass(rawValue: UInt8(Tape.string))
  static let array = ValueClass(rawValue: UInt8(Tape.array))
  static let object = ValueClass(rawValue: UInt8(Tape.object))
  static let integer = ValueClass(rawValue: 7)
  /// Those that some checks are for alone.
  static let checked = [number, string, array, object, integer]

  var bit: UInt8 { 1 << rawValue }
}

extension Instruction {
  /// Whether it looks at nothing but the value itself, and enters no schema.
  var isLeaf: Bool {
    switch code {
    case .valueSet, .lowerBound, .upperBound, .multipleOf, .numberFormat, .minLength, .maxLength,
      .pattern, .format, .content, .minItems, .maxItems, .uniqueItems, .minProperties,
      .maxProperties, .integerRange, .numberRange, .lengthRange:
      true
    case .items, .contains, .members, .propertyNames, .dependencies, .discriminator, .reference,
      .not, .dynamicReference, .allOf, .anyOf, .oneOf, .conditional, .unevaluatedItems,
      .unevaluatedProperties:
      false
    }
  }
}
