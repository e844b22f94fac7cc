package import Documents
package import Schemas
internal import Synchronization

/// Compiles the schemas of a contract, each as its document's dialect wants it read, when it is
/// first asked for.
package struct ContractSchemas: Sendable {
  /// What the contract's document is registered as; references in it are local.
  private static let uri = "contract:/"

  private let contract: Contract
  private let registry: SchemaRegistry
  private let cache = Cache()

  package init(contract: Contract) {
    self.contract = contract
    var registry = SchemaRegistry()
    registry.add(
      Self.withParametersAsSchemas(contract), uri: Self.uri, dialect: contract.dialect)
    self.registry = registry
  }

  /// The compiled schema, the same one for the same reference and direction. The first call for a
  /// direction compiles all that the contract's operations and models name.
  ///
  /// Throws located diagnostics for a schema that says something impossible.
  package func schema(
    _ reference: Contract.SchemaReference, direction: SchemaOptions.Direction
  ) throws(InvalidInput) -> Schema {
    if let known = results(for: direction)[reference.pointer] { return try known.get() }
    let result: Result<Schema, InvalidInput>
    do {
      result = .success(
        try compiler(direction).compile(uri: Self.uri, pointer: reference.pointer))
    } catch {
      result = .failure(error)
    }
    cache.keep([reference.pointer: result], for: direction)
    return try result.get()
  }

  /// Compiles every schema of the contract's models and operations, as answers want them read.
  ///
  /// Returns what prevents some of them from being compiled, each problem once, in the order of the
  /// document: models first.
  package func compileAll() -> [Diagnostic] {
    let results = results(for: .response)
    var problems: [Diagnostic] = []
    var seen: Set<Diagnostic> = []
    for pointer in pointers {
      guard case .failure(let error) = results[pointer] else { continue }
      problems += error.diagnostics.filter { seen.insert($0).inserted }
    }
    return problems
  }

  /// The places of all schemas that the contract names, models first.
  private var pointers: [JSONPointer] {
    var visited: Set<JSONPointer> = []
    let references =
      contract.models.map(\.schema) + contract.operations.flatMap(\.schemaReferences)
    return references.map(\.pointer).filter { visited.insert($0).inserted }
  }

  private func results(
    for direction: SchemaOptions.Direction
  ) -> [JSONPointer: Result<Schema, InvalidInput>] {
    if let known = cache.results(for: direction) { return known }
    let pointers = pointers
    var results: [JSONPointer: Result<Schema, InvalidInput>] = [:]
    do {
      let schemas = try compiler(direction).compile(uri: Self.uri, pointers: pointers)
      for (pointer, schema) in zip(pointers, schemas) { results[pointer] = schema }
    } catch {
      for pointer in pointers { results[pointer] = .failure(error) }
    }
    cache.keep(results, for: direction)
    return results
  }

  private func compiler(_ direction: SchemaOptions.Direction) -> SchemaCompiler {
    SchemaCompiler(
      registry: registry, dialect: contract.dialect,
      options: SchemaOptions(assertFormats: true, direction: direction))
  }
}

extension ContractSchemas {
  /// The document with parameters that can be read as schemas: in Swagger 2.0 a parameter is one,
  /// except that its `required` is a boolean about the parameter.
  private static func withParametersAsSchemas(_ contract: Contract) -> Value {
    guard contract.dialect == .swagger20, let root = contract.document.object else {
      return contract.document
    }
    var result = root
    if let shared = root["parameters"] {
      result["parameters"] = edited(shared) { withoutFlag($0) }
    }
    if let paths = root["paths"] {
      result["paths"] = edited(paths) { item in
        withPlainParameters(edited(item) { withPlainParameters($0) })
      }
    }
    return .object(result, at: contract.document.range)
  }

  /// An operation or path item with its list of parameters edited.
  private static func withPlainParameters(_ owner: Value) -> Value {
    guard var members = owner.object, let list = members["parameters"],
      let parameters = list.array
    else { return owner }
    members["parameters"] = .array(parameters.map { withoutFlag($0) }, at: list.range)
    return .object(members, at: owner.range)
  }

  private static func withoutFlag(_ parameter: Value) -> Value {
    guard var members = parameter.object, members["required"]?.bool != nil else {
      return parameter
    }
    members["required"] = nil
    return .object(members, at: parameter.range)
  }

  private static func edited(_ value: Value, _ edit: (Value) -> Value) -> Value {
    guard let members = value.object else { return value }
    var result = ValueObject()
    for var member in members {
      member.value = edit(member.value)
      result.set(member)
    }
    return .object(result, at: value.range)
  }
}

/// What has been compiled so far.
private final class Cache: Sendable {
  private typealias Results = [JSONPointer: Result<Schema, InvalidInput>]

  private let results = Mutex<[SchemaOptions.Direction: Results]>([:])

  /// Nil where nothing has been compiled for a direction.
  func results(
    for direction: SchemaOptions.Direction
  ) -> [JSONPointer: Result<Schema, InvalidInput>]? {
    results.withLock { $0[direction] }
  }

  /// Two tasks may compile the same schema at once; either result will do.
  func keep(
    _ new: [JSONPointer: Result<Schema, InvalidInput>], for direction: SchemaOptions.Direction
  ) {
    results.withLock { $0[direction, default: [:]].merge(new) { old, _ in old } }
  }
}
