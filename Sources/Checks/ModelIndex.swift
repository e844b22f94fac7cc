package import Contracts
import Documents
import Schemas

/// Looks up what schemas declare, following references and `allOf`.
package final class ModelIndex: Sendable {
  /// What one or more schemas together say about an object or array.
  struct Shape: Sendable {
    struct Property: Sendable {
      var schemas: [JSONPointer] = []
      var models: [String] = []
    }

    var properties: [String: Property] = [:]
    /// Names of the properties in the order of the file.
    var order: [String] = []
    var items: JSONPointer?
    var additional: JSONPointer?
    /// False where a property that is not declared may still be meant: additional properties are
    /// described, or alternatives (oneOf, anyOf) declare more.
    var isClosedWorld = true
    /// Schemas of which a value keeps to some (oneOf, anyOf).
    var alternatives: [JSONPointer] = []
    var range: SourceRange?
  }

  private let document: Value
  private let names: [JSONPointer: String]
  private let schemas: ContractSchemas
  /// What was looked up so far.
  let table = ShapeTable()

  /// - Parameter schemas: the contract's, where somebody has compiled them already.
  package init(_ contract: Contract, schemas: ContractSchemas? = nil) {
    document = contract.document
    self.schemas = schemas ?? ContractSchemas(contract: contract)
    names = Dictionary(
      contract.models.map { ($0.schema.pointer, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  func shape(of pointers: [JSONPointer]) -> Shape {
    var shape = Shape()
    var pending = pointers
    var seen: Set<JSONPointer> = []
    while let pointer = pending.popLast() {
      guard seen.insert(pointer).inserted, let schema = document[pointer],
        let members = schema.object
      else { continue }
      if let text = members["$ref"]?.string, let target = JSONPointer(parsing: text) {
        pending.append(target)
        continue
      }
      shape.range = shape.range ?? schema.range
      let all = pointer.appending("allOf")
      for number in (members["allOf"]?.array ?? []).indices {
        pending.append(all.appending(number))
      }
      if members["oneOf"] != nil || members["anyOf"] != nil || members["not"] != nil {
        shape.isClosedWorld = false
      }
      for keyword in ["oneOf", "anyOf"] {
        for number in (members[keyword]?.array ?? []).indices {
          shape.alternatives.append(pointer.appending(keyword).appending(number))
        }
      }
      if let additional = members["additionalProperties"] {
        // `false` is the validator's to report; anything else describes more properties.
        shape.isClosedWorld = false
        if additional.object != nil {
          shape.additional = pointer.appending("additionalProperties")
        }
      }
      if members["items"]?.object != nil { shape.items = pointer.appending("items") }
      let properties = pointer.appending("properties")
      for member in members["properties"]?.object ?? ValueObject() {
        if shape.properties[member.name] == nil { shape.order.append(member.name) }
        shape.properties[member.name, default: Shape.Property()].schemas.append(
          properties.appending(member.name))
        if let model = names[pointer] {
          shape.properties[member.name]?.models.append(model)
        }
      }
    }
    return shape
  }

  /// Those of some alternatives that a value keeps to.
  func fitting(_ alternatives: [JSONPointer], _ node: JSONNode) -> [JSONPointer] {
    alternatives.filter { pointer in
      // An alternative that can't be compiled was reported with the schema that holds it.
      let schema = try? schemas.schema(
        Contract.SchemaReference(pointer: pointer, label: ""), direction: .response)
      return schema?.isValid(node) ?? false
    }
  }
}
