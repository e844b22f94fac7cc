import Contracts
import Documents

/// Where the objects of a contract's models stand in the answers of its operations.
struct ModelPlaces: Sendable {
  enum Step: Sendable, Hashable {
    case member(String)
    /// Every item of an array.
    case items
  }

  struct Place: Sendable, Hashable {
    /// For instance `GET /accounts`.
    var operation: String
    var status: Contract.Response.Status
    /// From the body's root.
    var path: [Step]
  }

  /// By the model's name.
  private(set) var places: [String: [Place]] = [:]

  /// No deeper: a model inside of itself has places without end.
  private static let depthLimit = 8
  /// No more for one model: a fault needs some places, not all.
  private static let countLimit = 200

  init(_ contract: Contract) {
    let names = Dictionary(
      contract.models.map { ($0.schema.pointer, $0.name) }, uniquingKeysWith: { first, _ in first })
    for operation in contract.operations {
      for response in operation.responses {
        for schema in response.content.compactMap(\.schema) {
          let start = Place(operation: "\(operation.id)", status: response.status, path: [])
          visit(schema.pointer, start, contract.document, names)
        }
      }
    }
  }

  private mutating func visit(
    _ pointer: JSONPointer, _ place: Place, _ document: Value, _ names: [JSONPointer: String]
  ) {
    guard place.path.count <= Self.depthLimit, let schema = document[pointer] else { return }
    if let name = names[pointer] {
      guard places[name]?.contains(place) != true else { return }
      guard places[name, default: []].count < Self.countLimit else { return }
      places[name, default: []].append(place)
    }
    if let next = schema.localReference { return visit(next, place, document, names) }
    for member in schema["properties"]?.object ?? ValueObject() {
      var inner = place
      inner.path.append(.member(member.name))
      visit(pointer.appending("properties").appending(member.name), inner, document, names)
    }
    if schema["items"]?.object != nil {
      var inner = place
      inner.path.append(.items)
      visit(pointer.appending("items"), inner, document, names)
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
      for index in (schema[keyword]?.array ?? []).indices {
        visit(
          pointer.appending(keyword).appending(String(index)), place, document, names)
      }
    }
  }
}

extension Value {
  /// The value with every object at the end of a path changed; what has another shape stays.
  func changing(
    _ path: ArraySlice<ModelPlaces.Step>, _ change: (inout ValueObject) -> Void
  ) -> Value {
    guard let first = path.first else {
      guard var members = object else { return self }
      change(&members)
      return .object(members)
    }
    switch first {
    case .member(let name):
      guard var members = object, let inner = members[name] else { return self }
      members[name] = inner.changing(path.dropFirst(), change)
      return .object(members)
    case .items:
      guard let items = array else { return self }
      return .array(items.map { $0.changing(path.dropFirst(), change) })
    }
  }
}
