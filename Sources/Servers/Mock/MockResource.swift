import Contracts
import Documents
import Suites

/// A collection of a contract and its items: paths that belong together because the one is the other
/// with one variable more.
struct MockResource: Sendable {
  /// What an operation does with a resource.
  enum Role: Sendable, Hashable {
    case list, create, find, replace, change, delete
  }

  /// The item's path, for instance `/tasks/{taskId}`.
  var item: String
  /// The item's path without its last segment.
  var collection: String
  /// The name of the variable that tells the items apart.
  var parameter: String
  /// Where the id stands in the answer of the making; nil where nothing can be made.
  var id: JSONPointer?

  /// A resource whose items have this path; nil where its last segment is no variable alone.
  fileprivate init?(item: String) {
    guard let slash = item.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    let last = PathTemplate(String(item[item.utf8.index(after: slash)...]))
    guard last.parts.count == 1, case .variable(let name)? = last.parts.first else { return nil }
    self.item = item
    collection = String(item[..<slash])
    parameter = name
  }
}

/// The resources of a contract, and the part that each operation has in them.
struct MockResources: Sendable {
  /// Those whose items can be asked for: where they can't, DELETE may remove anything but the item.
  private let askable: [MockResource]
  private var parts: [Contract.Operation.ID: (resource: MockResource, role: MockResource.Role)] =
    [:]

  init(_ contract: Contract) {
    var resources: [String: MockResource] = [:]
    for path in Set(contract.operations.map(\.id.path)) {
      resources[path] = MockResource(item: path)
    }
    let finders = Set(contract.operations.filter { $0.id.method == "GET" }.map(\.id.path))
    askable = resources.values.filter { finders.contains($0.item) }.sorted { $0.item < $1.item }
    for life in Lifecycle.all(in: contract) {
      guard let item = life.item.values.first?.id.path, var resource = resources[item],
        resource.parameter == life.parameter.name
      else { continue }
      resource.id = life.id
      resources[item] = resource
      parts[life.create.id] = (resource, .create)
    }
    for operation in contract.operations {
      let path = operation.id.path
      if let resource = resources[path], let role = Self.itemRole(operation.id.method) {
        parts[operation.id] = (resource, role)
      } else if operation.id.method == "GET" {
        let base = path.hasSuffix("/") ? String(path.dropLast()) : path
        // Of several items below one collection the first by name.
        let items = resources.values.filter { $0.collection == base }.sorted { $0.item < $1.item }
        if let resource = items.first(where: { $0.id != nil }) ?? items.first {
          parts[operation.id] = (resource, .list)
        }
      }
    }
  }

  /// What an operation does with which resource; nil where it has to do with none.
  func part(
    of operation: Contract.Operation.ID
  ) -> (resource: MockResource, role: MockResource.Role)? {
    parts[operation]
  }

  /// The resources in whose items an operation's path lies.
  func parents(of operation: Contract.Operation.ID) -> [MockResource] {
    askable.filter { operation.path.hasPrefix($0.item + "/") }
  }

  private static func itemRole(_ method: String) -> MockResource.Role? {
    switch method {
    case "GET": .find
    case "PUT": .replace
    case "PATCH": .change
    case "DELETE": .delete
    default: nil
    }
  }
}

extension MockResource {
  /// The concrete collection that a call is about: its path with the values of the call.
  func collection(of call: MockCall) -> String {
    PathTemplate(collection).parts.map { part in
      switch part {
      case .literal(let text): text
      case .variable(let name): PercentCoding.encoded(call.pathText(name))
      }
    }.joined()
  }

  /// The id that a call names.
  func id(of call: MockCall) -> String { call.pathText(parameter) }
}

extension MockCall {
  /// The text of a path parameter, whatever its style; empty where the path lacks it.
  func pathText(_ name: String) -> String {
    if let value = seen.value(of: name, in: .path) { return value.idText }
    return pathValues.first { $0.name == name }?.value ?? ""
  }
}

extension Value {
  /// The text that stands for a value in a path.
  var idText: String { string ?? JSONWriter.text(self) }
}
