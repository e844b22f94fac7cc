internal import CPCRE2
internal import Documents

/// One validation: the program, the document and what has to be remembered on the way.
///
/// `accepts` answers yes or no and stops at the first failure. Effort is bounded twice, since schemas
/// may be hostile: by the nesting of checks and by their number. Once a bound is hit
/// `isIncomplete` is set, everything unwinds, and no answer is given.
struct SchemaValidator {
  let storage: ProgramStorage
  let view: UnsafePointer<ProgramView>
  let document: JSONDocument
  /// The document's, as plain pointers for the reason that `ProgramView` gives; valid as long as the
  /// body of `with` runs.
  let tape: UnsafeBufferPointer<TapeNode>
  let bytes: UnsafeBufferPointer<UInt8>
  /// Set when a bound was hit, so that the outcome is unknown.
  var isIncomplete = false
  /// The address down to which the stack may grow.
  private let stackFloor: UInt
  private var stepsLeft: Int
  private let tracksScope: Bool
  private var matcher: PatternMatcher?
  /// The schema resources that were entered and not yet left, the outermost first.
  var scope: [Int32] = []

  /// How much of the thread's stack checks within checks may use, in bytes: half of what threads have
  /// by default. About 5000 levels of checks in an optimised build.
  private static let stackLimit = 4 << 20
  /// Checks of a small document; a larger one may take more.
  private static let stepLimit = 1_000_000
  private static let stepsPerNode = 500

  private init(
    _ storage: ProgramStorage, _ document: JSONDocument, _ tape: UnsafeBufferPointer<TapeNode>,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    self.storage = storage
    view = storage.view
    self.document = document
    self.tape = tape
    self.bytes = bytes
    stepsLeft = Self.stepLimit &+ Self.stepsPerNode &* tape.count
    let here = muster_stack_address()
    stackFloor = here > Self.stackLimit ? here &- UInt(Self.stackLimit) : 0
    tracksScope = storage.hasDynamicReferences
  }

  /// Runs a validation while the document's memory is held in place.
  @inline(__always)
  static func with<Result>(
    _ storage: ProgramStorage, _ document: JSONDocument,
    _ body: (inout SchemaValidator) -> Result
  ) -> Result {
    document.tape.withUnsafeBufferPointer { tape in
      document.bytes.withUnsafeBufferPointer { bytes in
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
  mutating func accepts(_ schema: Int32, _ index: Int) -> Bool {
    let record = view.pointee.schemas[Int(schema)]
    let node = tape[index]
    let kind = node.head & Tape.kindMask
    guard hasType(record, node, kind) else { return false }
    guard record.end > record.numbers else { return true }
    guard enter(record) else { return false }
    let outcome = acceptsAll(record, index, kind)
    leave(record)
    return outcome
  }

  @inline(__always)
  private mutating func acceptsAll(_ record: SchemaRecord, _ index: Int, _ kind: UInt32) -> Bool {
    let group: Range<Int32>
    switch kind {
    case Tape.object: group = record.objects..<record.everything
    case Tape.array: group = record.arrays..<record.objects
    case Tape.string: group = record.strings..<record.arrays
    case Tape.number: group = record.numbers..<record.strings
    default: group = 0..<0
    }
    for position in group where !holds(view.pointee.instructions[Int(position)], index) {
      return false
    }
    for position in record.everything..<record.end
    where !holds(view.pointee.instructions[Int(position)], index) {
      return false
    }
    return !isIncomplete
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
    stepsLeft &-= 1
    guard muster_stack_address() > stackFloor, stepsLeft > 0, !isIncomplete else {
      isIncomplete = true
      return false
    }
    if tracksScope { scope.append(record.resource) }
    return true
  }

  @inline(__always)
  mutating func leave(_ record: SchemaRecord) {
    if tracksScope { scope.removeLast() }
  }

  /// Whether one check holds for the value at a tape index, which has the kind that it applies to.
  mutating func holds(_ check: Instruction, _ index: Int) -> Bool {
    switch check.code {
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
    case .members: return holdsMembers(check, index)
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
    return UnsafeBufferPointer(rebasing: bytes[start..<start &+ Int(node.extent)])
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

  /// A number node as a machine integer, where it is spelt as one of up to 18 digits.
  @inline(__always)
  mutating func smallInteger(_ node: TapeNode) -> Int? {
    guard node.head & (Tape.fraction | Tape.exponent) == 0, node.extent <= 18 else {
      return nil
    }
    var cursor = Int(node.offset)
    let end = cursor + Int(node.extent)
    let isNegative = bytes[cursor] == UInt8(ascii: "-")
    if isNegative { cursor &+= 1 }
    var value = 0
    while cursor < end {
      value = value &* 10 &+ Int(bytes[cursor] &- 48)
      cursor &+= 1
    }
    return isNegative ? 0 &- value : value
  }
}
