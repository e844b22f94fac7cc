import Documents

/// A value that has a name: a parameter or a property.
struct NamedSchema: Sendable {
  var name: String
  /// In which parameters or properties it stands, for instance `Pet` or `GET /pets`.
  var owner: String
  var isParameter: Bool
  /// The JSON type after references; nil where the schema doesn't say one.
  var type: String?
  var label: String
  var range: SourceRange?

  /// Credentials are left out: authentication fills them.
  static func all(of contract: Contract, _ sites: [SchemaSite]) -> [NamedSchema] {
    var names: [NamedSchema] = []
    let shape = SchemaShape(document: contract.document)
    var seen: Set<JSONPointer> = []
    for operation in contract.operations {
      for parameter in operation.parameters where !parameter.isCredential {
        guard let value = contract.document[parameter.schema.pointer] else { continue }
        // A parameter that many operations share is one.
        guard seen.insert(parameter.schema.pointer).inserted else { continue }
        names.append(
          NamedSchema(
            name: parameter.name, owner: "\(operation.id)", isParameter: true,
            type: type(of: value, shape, ofItems: true), label: parameter.schema.label,
            range: parameter.range))
      }
    }
    for site in sites {
      guard let properties = site.members["properties"]?.object else { continue }
      let owner = PlaceName.of(site.pointer, in: contract.document)
      for property in properties {
        names.append(
          NamedSchema(
            name: property.name, owner: owner, isParameter: false,
            type: type(of: property.value, shape), label: TypeLabel.label(of: property.value),
            range: property.nameRange ?? property.value.range))
      }
    }
    return names
  }

  /// A parameter that is a list filters by several values of what it is called after: the type of
  /// the items counts.
  private static func type(
    of schema: Value, _ shape: SchemaShape, ofItems: Bool = false
  ) -> String? {
    guard let (value, _) = shape.resolved(schema, at: JSONPointer()) else { return nil }
    if ofItems, value["type"]?.string == "array" {
      return value["items"].flatMap { type(of: $0, shape) }
    }
    if let type = value["type"]?.string { return type }
    return value["properties"] == nil ? nil : "object"
  }
}
