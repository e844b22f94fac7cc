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

  /// The compiled schema, the same one for the same reference and direction.
  ///
  /// Throws located diagnostics for a schema that says something impossible.
  package func schema(
    _ reference: Contract.SchemaReference, direction: SchemaOptions.Direction
  ) throws(InvalidInput) -> Schema {
    let key = Cache.Key(pointer: reference.pointer, direction: direction)
    if let known = cache.result(of: key) { return try known.get() }
    let result: Result<Schema, InvalidInput>
    do {
      let compiler = SchemaCompiler(
        registry: registry, dialect: contract.dialect,
        options: SchemaOptions(assertFormats: true, direction: direction))
      result = .success(try compiler.compile(uri: Self.uri, pointer: reference.pointer))
    } catch {
      result = .failure(error)
    }
    cache.keep(result, for: key)
    return try result.get()
  }

  /// Compiles every schema of the contract's models and operations.
  ///
  /// Returns what prevents some of them from being compiled, each problem once, in the order of the
  /// document: models first.
  package func compileAll() -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var seen: Set<Diagnostic> = []
    var visited: Set<JSONPointer> = []
    let references =
      contract.models.map(\.schema) + contract.operations.flatMap(\.schemaReferences)
    for reference in references where visited.insert(reference.pointer).inserted {
      do {
        _ = try schema(reference, direction: .none)
      } catch {
        problems += error.diagnostics.filter { seen.insert($0).inserted }
      }
    }
    return problems
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
  struct Key: Hashable {
    var pointer: JSONPointer
    var direction: SchemaOptions.Direction
  }

  private let results = Mutex<[Key: Result<Schema, InvalidInput>]>([:])

  func result(of key: Key) -> Result<Schema, InvalidInput>? {
    results.withLock { $0[key] }
  }

  /// Two tasks may compile the same schema at once; either result will do.
  func keep(_ result: Result<Schema, InvalidInput>, for key: Key) {
    results.withLock { $0[key] = result }
  }
}
