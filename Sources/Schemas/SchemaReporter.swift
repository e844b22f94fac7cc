internal import Documents

/// The second pass over a document that a schema refused: finds every violation and words it.
struct SchemaReporter {
  /// A violation before its places are looked up.
  struct Finding {
    var kind: Violation.Kind
    var node: Int
    var schema: Int32
    /// From the schema to the keyword.
    var path: [String]
    var keyword: String
    var expected: String
    var actual: String
  }

  let program: SchemaProgram
  let document: JSONDocument
  var validator: SchemaValidator
  private let root: Int32
  private let limit: Int
  private var findings: [Finding] = []

  init(schema: Schema, validator: SchemaValidator, limit: Int) {
    program = schema.storage.program
    root = schema.root
    self.limit = limit
    document = validator.document
    self.validator = validator
  }

  mutating func run(_ index: Int) -> [Violation] {
    walkBroken(root, index)
    if findings.isEmpty {
      add(
        Finding(
          kind: .unevaluated, node: index, schema: root, path: [], keyword: "",
          expected: "the schema, which takes too much effort", actual: words(index)))
    }
    let last = findings.map { Int(document.tape[$0.node].offset) }.max() ?? 0
    let lines = LineIndex(document, upTo: last)
    var seen: Set<Violation> = []
    return findings.map { place($0, lines) }.filter { seen.insert($0).inserted }
  }

  var isFull: Bool { findings.count >= limit }
  var count: Int { findings.count }

  mutating func add(_ finding: Finding) {
    if !isFull { findings.append(finding) }
  }

  /// Reports what a schema has against a value.
  ///
  /// First asks whether there is anything, which is quick: so only what is broken is walked through,
  /// and each level of it looked at as often as there are levels above.
  mutating func walk(_ schema: Int32, _ index: Int) {
    guard !isFull else { return }
    if validator.accepts(schema, index), !validator.isIncomplete { return }
    validator.resume()
    walkBroken(schema, index)
  }

  /// The same for a value that is known not to satisfy the schema.
  private mutating func walkBroken(_ schema: Int32, _ index: Int) {
    let record = program.schemas[Int(schema)]
    let node = document.tape[index]
    let kind = node.head & Tape.kindMask
    guard validator.hasType(record, node, kind) else {
      return addTypeFinding(schema, record, index)
    }
    guard validator.enter(record) else { return }
    defer { validator.leave() }
    let group: Range<Int32>
    switch kind {
    case Tape.object: group = record.objects..<record.everything
    case Tape.array: group = record.arrays..<record.objects
    case Tape.string: group = record.strings..<record.arrays
    case Tape.number: group = record.numbers..<record.strings
    default: group = 0..<0
    }
    for position in group { report(program.instructions[Int(position)], index, schema) }
    for position in record.everything..<record.end {
      report(program.instructions[Int(position)], index, schema)
    }
  }

  private mutating func addTypeFinding(_ schema: Int32, _ record: SchemaRecord, _ index: Int) {
    guard record.types == 0 else {
      return add(
        Finding(
          kind: .violated, node: index, schema: schema, path: ["type"], keyword: "type",
          expected: record.typeNames, actual: words(index)))
    }
    let place = program.origins[Int(schema)].pointer.tokens.last ?? ""
    let keyword = Keyword(rawValue: place)?.rawValue ?? "false"
    var expected = "no value here"
    if index > 0, isMemberValue(index), let name = document.pointer(of: index).tokens.last {
      expected = "no member \(excerpt(JSONWriter.quoted(name)))"
    }
    add(
      Finding(
        kind: .violated, node: index, schema: schema, path: [], keyword: keyword,
        expected: expected, actual: words(index)))
  }

  /// Whether a value is a member's: then its name comes right before it, and its hash tells a name
  /// from an item.
  private func isMemberValue(_ index: Int) -> Bool {
    let pointer = document.pointer(of: index)
    guard !pointer.tokens.isEmpty else { return false }
    let parent = JSONPointer(pointer.tokens.dropLast())
    return document.root[parent]?.kind == .object
  }

  private func place(_ finding: Finding, _ lines: LineIndex) -> Violation {
    let origin = program.origins[Int(finding.schema)]
    let entry = program.documents[origin.document]
    let schema = entry.document[origin.pointer]
    var range = schema?.range
    var value = schema
    for token in finding.path {
      guard let member = value?.object?.member(token) else { break }
      range = member.nameRange ?? member.value.range ?? range
      value = member.value
    }
    return Violation(
      kind: finding.kind, instance: document.pointer(of: finding.node),
      instancePosition: lines.position(at: Int(document.tape[finding.node].offset)),
      schemaPointer: JSONPointer(origin.pointer.tokens + finding.path), schemaURI: entry.uri,
      schemaRange: range, keyword: finding.keyword, expected: finding.expected,
      actual: finding.actual)
  }
}
