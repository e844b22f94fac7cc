internal import CPCRE2
internal import Documents

/// One validation: the program, the document and what has to be remembered on the way.
///
/// `accepts` answers yes or no and stops at the first failure. Effort is bounded twice, since schemas
/// may be hostile: by the nesting of checks and by their number. Once a bound is hit
/// `isIncomplete` is set, everything unwinds, and no answer is given.
struct SchemaValidator {
  // Not counted: the caller of `with`, which makes validators and takes them back, holds both.
  unowned(unsafe) let storage: ProgramStorage
  let view: UnsafePointer<ProgramView>
  unowned(unsafe) let document: JSONDocument
  /// The document's, as plain pointers for the reason that `ProgramView` gives; valid as long as the
  /// body of `with` runs.
  let tape: UnsafePointer<TapeNode>
  let bytes: UnsafePointer<UInt8>
  /// Set when a bound was hit, so that the outcome is unknown.
  var isIncomplete = false
  /// The address down to which the stack may grow.
  private let stackFloor: UInt
  private var stepsLeft: Int
  private let tracksScope: Bool
  private var matcher: PatternMatcher?
  /// The schema resources that were entered and not yet left, each once, the outermost first: dynamic references look
  /// through them, and schemas that refer to themselves enter one resource over and over.
  private(set) var scope: [Int32] = []
  /// The resources of all schemas that were entered and not yet left.
  private var way: [Int32] = []
  /// How often each resource is on the way.
  private var entries: [Int32] = []

  /// How much of the thread's stack checks within checks may use, in bytes: half of what threads have
  /// by default. About 5000 levels of checks in an optimised build.
  private static let stackLimit = 4 << 20
  /// Checks of a small document; a larger one may take more.
  private static let stepLimit = 1_000_000
  private static let stepsPerNode = 500

  private init(
    _ storage: ProgramStorage, _ document: JSONDocument, _ tape: UnsafePointer<TapeNode>,
    _ bytes: UnsafePointer<UInt8>
  ) {
    self.storage = storage
    view = storage.view
    self.document = document
    self.tape = tape
    self.bytes = bytes
    stepsLeft = Self.stepLimit &+ Self.stepsPerNode &* document.tape.count
    let here = muster_stack_address()
    stackFloor = here > Self.stackLimit ? here &- UInt(Self.stackLimit) : 0
    tracksScope = storage.hasDynamicReferences
  }

  /// Runs a validation while the document's memory is held in place. Nil where there is nothing to
  /// validate, which no document is.
  @inline(__always)
  static func with<Result>(
    _ storage: ProgramStorage, _ document: JSONDocument,
    _ body: (inout SchemaValidator) -> Result
  ) -> Result? {
    document.tape.withUnsafeBufferPointer { tape in
      document.bytes.withUnsafeBufferPointer { bytes in
        guard let tape = tape.baseAddress, let bytes = bytes.baseAddress else { return nil }
        var validator = SchemaValidator(storage, document, tape, bytes)
        defer { validator.finish() }
        return body(&validator)
      }
    }
  }

  private mutating func finish() {
    if let matcher { PatternMatcher.giveBack(matcher) }
    matcher = nil
  }

  /// Whether the value at a tape index satisfies a schema; meaningless once `isIncomplete`.
  @inline(__always)
  mutating func accepts(_ schema: Int32, _ index: Int) -> Bool {
    accepts(view.pointee.edges + Int(schema), index, Self.classBit(tape[index].head))
  }

  /// The same by the way into the schema, for a value whose class is known.
  @inline(__always)
  mutating func accepts(
    _ edge: UnsafePointer<ProgramView.Edge>, _ index: Int, _ classBit: UInt8
  ) -> Bool {
    if edge.pointee.plain & classBit != 0 { return true }
    guard edge.pointee.singleClass == classBit else {
      return acceptsByChecks(edge.pointee.schema, index, classBit)
    }
    switch edge.pointee.kind {
    case .leaf: return holds(view.pointee.checks + Int(edge.pointee.single), index)
    case .members: return step() && holdsMembers(edge.pointee.single, index)
    }
  }

  /// `accepts` for a value whose type alone doesn't decide.
  @inline(never)
  mutating func acceptsByChecks(_ schema: Int32, _ index: Int, _ classBit: UInt8) -> Bool {
    let shape = view.pointee.shapes[Int(schema)]
    if shape.accepted & classBit == 0 {
      guard shape.hasIntegersByValue, classBit == 1 &<< UInt8(Tape.number), isInteger(index) else {
        return false
      }
    }
    let group = view.pointee.groups[Int(schema) &<< 3 &+ classBit.trailingZeroBitCount]
    var check = view.pointee.checks + Int(group.start)
    let end = view.pointee.checks + Int(group.end)
    if shape.leaf & classBit != 0 {
      while check < end {
        guard holds(check, index) else { return false }
        check += 1
      }
      return true
    }
    guard enter(view.pointee.schemas[Int(schema)]) else { return false }
    var outcome = true
    if check < end, check.pointee.code == .members {
      // By far the most frequent one of those that enter schemas.
      outcome = holdsMembers(check.pointee.a, index)
      check += 1
    }
    while outcome, check < end {
      outcome = holds(check, index)
      check += 1
    }
    leave()
    return outcome && !isIncomplete
  }

  /// The bit that stands for a value in a `ProgramView.Shape`.
  @inline(__always)
  static func classBit(_ head: UInt32) -> UInt8 {
    UInt8(truncatingIfNeeded: head &>> Tape.classShift)
  }

  @inline(never)
  private mutating func isInteger(_ index: Int) -> Bool {
    decimal(tape[index]).isInteger
  }

  @inline(__always)
  mutating func hasType(_ record: SchemaRecord, _ node: TapeNode, _ kind: UInt32) -> Bool {
    if record.types & (1 &<< UInt8(truncatingIfNeeded: kind)) != 0 { return true }
    guard kind == Tape.number, record.types & SchemaRecord.integersOnly != 0 else {
      return false
    }
    if node.head & (Tape.fraction | Tape.exponent) == 0 { return true }
    return record.integersByValue && decimal(node).isInteger
  }

  /// Counts a step and looks at the stack; false where either bound is hit.
  @inline(__always)
  mutating func enter(_ record: SchemaRecord) -> Bool {
    guard step() else { return false }
    if tracksScope { enterResource(record.resource) }
    return true
  }

  private mutating func enterResource(_ resource: Int32) {
    let place = Int(max(0, resource))
    while entries.count <= place { entries.append(0) }
    if entries[place] == 0 { scope.append(resource) }
    entries[place] &+= 1
    way.append(resource)
  }

  /// What was entered first on the way is left last, so that it is the last one of the scope then.
  private mutating func leaveResource() {
    guard let resource = way.popLast() else { return }
    let place = Int(max(0, resource))
    entries[place] &-= 1
    if entries[place] == 0 { scope.removeLast() }
  }

  /// Counts what costs more than its own step.
  mutating func spend(_ steps: Int) { stepsLeft &-= steps }

  /// `enter` where no scope is kept.
  @inline(__always)
  private mutating func step() -> Bool {
    stepsLeft &-= 1
    guard muster_stack_address() > stackFloor, stepsLeft > 0, !isIncomplete else {
      isIncomplete = true
      return false
    }
    return true
  }

  /// Goes on after a bound was hit, as far as steps are left.
  mutating func resume() {
    if stepsLeft > 0 { isIncomplete = false }
  }

  @inline(__always)
  mutating func leave() {
    if tracksScope { leaveResource() }
  }

  /// Whether one check holds for the value at a tape index, which has the kind that it applies to.
  mutating func holds(_ check: Instruction, _ index: Int) -> Bool {
    withUnsafePointer(to: check) { holds($0, index) }
  }

  /// The same, for a check that lies in memory.
  @inline(never)
  mutating func holds(_ place: UnsafePointer<Instruction>, _ index: Int) -> Bool {
    let check = place.pointee
    switch place.pointee.code {
    case .valueSet: return holdsValueSet(check, index)
    case .lowerBound, .upperBound: return holdsBound(check, index)
    case .multipleOf: return holdsMultipleOf(check, index)
    case .numberFormat: return holdsNumberFormat(check, index)
    case .minLength, .maxLength: return holdsLength(check, index)
    case .pattern: return holdsPattern(check, index)
    case .format: return holdsFormat(check, index)
    case .content: return holdsContent(check, index)
    case .minItems, .minProperties: return tape[index].extra >= UInt32(bitPattern: check.a)
    case .maxItems, .maxProperties: return tape[index].extra <= UInt32(bitPattern: check.a)
    case .uniqueItems: return hasUniqueItems(index)
    case .items: return holdsItems(check, index)
    case .contains: return holdsContains(check, index)
    case .members: return holdsMembers(check.a, index)
    case .propertyNames: return holdsPropertyNames(check, index)
    case .dependencies: return holdsDependencies(check, index)
    case .discriminator: return holdsDiscriminator(check, index)
    case .reference: return accepts(check.a, index)
    case .not: return !accepts(check.a, index) && !isIncomplete
    case .dynamicReference: return accepts(dynamicTarget(check), index)
    case .allOf: return holdsAllOf(check, index)
    case .anyOf: return holdsAnyOf(check, index)
    case .oneOf: return holdsOneOf(check, index)
    case .conditional: return holdsConditional(check, index)
    case .unevaluatedItems: return holdsUnevaluatedItems(check, index)
    case .unevaluatedProperties: return holdsUnevaluatedProperties(check, index)
    case .integerRange: return holdsIntegerRange(check, index)
    case .numberRange: return holdsNumberRange(check, index)
    case .lengthRange: return holdsLengthRange(check, index)
    }
  }

  /// Looks for a pattern in a text. The working memory is borrowed when it is first needed.
  mutating func search(_ pattern: Int32, _ text: UnsafeBufferPointer<UInt8>) -> Pattern.Outcome {
    let code = view.pointee.patterns[Int(pattern)]
    if let matcher { return matcher.search(code, in: text) }
    let matcher = PatternMatcher.borrow()
    self.matcher = matcher
    return matcher.search(code, in: text)
  }

  /// The index of the node behind a value and all that it holds.
  @inline(__always)
  mutating func indexAfter(_ index: Int) -> Int {
    let node = tape[index]
    return node.head & Tape.kindMask >= Tape.array ? Int(node.extent) : index &+ 1
  }

  /// The text of a string node without its quotes, escapes as they are.
  @inline(__always)
  mutating func rawText(_ node: TapeNode) -> UnsafeBufferPointer<UInt8> {
    let start = Int(node.offset) &+ 1
    return UnsafeBufferPointer(start: bytes + start, count: Int(node.extent))
  }

  /// The characters of a string node.
  @inline(never)
  mutating func text(_ index: Int) -> ArraySlice<UInt8> {
    let node = tape[index]
    if node.head & Tape.escaped == 0 {
      let start = Int(node.offset) + 1
      return document.bytes[start..<start + Int(node.extent)]
    }
    return (JSONNode(document: document, index: index).stringBytes ?? [])[...]
  }

  mutating func decimal(_ node: TapeNode) -> ExactDecimal {
    let start = Int(node.offset)
    return ExactDecimal(document.bytes[start..<start + Int(node.extent)]) ?? ExactDecimal(0)
  }

  /// A number of up to 18 bytes without exponent, cut off at its point.
  @inline(__always)
  mutating func wholePart(
    _ node: TapeNode
  ) -> (value: Int, hasFraction: Bool, isNegative: Bool)? {
    guard node.head & Tape.exponent == 0, node.extent <= 18 else { return nil }
    var cursor = Int(node.offset)
    let end = cursor &+ Int(node.extent)
    let isNegative = bytes[cursor] == UInt8(ascii: "-")
    if isNegative { cursor &+= 1 }
    var value = 0
    while cursor < end, bytes[cursor] != UInt8(ascii: ".") {
      value = value &* 10 &+ Int(bytes[cursor] &- 48)
      cursor &+= 1
    }
    var hasFraction = false
    while cursor < end {
      let byte = bytes[cursor]
      if byte != UInt8(ascii: "."), byte != UInt8(ascii: "0") { hasFraction = true }
      cursor &+= 1
    }
    return (isNegative ? 0 &- value : value, hasFraction, isNegative)
  }

  /// A number node as a machine integer, where it is spelt as one of up to 16 digits.
  @inline(__always)
  mutating func smallInteger(_ node: TapeNode) -> Int? {
    guard node.head & (Tape.fraction | Tape.exponent) == 0 else { return nil }
    let start = bytes + Int(node.offset)
    let isNegative = start.pointee == UInt8(ascii: "-")
    let digits = UnsafeRawPointer(isNegative ? start + 1 : start)
    let count = Int(node.extent) &- (isNegative ? 1 : 0)
    // Behind the text there are sixteen bytes that may be read.
    if count <= 8 {
      let value = Self.value(ofDigits: digits, count)
      return isNegative ? 0 &- value : value
    }
    guard count <= 16 else { return nil }
    let head = Self.value(ofDigits: digits, 8)
    let tail = Self.value(ofDigits: digits + 8, count &- 8)
    let value = head &* Self.powersOfTen(count &- 8) &+ tail
    return isNegative ? 0 &- value : value
  }

  /// One to eight digits as a number, all at once: neighbours are joined to pairs, these to fours.
  @inline(__always)
  private static func value(ofDigits digits: UnsafeRawPointer, _ count: Int) -> Int {
    var word = UInt64(littleEndian: digits.loadUnaligned(as: UInt64.self))
    word = (word &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)) & 0x0F0F_0F0F_0F0F_0F0F
    word = (word &* 10 &+ (word &>> 8)) & 0x00FF_00FF_00FF_00FF
    word = (word &* 100 &+ (word &>> 16)) & 0x0000_FFFF_0000_FFFF
    return Int(truncatingIfNeeded: (word &* 10000 &+ (word &>> 32)) & 0xFFFF_FFFF)
  }

  /// 10 to the power of 1 to 8.
  @inline(__always)
  private static func powersOfTen(_ exponent: Int) -> Int {
    let low = exponent & 1 != 0 ? 10 : 1
    let middle = exponent & 2 != 0 ? 100 : 1
    let high = exponent & 4 != 0 ? 10000 : 1
    return exponent == 8 ? 100_000_000 : low &* middle &* high
  }
}
