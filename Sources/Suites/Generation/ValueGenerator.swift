package import Contracts
package import Documents
package import Schemas

/// Makes up values for the schemas of a contract.
///
/// Pure and deterministic: the same schema, seed and labels give the same value. Nothing is handed
/// out that the compiled schema hasn't judged: what should be valid is accepted by it, what should
/// be invalid is refused by it, for one reason only. Effort is bounded by counting (see
/// `GenerationLimits`), so that hostile schemas end with a reason.
package struct ValueGenerator: Sendable {
  private let schemas: ContractSchemas
  private let shelf: SchemaShelf

  package init(contract: Contract, schemas: ContractSchemas) {
    self.schemas = schemas
    shelf = SchemaShelf(contract: contract)
  }

  /// A value that the schema accepts.
  ///
  /// - Parameters:
  ///   - name: of the parameter or member that it is for; a hint where the schema leaves freedom.
  ///   - examples: values from beside the schema, for instance of a parameter; the first one that the
  ///     schema accepts is the value, before the schema's own.
  ///   - direction: which way the value travels: members marked `readOnly` are not part of requests,
  ///     those marked `writeOnly` not of responses.
  ///   - usesSchemaExamples: whether examples that stand in the schemas may be the value.
  package func value(
    for reference: Contract.SchemaReference, named name: String? = nil, examples: [Value] = [],
    direction: SchemaOptions.Direction, random: inout SeededRandom,
    size: GenerationSize = .typical, usesSchemaExamples: Bool = true
  ) -> Generated {
    let book: SchemaBook
    switch open(reference, direction) {
    case .success(let found): book = found
    case .failure(let failure): return .none(reason: failure.reason)
    }
    return Self.value(in: book, named: name, random: &random, size: size) {
      $0.examples = examples
      if !usesSchemaExamples { $0.examplesFrom = .max }
    }
  }

  /// - Parameter prepare: sets what else the making of the value depends on.
  static func value(
    in book: SchemaBook, named name: String?, random: inout SeededRandom, size: GenerationSize,
    prepare: (inout ValueBuilder) -> Void
  ) -> Generated {
    let rule = Constraints.Rule(place: book.rootPlace)
    // A smaller value may be found where a larger one takes too much effort.
    let sizes: [GenerationSize] =
      switch size {
      case .full: [.full, .typical, .minimal]
      case .typical: [.typical, .minimal]
      case .minimal: [.minimal]
      }
    var reason: String?
    for size in sizes {
      var builder = ValueBuilder(book: book, size: size, random: random)
      prepare(&builder)
      let value = builder.build([rule], name: name, depth: 0)
      random = builder.random
      if let value { return .value(value) }
      reason = builder.reason ?? reason
    }
    return .none(reason: reason ?? "no value was found")
  }

  struct Failure: Error {
    var reason: String
  }

  /// The schema with all that it leads to.
  func open(
    _ reference: Contract.SchemaReference, _ direction: SchemaOptions.Direction
  ) -> Result<SchemaBook, Failure> {
    do {
      let root = try schemas.schema(reference, direction: direction)
      return .success(shelf.book(root, at: reference.pointer, direction))
    } catch {
      let first = error.diagnostics.first?.message ?? "it says something impossible"
      return .failure(Failure(reason: "the schema can't be compiled: \(first)"))
    }
  }
}

/// The schemas of a contract that were compiled so far, for each direction.
private final class SchemaShelf: Sendable {
  private struct Key: Hashable {
    var place: SchemaNavigator.Place
    var direction: SchemaOptions.Direction
  }

  private static let uri = "contract:/"

  private let contract: Contract
  private let navigator: SchemaNavigator
  private let books = Locked<[Key: SchemaBook]>([:])
  private let compiled = Locked<[SchemaOptions.Direction: [SchemaNavigator.Place: Schema]]>([:])

  init(contract: Contract) {
    self.contract = contract
    navigator = SchemaNavigator(
      document: contract.document, uri: Self.uri, dialect: contract.dialect)
  }

  func book(
    _ root: Schema, at pointer: JSONPointer, _ direction: SchemaOptions.Direction
  ) -> SchemaBook {
    let place = SchemaNavigator.Place(pointer)
    let key = Key(place: place, direction: direction)
    if let known = books.withLock({ $0[key] }) { return known }
    let reach = navigator.reach(from: place, limit: GenerationLimits.schemas)
    // A schema whose meaning depends on the way there can't be judged alone.
    let parts =
      reach.hasDynamicReferences
      ? [:] : compile(reach.places.filter { $0.isInMainDocument && $0 != place }, direction)
    let book = SchemaBook(
      navigator: navigator, root: root, rootPlace: place, direction: direction, compiled: parts,
      hasDynamicReferences: reach.hasDynamicReferences)
    books.withLock { $0[key] = book }
    return book
  }

  /// The schemas at some places, those that can be compiled.
  private func compile(
    _ places: [SchemaNavigator.Place], _ direction: SchemaOptions.Direction
  ) -> [SchemaNavigator.Place: Schema] {
    let known = compiled.withLock { $0[direction] ?? [:] }
    let missing = places.filter { known[$0] == nil }
    guard !missing.isEmpty else { return known }
    var registry = SchemaRegistry()
    registry.add(contract.document, uri: Self.uri, dialect: contract.dialect)
    let compiler = SchemaCompiler(
      registry: registry, dialect: contract.dialect,
      options: SchemaOptions(assertFormats: true, direction: direction))
    let results =
      (try? compiler.compile(uri: Self.uri, pointers: missing.map(\.pointer))) ?? []
    return compiled.withLock { compiled in
      var all = compiled[direction] ?? [:]
      for (place, result) in zip(missing, results) {
        if case .success(let schema) = result { all[place] = schema }
      }
      compiled[direction] = all
      return all
    }
  }
}
