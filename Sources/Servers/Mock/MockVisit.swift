import Contracts
import Documents

/// One call to a resource.
struct MockVisit: Sendable {
  let resource: MockResource
  let call: MockCall
  let request: ServerRequest
  let answers: MockAnswers
  let echo: MockEcho

  var collection: String { resource.collection(of: call) }
  var id: String { resource.id(of: call) }

  /// Names of the member that may hold the id, the better ones first.
  var idNames: [String] {
    let last = resource.collection.split(separator: "/").last.map(String.init) ?? ""
    let singular = last.hasSuffix("s") ? String(last.dropLast()) : last
    let made = resource.id?.tokens.last.map { [$0] } ?? []
    return [resource.parameter] + made + ["id", singular + "Id", "uuid", "key"]
  }

  /// The id as the path has it.
  var idValue: Value { call.seen.value(of: resource.parameter, in: .path) ?? .string(id) }

  var gone: MockRefusal {
    MockRefusal([404, 410], "\(resource.parameter) \(id) was deleted")
  }

  // MARK: Items

  func find(_ store: MockStore.Transaction) throws -> ServerResponse {
    switch try store.standing(of: id, in: collection) {
    case .deleted: throw gone
    case .kept(let thing): return try answer(thing)
    case .unknown: return try answer(nil)
    }
  }

  func replace(_ store: MockStore.Transaction) throws -> ServerResponse {
    let standing = try store.standing(of: id, in: collection)
    if case .deleted = standing, !call.operation.documents(201) { throw gone }
    let isCreating = if case .deleted = standing { true } else { false }
    let sent = call.seen.content ?? .object([])
    let thing = whole(sent, over: nil)
    try store.keep(thing, as: id, in: collection)
    return try answer(thing, isCreating: isCreating)
  }

  func change(_ store: MockStore.Transaction) throws -> ServerResponse {
    let standing = try store.standing(of: id, in: collection)
    var before: Value?
    switch standing {
    case .deleted: throw gone
    case .kept(let thing): before = thing
    case .unknown: break
    }
    let sent = call.seen.content ?? .object([])
    let isPatch = MediaType.essence(of: request.header("content-type")) == JSONPatch.mediaType
    let thing =
      isPatch
      ? shaped(try patched(before, by: sent), over: before ?? made())
      : whole(sent, over: before ?? made())
    try store.keep(thing, as: id, in: collection)
    return try answer(thing)
  }

  /// A thing after a JSON Patch. What was made up takes any patch, since nobody can know what is in it.
  private func patched(_ before: Value?, by document: Value) throws(MockRefusal) -> Value {
    do throws(JSONPatch.Failure) {
      return try JSONPatch(document).applied(to: before ?? made())
    } catch {
      switch error {
      case .malformed(let words): throw MockRefusal([400, 422], "the patch is none: \(words)")
      case .unfit where before == nil: return made()
      // RFC 5789 §2.2: the state of the thing is in the way.
      case .unfit(let words):
        throw MockRefusal([409, 422, 400], "the patch does not fit: \(words)")
      }
    }
  }

  func delete(_ store: MockStore.Transaction) throws -> ServerResponse {
    switch try store.standing(of: id, in: collection) {
    case .deleted where call.operation.documentsAny(of: [404, 410]): throw gone
    case .deleted: return try answer(nil)
    case .kept(let thing):
      try forget(store)
      return try answer(thing)
    case .unknown:
      try forget(store)
      return try answer(nil)
    }
  }

  /// What is below a thing goes with it.
  private func forget(_ store: MockStore.Transaction) throws {
    try store.keep(nil, as: id, in: collection)
    try store.deleteAll(below: collection + "/" + PercentCoding.encoded(id) + "/")
  }

  /// The documented success, about a thing, or made up where there is none.
  private func answer(_ thing: Value?, isCreating: Bool = false) throws -> ServerResponse {
    try answers.response(call.operation.success(isCreating: isCreating), to: call) { made, media in
      guard let schema = media.schema else { return made }
      let own = thing.map { echo.fitted($0, into: made, schema) } ?? made
      return echo.identified(own, as: idValue, names: idNames, schema)
    }
  }

  // MARK: What is kept

  /// The schema in which things are answered, by the call itself or by whatever finds them.
  private var schema: Contract.SchemaReference? {
    let finder = answers.values.contract.operation(
      Contract.Operation.ID(method: "GET", path: resource.item))
    for operation in [call.operation] + (finder.map { [$0] } ?? []) {
      let content = operation.success(isCreating: false).response?.content ?? []
      if let schema = content.first(where: { $0.schema != nil })?.schema { return schema }
    }
    return nil
  }

  /// A thing that nobody spoke of yet.
  private func made() -> Value {
    guard let schema else { return .object([]) }
    var random = answers.values.random([resource.item, collection, id])
    let made = answers.values.value(for: schema, random: &random) ?? .object([])
    return echo.identified(made, as: idValue, names: idNames, schema)
  }

  /// What was sent as a whole thing: merged over another one, or with what else the schema demands.
  private func whole(_ sent: Value, over before: Value?) -> Value {
    shaped(before.map { $0.merged(with: sent) } ?? sent, over: before)
  }

  /// A whole thing in the shape in which it is answered.
  private func shaped(_ merged: Value, over before: Value?) -> Value {
    guard let schema else { return merged }
    let named = echo.identified(merged, as: idValue, names: idNames, schema)
    let fitted = echo.fitted(named, into: before ?? made(), schema)
    return before == nil ? echo.reduced(fitted, to: named, keeping: idNames, schema) : fitted
  }
}

extension Contract.Operation {
  /// Whether the operation names a status.
  func documents(_ status: Int) -> Bool { responses.contains { $0.status == .code(status) } }

  /// Whether the operation documents one of some statuses, by itself, a range or `default`.
  func documentsAny(of statuses: [Int]) -> Bool {
    statuses.contains { response(for: $0) != nil }
  }
}

extension SeenRequest {
  /// What was sent: the body, or the form fields of Swagger 2.0 as an object.
  var content: Value? {
    if let body { return body }
    let fields = parameters.filter { $0.location == .form }
    return fields.isEmpty ? nil : .object(fields.map { ($0.name, $0.value) })
  }
}
