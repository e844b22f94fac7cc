package import Contracts
package import Documents

/// Operations that belong together because one makes what the others take: POST on a collection,
/// and the methods on its items.
///
/// Found by the definition's own links, else by names and types: the item's path is the collection's
/// with one parameter more, and the answer of the making has a member that can be its value.
package struct Lifecycle: Sendable {
  package var create: Contract.Operation
  /// The parameter that the made thing's id goes to.
  package var parameter: Contract.Parameter
  /// Where the id stands in the answer of the making.
  package var id: JSONPointer
  /// By method, on the item's path.
  package var item: [String: Contract.Operation]
  /// What lists the collection; nil where nothing does.
  package var listing: Contract.Operation?

  /// The member of an operation that creates things which names what lists them, usually put in by an
  /// overlay: `x-muster-listing: GET /things`.
  static let listingExtension = "x-muster-listing"

  /// Every lifecycle of a contract, in its order.
  package static func all(in contract: Contract) -> [Lifecycle] {
    contract.operations.filter { $0.id.method == "POST" }.compactMap { create in
      var life = linked(create, in: contract) ?? named(create, in: contract)
      life?.listing = listing(of: create, in: contract)
      return life
    }
  }

  /// By the links of a success of the making.
  private static func linked(
    _ create: Contract.Operation, in contract: Contract
  ) -> Lifecycle? {
    for link in create.responses.filter(\.status.isSuccess).flatMap(\.links) {
      guard let target = link.operation.flatMap({ contract.operation($0) }) else { continue }
      for (name, value) in link.parameters {
        let plain = name.hasPrefix("path.") ? String(name.dropFirst(5)) : name
        guard let expression = value.string, expression.hasPrefix("$response.body#"),
          let pointer = JSONPointer(parsing: String(expression.dropFirst(15))),
          let parameter = target.parameters.first(where: {
            $0.name == plain && $0.location == .path
          }), isOnlyStranger(parameter, of: target, besides: create)
        else { continue }
        return Lifecycle(
          create: create, parameter: parameter, id: pointer,
          item: methods(on: target.id.path, in: contract))
      }
    }
    return nil
  }

  private static func named(_ create: Contract.Operation, in contract: Contract) -> Lifecycle? {
    let base = create.id.path.hasSuffix("/") ? String(create.id.path.dropLast()) : create.id.path
    for operation in contract.operations
    where ["GET", "DELETE", "PUT", "PATCH"].contains(operation.id.method) {
      guard operation.id.path.hasPrefix(base + "/"),
        case let rest = operation.id.path.dropFirst(base.count + 1),
        rest.hasPrefix("{"), rest.hasSuffix("}"), !rest.contains("/"),
        case let name = String(rest.dropFirst().dropLast()),
        let parameter = operation.parameters.first(where: {
          $0.name == name && $0.location == .path
        }),
        let id = idPlace(for: parameter, after: base, in: create, contract)
      else { continue }
      return Lifecycle(
        create: create, parameter: parameter, id: id,
        item: methods(on: operation.id.path, in: contract))
    }
    return nil
  }

  private static func isOnlyStranger(
    _ parameter: Contract.Parameter, of target: Contract.Operation,
    besides create: Contract.Operation
  ) -> Bool {
    let known = create.parameters.filter { $0.location == .path }.map(\.name)
    return target.parameters.filter { $0.location == .path && !known.contains($0.name) }
      .map(\.name) == [parameter.name]
  }

  private static func methods(
    on path: String, in contract: Contract
  ) -> [String: Contract.Operation] {
    Dictionary(
      contract.operations.filter { $0.id.path == path }.map { ($0.id.method, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: What lists them

  /// What an overlay names, else what a success of the making links to, else GET on the same path.
  private static func listing(
    of create: Contract.Operation, in contract: Contract
  ) -> Contract.Operation? {
    let named = create.extensions[listingExtension]?.string.flatMap { StepForm.operationID($0) }
    if let named { return contract.operation(named).flatMap { $0.effect == .read ? $0 : nil } }
    let links = create.responses.filter(\.status.isSuccess).flatMap(\.links)
    let linked = links.compactMap { $0.operation.flatMap { contract.operation($0) } }
    let same = contract.operation(.init(method: "GET", path: create.id.path))
    return (linked + [same].compactMap { $0 }).first { operation in
      operation.id.method == "GET" && operation.effect == .read
        && isUnfiltered(operation, besides: create) && contract.mayList(operation)
    }
  }

  /// Whether it lists all that there is where the making put its thing: a filter that is required
  /// may leave out what was made.
  private static func isUnfiltered(
    _ operation: Contract.Operation, besides create: Contract.Operation
  ) -> Bool {
    let known = create.parameters.filter { $0.location == .path }.map(\.name)
    return operation.parameters.allSatisfy { parameter in
      switch parameter.location {
      case .path: known.contains(parameter.name)
      case .query, .querystring: !parameter.isRequired
      case .header, .cookie, .form: true
      }
    }
  }

  // MARK: Where the id stands

  /// The member of the answer that bears the parameter's name, or `id`, or the collection's name
  /// with `Id`.
  private static func idPlace(
    for parameter: Contract.Parameter, after collection: String,
    in create: Contract.Operation, _ contract: Contract
  ) -> JSONPointer? {
    let schema = create.responses.filter(\.status.isSuccess).lazy
      .flatMap(\.content).compactMap(\.schema).first
    guard let schema else { return nil }
    let members = contract.members(of: schema)
    let last = collection.split(separator: "/").last.map(String.init) ?? ""
    let singular = last.hasSuffix("s") ? String(last.dropLast()) : last
    let wanted = [parameter.name, "id", singular + "Id", "uuid", "key"].map(plain)
    for name in wanted {
      if let member = members.first(where: { plain($0) == name }) { return JSONPointer([member]) }
    }
    return nil
  }

  /// Without case, dashes and underscores.
  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" && $0 != "-" }
  }
}

extension Contract.Response.Status {
  /// Whether it documents successes alone.
  var isSuccess: Bool {
    switch self {
    case .code(let code): (200...299).contains(code)
    case .range(let hundreds): hundreds == 2
    case .default: false
    }
  }
}

extension Contract {
  /// Whether a success of an operation can hold an array, in itself or in a member.
  fileprivate func mayList(_ operation: Operation) -> Bool {
    let schemas = operation.responses.filter(\.status.isSuccess).flatMap(\.content)
      .compactMap(\.schema)
    return schemas.isEmpty
      || schemas.contains { schema in
        let place = document[schema.pointer]
        let members = place?["properties"]?.object.map { $0.map(\.value) } ?? []
        return ([place].compactMap { $0 } + members).contains { value in
          let target = value.localReference.flatMap { document[$0] } ?? value
          return target["type"]?.string == "array" || target["items"] != nil
            || target.localReference != nil || target["allOf"] != nil
        }
      }
  }

  /// The names of an object's declared properties, those of `allOf` included.
  func members(of schema: SchemaReference) -> [String] {
    var names: [String] = []
    var pending = [schema.pointer]
    var seen: Set<JSONPointer> = []
    while let pointer = pending.popLast(), seen.count < 64 {
      guard seen.insert(pointer).inserted, let value = document[pointer] else { continue }
      if let place = value.localReference { pending.append(place) }
      names += value["properties"]?.object?.names ?? []
      for place in (value["allOf"]?.array ?? []).indices {
        pending.append(pointer.appending("allOf").appending(String(place)))
      }
    }
    return names
  }
}
