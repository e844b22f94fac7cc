package import Documents
package import Schemas

/// Compiles the schemas of a contract, each as its document's dialect wants it read, when it is
/// first asked for.
package struct ContractSchemas: Sendable {
  /// What the contract's document is registered as; references in it are local.
  static let uri = "contract:/"

  let contract: Contract
  let registry: SchemaRegistry
  private let cache = Cache()

  package init(contract: Contract) {
    self.contract = contract
    var registry = SchemaRegistry()
    registry.add(contract.document, uri: Self.uri, dialect: contract.dialect)
    self.registry = registry
  }

  /// The compiled schema, the same one for the same reference and direction. The first call for a
  /// direction compiles all that the contract's operations and models name.
  ///
  /// Throws located diagnostics for a schema that says something impossible.
  package func schema(
    _ reference: Contract.SchemaReference, direction: SchemaOptions.Direction
  ) throws(InvalidInput) -> Schema {
    _ = named(for: direction)
    if let known = cache.result(of: reference.pointer, for: direction) { return try known.get() }
    let result: Result<Schema, InvalidInput>
    do {
      result = .success(
        try compiler(direction).compile(uri: Self.uri, pointer: reference.pointer))
    } catch {
      result = .failure(error)
    }
    cache.keep(result, of: reference.pointer, for: direction)
    return try result.get()
  }

  /// Compiles every schema of the contract's models and operations, as answers want them read.
  ///
  /// Returns what prevents some of them from being compiled, each problem once, in the order of the
  /// document: models first.
  package func compileAll() -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var seen: Set<Diagnostic> = []
    for case .failure(let error) in named(for: .response) {
      problems += error.diagnostics.filter { seen.insert($0).inserted }
    }
    return problems
  }

  /// Results for all that the contract's operations and models name, some of them repeatedly.
  private func named(for direction: SchemaOptions.Direction) -> [Result<Schema, InvalidInput>] {
    if let known = cache.named(for: direction) { return known }
    var places: [(pointer: JSONPointer, value: Value?)] = []
    places.reserveCapacity(contract.models.count + 4 * contract.operations.count)
    for place in contract.models.indices {
      let schema = contract.models[place].schema
      places.append((schema.pointer, schema.value))
    }
    var last = places.last?.pointer
    for operation in contract.operations.indices {
      contract.operations[operation].visitSchemas { reference in
        // All media types of a response have the same schema in Swagger 2.0.
        if reference.pointer != last {
          places.append((reference.pointer, reference.value))
          last = reference.pointer
        }
      }
    }
    let pointers = places.map(\.pointer)
    let named: [Result<Schema, InvalidInput>]
    do {
      named = try compiler(direction).compile(uri: Self.uri, places: places)
    } catch {
      named = pointers.map { _ in .failure(error) }
    }
    cache.keep(Results(pointers: pointers, named: named), for: direction)
    return named
  }

  private func compiler(_ direction: SchemaOptions.Direction) -> SchemaCompiler {
    SchemaCompiler(
      registry: registry, dialect: contract.dialect,
      options: SchemaOptions(assertFormats: true, direction: direction))
  }
}

/// The schemas of a contract, compiled for one direction of travel.
private struct Results: Sendable {
  /// What the contract names, in its order, models first; a place may come more than once.
  let pointers: [JSONPointer]
  /// For each of them.
  let named: [Result<Schema, InvalidInput>]
  /// By place, once somebody asked.
  private var known: [JSONPointer: Result<Schema, InvalidInput>]?

  init(pointers: [JSONPointer], named: [Result<Schema, InvalidInput>]) {
    self.pointers = pointers
    self.named = named
  }

  mutating func result(of pointer: JSONPointer) -> Result<Schema, InvalidInput>? {
    if known == nil { known = Dictionary(zip(pointers, named)) { first, _ in first } }
    return known?[pointer]
  }

  mutating func keep(_ result: Result<Schema, InvalidInput>, of pointer: JSONPointer) {
    known?[pointer] = result
  }
}

/// What has been compiled so far.
private final class Cache: Sendable {
  private let results = Locked<[SchemaOptions.Direction: Results]>([:])

  /// Nil where nothing has been compiled for a direction.
  func named(for direction: SchemaOptions.Direction) -> [Result<Schema, InvalidInput>]? {
    results.withLock { $0[direction]?.named }
  }

  func result(
    of pointer: JSONPointer, for direction: SchemaOptions.Direction
  ) -> Result<Schema, InvalidInput>? {
    results.withLock { $0[direction]?.result(of: pointer) }
  }

  /// Two tasks may compile the same schemas at once; either result will do.
  func keep(_ new: Results, for direction: SchemaOptions.Direction) {
    results.withLock { $0[direction] = $0[direction] ?? new }
  }

  func keep(
    _ result: Result<Schema, InvalidInput>, of pointer: JSONPointer,
    for direction: SchemaOptions.Direction
  ) {
    results.withLock { $0[direction]?.keep(result, of: pointer) }
  }
}
