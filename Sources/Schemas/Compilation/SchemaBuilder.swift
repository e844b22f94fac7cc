internal import Documents

/// Fills a program from schema documents, schema by schema, following references as it meets them.
struct SchemaBuilder {
  struct DynamicName {
    var name: String
    var keyword: Keyword
  }

  var program = SchemaProgram()
  var index: ResourceIndex
  let options: SchemaOptions
  private(set) var diagnostics: [Diagnostic] = []
  /// For each diagnostic, the schema that it is about.
  private var owners: [Int32] = []
  /// The schemas about which there is a diagnostic, listed or not.
  private var faulty: Set<Int32> = []
  /// Which schema leads to which.
  private var edges: [(from: Int32, to: Int32)] = []
  /// The schema that is being compiled, −1 for none.
  private var current: Int32 = -1
  var patternPlaces: [ExactName: Int] = [:]
  /// What the dynamic references of the program look for, one by one.
  var dynamicNames: [DynamicName] = []
  private var places = LocationTable()
  private var queue: [(schema: Int32, value: Value)] = []
  /// The ways to faulty schemas, once it was asked for them.
  private var faultPaths: FaultPaths?
  /// The diagnostics of faulty schemas that were asked for already.
  private var listed: [Int32: [Diagnostic]] = [:]
  private var pending: [Instruction] = []
  private let groups = KeywordGroups()

  /// More schemas than this are a sign of something else than a schema.
  private static let schemaLimit = 1_000_000
  private static let diagnosticLimit = 100

  init(registry: SchemaRegistry, options: SchemaOptions) {
    index = ResourceIndex(registry)
    self.options = options
    if options.direction == .response {
      program.forbiddenKeyword = Keyword.writeOnly.rawValue
    }
  }

  /// Makes room for what so many schemas may lead to.
  mutating func reserveCapacity(_ count: Int) {
    places.reserveCapacity(4 * count)
    program.schemas.reserveCapacity(4 * count)
    program.origins.reserveCapacity(4 * count)
    edges.reserveCapacity(4 * count)
  }

  /// The place in the program of a schema that was requested before.
  func known(_ location: Location) -> Int32? { places[location] }

  /// Compiles the schemas that were requested and all that they lead to.
  mutating func build() {
    repeat {
      while let (schema, value) = queue.popLast() {
        current = schema
        compile(schema, location(of: schema), value)
      }
      current = -1
      connectDynamicReferences()
    } while !queue.isEmpty
    program.documents = index.documents
  }

  /// Where a schema was written.
  private func location(of schema: Int32) -> Location {
    let origin = program.origins[Int(schema)]
    return Location(document: origin.document, pointer: origin.pointer)
  }

  /// What is wrong with a schema or what it leads to.
  mutating func diagnostics(of root: Int32) -> [Diagnostic] {
    if faulty.isEmpty { return [] }
    let paths = faultPaths ?? FaultPaths(to: faulty, along: edges)
    faultPaths = paths
    guard paths.leading.contains(root) else { return [] }
    if let known = listed[root] { return known }
    var reached: Set<Int32> = [root]
    var open = [root]
    while let schema = open.popLast() {
      for next in paths.successors[schema] ?? [] where reached.insert(next).inserted {
        open.append(next)
      }
    }
    let own = diagnostics.indices.filter { reached.contains(owners[$0]) }.map { diagnostics[$0] }
    // The list may have been full before this schema's came.
    let result = own.isEmpty ? Array(diagnostics.prefix(1)) : own
    listed[root] = result
    return result
  }

  /// The place in the program of the schema at a location, which is compiled later if it is new.
  /// What is nothing but a reference is the schema it refers to.
  mutating func request(_ location: Location, _ value: Value) -> Int32 {
    guard value.text("$ref") != nil else { return enter(location, value, nil) }
    var location = location
    var value = value
    let start = location
    var known: Int32?
    var passed: Set<Location> = []
    var isFirst = true
    while known == nil, let target = plainReference(value, at: location) {
      // Most ways have one step: there is nothing to remember yet.
      guard isFirst || (location != start && passed.insert(location).inserted) else {
        return circle(passed.union([start]), at: location, value)
      }
      isFirst = false
      location = target.location
      value = target.value
      known = places[location]
    }
    // Each link of a chain is walked once, whoever refers to it.
    defer { for place in passed { places[place] = places[location] } }
    return enter(location, value, known)
  }

  /// The same for a schema that is more than a reference, or whose place in the program is known.
  mutating func enter(_ location: Location, _ value: Value, _ given: Int32?) -> Int32 {
    var known = given
    let isFull = program.schemas.count >= Self.schemaLimit
    if isFull, known == nil { known = places[location] }
    guard !isFull || known != nil else {
      report(
        "schema-too-large", "there are more than \(Self.schemaLimit) schemas",
        remedy: "split the document", at: value.range)
      return 0
    }
    // One look-up finds a place or enters it.
    let number = Int32(clamping: program.schemas.count)
    if let known = known ?? places.entered(location, as: number) {
      lead(to: known)
      return known
    }
    program.schemas.append(SchemaRecord())
    program.origins.append(
      SchemaProgram.Origin(document: location.document, base: location.pointer))
    lead(to: number)
    queue.append((number, value))
    return number
  }

  /// Remembers that the schema that is being compiled, if one is, leads to another.
  mutating func lead(to schema: Int32) {
    if current >= 0 { edges.append((current, schema)) }
  }

  /// Whether there may be more schemas.
  var hasRoom: Bool { program.schemas.count < Self.schemaLimit }

  /// A schema that says nothing but where it is, over and over: refused once for all its links.
  private mutating func circle(
    _ links: Set<Location>, at location: Location, _ value: Value
  ) -> Int32 {
    let number = Int32(clamping: program.schemas.count)
    program.schemas.append(SchemaRecord())
    program.origins.append(
      SchemaProgram.Origin(document: location.document, base: location.pointer))
    lead(to: number)
    for link in links { places[link] = number }
    let outer = current
    current = number
    report(
      "schema-circular-reference", "the reference leads back to itself",
      remedy: "refer to a schema that says something", at: value.range)
    current = outer
    return number
  }

  /// The target of a schema that is nothing but a reference; nil for any other schema.
  private mutating func plainReference(
    _ value: Value, at location: Location
  ) -> ResourceIndex.Target? {
    guard value.text("$ref") != nil else { return nil }
    return plainReference(value, in: index.resource(at: location))
  }

  /// The same for one whose resource is known.
  mutating func plainReference(_ value: Value, in resource: Int) -> ResourceIndex.Target? {
    guard let text = value.text("$ref") else { return nil }
    let rules = index.resources[resource].rules
    guard rules.ignoresSiblingsOfRef || value.object?.count == 1 else { return nil }
    guard let target = index.resolve(text, from: resource) else { return nil }
    // A dynamic reference may depend on having come through this resource.
    let isDynamic = rules.keywords.contains(.dynamicRef) || rules.keywords.contains(.recursiveRef)
    return isDynamic && index.resource(at: target.location) != resource ? nil : target
  }

  private mutating func compile(_ number: Int32, _ location: Location, _ value: Value) {
    let resource = index.resource(at: location)
    let rules = index.resources[resource].rules
    pending.removeAll(keepingCapacity: true)
    var record = newRecord(of: resource, rules)
    if let members = value.object {
      let schema = SchemaObject(
        members: members, location: location, range: value.range, rules: rules,
        resource: resource, index: Int(number))
      compileKeywords(schema, &record)
    } else if let accepts = value.bool, rules.hasBooleanSchemas || isSwitch(location) {
      record.types = accepts ? SchemaRecord.everyType : 0
    } else {
      report(
        "schema-not-a-schema", "a schema is needed here, not \(Self.article(value.typeName))",
        remedy: "write an object\(rules.hasBooleanSchemas ? ", true or false" : "")",
        at: value.range)
    }
    store(&record)
    program.schemas[Int(number)] = record
  }

  func newRecord(of resource: Int, _ rules: DialectRules) -> SchemaRecord {
    var record = SchemaRecord()
    record.resource = Int32(clamping: resource)
    record.integersByValue = rules.integerRule == .byValue
    record.containsEvaluates = rules.containsEvaluates
    return record
  }

  /// Whether a boolean may stand here in dialects without boolean schemas.
  private func isSwitch(_ location: Location) -> Bool {
    let word = location.pointer.last
    return word == "additionalProperties" || word == "additionalItems"
  }

  private mutating func compileKeywords(_ schema: SchemaObject, _ record: inout SchemaRecord) {
    if schema[.ref]?.string != nil, schema.rules.ignoresSiblingsOfRef {
      compileReferences(schema)
      return
    }
    compileType(schema, &record)
    if schema.has(groups.values) { compileValues(schema) }
    if schema.has(groups.numbers) { compileNumbers(schema) }
    if schema.has(groups.strings) {
      compileStrings(schema)
      compileFormat(schema)
      compileContent(schema)
    }
    if schema.has(groups.arrays) { compileArrays(schema) }
    if schema.has(groups.objects) { compileObjects(schema) }
    if schema.has(groups.references) { compileReferences(schema) }
    if schema.has(groups.combinations) { compileCombinations(schema) }
    compileDiscriminator(schema)
    if schema.has(groups.theRest) { compileUnevaluated(schema) }
  }

  /// Moves the checks of one schema to the program, sorted by what they apply to.
  private mutating func store(_ record: inout SchemaRecord) {
    guard pending.count > 1 else { return storeOne(&record) }
    record.numbers = store(.numbers)
    record.strings = store(.strings)
    record.arrays = store(.arrays)
    record.objects = store(.objects)
    record.everything = store(.everything)
    record.end = Int32(clamping: program.instructions.count)
    pending.removeAll(keepingCapacity: true)
  }

  /// The same where there is no more than one.
  private mutating func storeOne(_ record: inout SchemaRecord) {
    let start = Int32(clamping: program.instructions.count)
    let kind = pending.last?.appliesTo.rawValue ?? -1
    if let only = pending.last { program.instructions.append(only) }
    let end = Int32(clamping: program.instructions.count)
    record.numbers = start
    record.strings = kind >= 0 && kind < 1 ? end : start
    record.arrays = kind >= 0 && kind < 2 ? end : start
    record.objects = kind >= 0 && kind < 3 ? end : start
    record.everything = kind >= 0 && kind < 4 ? end : start
    record.end = end
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func store(_ kind: Instruction.Applicability) -> Int32 {
    let start = Int32(clamping: program.instructions.count)
    for place in pending.indices where pending[place].appliesTo == kind {
      program.instructions.append(pending[place])
    }
    return start
  }

  mutating func emit(
    _ code: Instruction.Code, _ keyword: Keyword, a: Int = -1, b: Int = -1, c: Int = -1
  ) {
    pending.append(Instruction(code, keyword, a: a, b: b, c: c))
  }

  mutating func report(
    _ code: String, _ message: String, remedy: String, at range: SourceRange?
  ) {
    let diagnostic = Diagnostic(.error, code: code, message, remedy: remedy, at: range)
    faulty.insert(current)
    guard diagnostics.count < Self.diagnosticLimit, !diagnostics.contains(diagnostic) else {
      return
    }
    diagnostics.append(diagnostic)
    owners.append(current)
  }

  static func article(_ noun: String) -> String {
    ("aeiou".contains(noun.first ?? "x") ? "an " : "a ") + noun
  }
}

// MARK: - Dynamic references

extension SchemaBuilder {
  /// Whether a schema has the anchor that a dynamic reference names.
  mutating func isDynamicAnchor(_ schema: Int32, _ name: String, _ keyword: Keyword) -> Bool {
    let location = location(of: schema)
    let resource = index.resource(at: location)
    guard let pointer = index.resources[resource].dynamicAnchors[name] else { return false }
    return Location(document: location.document, pointer: pointer) == location
  }

  /// Gives each dynamic reference the schemas that it may lead to: those with its anchor in all
  /// resources that the program enters.
  private mutating func connectDynamicReferences() {
    guard !dynamicNames.isEmpty else { return }
    let entered = Set(program.schemas.map(\.resource))
    for (place, wanted) in dynamicNames.enumerated() {
      for resource in entered {
        let known = index.resources[Int(resource)]
        guard program.dynamicTargets[place].byResource[resource] == nil,
          let pointer = known.dynamicAnchors[wanted.name]
        else { continue }
        let location = Location(document: known.root.document, pointer: pointer)
        guard let value = index.value(at: location) else { continue }
        program.dynamicTargets[place].byResource[resource] = request(location, value)
      }
    }
  }
}
