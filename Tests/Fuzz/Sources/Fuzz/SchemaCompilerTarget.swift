internal import Documents
internal import Schemas

/// The schema compiler and both modes of the validator: a schema compiles or is refused with places;
/// a value is valid, refuted or beyond the bounds, and the report says the same.
///
/// Input: a byte that chooses dialect and options, the schema up to the first line feed, the value.
enum SchemaCompilerTarget {
  static func run(_ bytes: [UInt8]) -> FuzzTarget.Outcome {
    guard let choice = bytes.first else { return .uninteresting }
    let rest = bytes.dropFirst()
    let schemaText = Array(rest.prefix { $0 != 0x0A })
    let valueText = Array(rest.dropFirst(schemaText.count + 1))
    let file = SourceFile(name: "schema.json")
    guard let schema = try? JSONReader.read(schemaText, file: file),
      let value = try? JSONReader.read(valueText, file: SourceFile(name: "value.json"))
    else { return .uninteresting }
    let (dialect, options) = settings(choice)
    let trial = SchemaTrial(Value(schema), dialect: dialect, options: options)
    do {
      try trial.check(value)
    } catch {
      Places.checkRefusal(error, lines: Places.lineCount(schemaText))
    }
    return .tried
  }

  /// Changes the schema or, one time in four, the value; or the dialect.
  static func mutated(_ bytes: [UInt8], seed: UInt64) -> [UInt8]? {
    guard let choice = bytes.first else { return nil }
    var mutator = ValueMutator(words: Keyword.allCases.map(\.rawValue) + ["a", "b"], seed: seed)
    let schema = Array(bytes.dropFirst().prefix { $0 != 0x0A })
    let value = Array(bytes.dropFirst(schema.count + 2))
    let chance = mutator.pick(20)
    if chance == 0 {
      let other = UInt8(ascii: "0") + UInt8(mutator.pick(SchemaDialect.allCases.count * 9))
      return [other] + bytes.dropFirst()
    }
    let isSchema = chance < 15
    guard
      let document = try? JSONReader.read(
        isSchema ? schema : value, file: SourceFile(name: "mutated"))
    else { return nil }
    let changed = JSONWriter.bytes(mutator.mutated(Value(document)))
    return [choice] + (isSchema ? changed + [0x0A] + value : schema + [0x0A] + changed)
  }

  /// Printable choices come first, so that seeds can be written by hand: `0` is draft 4.
  static func settings(_ choice: UInt8) -> (SchemaDialect, SchemaOptions) {
    var rest = Int(choice &- UInt8(ascii: "0"))
    func pick<Option>(_ options: [Option]) -> Option {
      defer { rest /= options.count }
      return options[rest % options.count]
    }
    let dialect = pick(SchemaDialect.allCases)
    let formats = pick([nil, true, false])
    let direction = pick([SchemaOptions.Direction.none, .request, .response])
    return (dialect, SchemaOptions(assertFormats: formats, direction: direction))
  }
}

/// One schema, asked in different ways.
struct SchemaTrial {
  enum Answer: Sendable {
    case valid, refuted
    /// A bound was hit.
    case unknown
  }

  private let compiler: SchemaCompiler
  /// For the schemas around it, in a dialect that has `not`.
  private let outer: SchemaCompiler

  init(_ schema: Value, dialect: SchemaDialect, options: SchemaOptions = SchemaOptions()) {
    var registry = SchemaRegistry()
    registry.add(schema, uri: "schema.json", dialect: dialect)
    let reference = Value.object([("$ref", .string("schema.json"))])
    let never = Value.object([("not", .object([]))])
    let both = Value.object([("allOf", .array([reference, never]))])
    registry.add(.object([("not", reference)]), uri: "negated.json", dialect: .draft202012)
    registry.add(both, uri: "reported.json", dialect: .draft202012)
    outer = SchemaCompiler(registry: registry, dialect: .draft202012, options: options)
    compiler = SchemaCompiler(registry: registry, dialect: dialect, options: options)
  }

  /// Compares the modes; throws where the schema is none.
  @discardableResult
  func check(_ value: JSONDocument) throws(InvalidInput) -> Answer {
    let schema = try compiler.compile(uri: "schema.json")
    let negated = try outer.compile(uri: "negated.json")
    let isValid = schema.isValid(value.root)
    let isRefuted = negated.isValid(value.root)
    hold(!(isValid && isRefuted), "a value is valid and is not")
    let verdict = schema.verdict(on: value.root)
    hold((verdict == .valid) == isValid, "\(verdict) for a value that is valid: \(isValid)")
    hold((verdict == .invalid) == isRefuted, "\(verdict) for one that is refuted: \(isRefuted)")
    let violations = schema.violations(in: value.root)
    hold(violations.isEmpty == isValid, "\(violations) for a value that is valid: \(isValid)")
    for violation in violations where violation.kind == .violated {
      hold(value.root[violation.instance] != nil, "\(violation.instance) leads nowhere")
      hold(violation.instancePosition != nil, "no position for \(violation)")
    }
    // The report of a valid value is never asked for, so it is asked for with what nothing fulfils.
    let reported = try outer.compile(uri: "reported.json").violations(in: value.root)
    guard !reported.contains(where: { $0.kind == .unevaluated }) else { return .unknown }
    let own = reported.filter { $0.schemaURI != "reported.json" }
    if isValid { hold(own.isEmpty, "a valid value has violations: \(own)") }
    if isRefuted { hold(!own.isEmpty, "a refuted value has no violation") }
    return isValid ? .valid : isRefuted ? .refuted : .unknown
  }
}
