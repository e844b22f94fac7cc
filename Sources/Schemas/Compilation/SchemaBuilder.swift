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
  /// By schema: those that it leads to.
  private var successors: [[Int32]] = []
  /// The schema that is being compiled, −1 for none.
  private var current: Int32 = -1
  var patternPlaces: [ExactName: Int] = [:]
  /// What the dynamic references of the program look for, one by one.
  var dynamicNames: [DynamicName] = []
  private var places: [Location: Int32] = [:]
  private var queue: [(schema: Int32, location: Location)] = []
  private var pending: [Instruction] = []

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

  /// Compiles schemas and all that they lead to.
  mutating func build(_ roots: [(location: Location, value: Value)]) -> [Int32] {
    let places = roots.map { request($0.location, $0.value) }
    repeat {
      while let (schema, location) = queue.popLast() {
        current = schema
        compile(schema, location)
      }
      current = -1
      connectDynamicReferences()
    } while !queue.isEmpty
    program.documents = index.documents
    return places
  }

  /// What is wrong with a schema or what it leads to.
  func diagnostics(of root: Int32) -> [Diagnostic] {
    if faulty.isEmpty { return [] }
    var reached: Set<Int32> = [root]
    var open = [root]
    while let schema = open.popLast() {
      for next in successors[Int(schema)] where reached.insert(next).inserted { open.append(next) }
    }
    guard !faulty.isDisjoint(with: reached) else { return [] }
    let own = diagnostics.indices.filter { reached.contains(owners[$0]) }.map { diagnostics[$0] }
    // The list may have been full before this schema's came.
    return own.isEmpty ? Array(diagnostics.prefix(1)) : own
  }

  /// The place in the program of the schema at a location, which is compiled later if it is new.
  /// What is nothing but a reference is the schema it refers to.
  mutating func request(_ location: Location, _ value: Value) -> Int32 {
    var location = location
    var value = value
    var passed: Set<Location> = []
    while places[location] == nil, let target = plainReference(value, at: location) {
      guard passed.insert(location).inserted else { return circle(passed, at: location, value) }
      guard let next = index.value(at: target) else { break }
      location = target
      value = next
    }
    // Each link of a chain is walked once, whoever refers to it.
    defer { for place in passed { places[place] = places[location] } }
    if let known = places[location] {
      if current >= 0 { successors[Int(current)].append(known) }
      return known
    }
    guard program.schemas.count < Self.schemaLimit else {
      report(
        "schema-too-large", "there are more than \(Self.schemaLimit) schemas",
        remedy: "split the document", at: value.range)
      return 0
    }
    let number = Int32(clamping: program.schemas.count)
    program.schemas.append(SchemaRecord())
    program.origins.append(
      SchemaProgram.Origin(document: location.document, pointer: location.pointer))
    places[location] = number
    successors.append([])
    if current >= 0 { successors[Int(current)].append(number) }
    queue.append((number, location))
    return number
  }

  /// A schema that says nothing but where it is, over and over: refused once for all its links.
  private mutating func circle(
    _ links: Set<Location>, at location: Location, _ value: Value
  ) -> Int32 {
    let number = Int32(clamping: program.schemas.count)
    program.schemas.append(SchemaRecord())
    program.origins.append(
      SchemaProgram.Origin(document: location.document, pointer: location.pointer))
    successors.append([])
    if current >= 0 { successors[Int(current)].append(number) }
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
  private mutating func plainReference(_ value: Value, at location: Location) -> Location? {
    guard let object = value.object, let text = object["$ref"]?.string else { return nil }
    let resource = index.resource(at: location)
    let rules = index.resources[resource].rules
    guard rules.ignoresSiblingsOfRef || object.count == 1 else { return nil }
    guard let target = index.resolve(text, from: resource) else { return nil }
    // A dynamic reference may depend on having come through this resource.
    let isDynamic = rules.keywords.contains(.dynamicRef) || rules.keywords.contains(.recursiveRef)
    return isDynamic && index.resource(at: target) != resource ? nil : target
  }

  private mutating func compile(_ number: Int32, _ location: Location) {
    guard let value = index.value(at: location) else { return }
    let resource = index.resource(at: location)
    let rules = index.resources[resource].rules
    pending = []
    var record = SchemaRecord()
    record.resource = Int32(clamping: resource)
    record.integersByValue = rules.integerRule == .byValue
    record.containsEvaluates = rules.containsEvaluates
    switch value.kind {
    case .bool(let accepts) where rules.hasBooleanSchemas || isSwitch(location):
      record.types = accepts ? SchemaRecord.everyType : 0
    case .object(let members):
      let schema = SchemaObject(
        members: members, location: location, range: value.range, rules: rules,
        resource: resource, index: Int(number))
      compileKeywords(schema, &record)
    default:
      report(
        "schema-not-a-schema", "a schema is needed here, not \(Self.article(value.typeName))",
        remedy: "write an object\(rules.hasBooleanSchemas ? ", true or false" : "")",
        at: value.range)
    }
    store(&record)
    program.schemas[Int(number)] = record
  }

  /// Whether a boolean may stand here in dialects without boolean schemas.
  private func isSwitch(_ location: Location) -> Bool {
    let word = location.pointer.tokens.last
    return word == "additionalProperties" || word == "additionalItems"
  }

  private mutating func compileKeywords(_ schema: SchemaObject, _ record: inout SchemaRecord) {
    if schema[.ref]?.value.string != nil, schema.rules.ignoresSiblingsOfRef {
      compileReferences(schema)
      return
    }
    compileType(schema, &record)
    compileValues(schema)
    compileNumbers(schema)
    compileStrings(schema)
    compileFormat(schema)
    compileContent(schema)
    compileArrays(schema)
    compileObjects(schema)
    compileReferences(schema)
    compileCombinations(schema)
    compileDiscriminator(schema)
    compileUnevaluated(schema)
  }

  /// Moves the checks of one schema to the program, sorted by what they apply to.
  private mutating func store(_ record: inout SchemaRecord) {
    func append(_ kind: Instruction.Applicability) -> Int32 {
      let start = Int32(clamping: program.instructions.count)
      program.instructions += pending.filter { $0.appliesTo == kind }
      return start
    }
    record.numbers = append(.numbers)
    record.strings = append(.strings)
    record.arrays = append(.arrays)
    record.objects = append(.objects)
    record.everything = append(.everything)
    record.end = Int32(clamping: program.instructions.count)
    pending = []
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
    let origin = program.origins[Int(schema)]
    let location = Location(document: origin.document, pointer: origin.pointer)
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
