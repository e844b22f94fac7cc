import Documents
import Schemas

/// A contract as the rules look at it: with everything that several of them need, found once.
package struct LintSubject: Sendable {
  package let contract: Contract
  package let vacuity: Vacuity
  let schemas: ContractSchemas
  let shape: SchemaShape
  /// In the order of the file, by their first operation.
  let paths: [LintPath]
  /// Every schema of the models and operations, each once, models first.
  let sites: [SchemaSite]
  /// Parameters and properties, with their types.
  let names: [NamedSchema]

  package init(_ contract: Contract) {
    self.contract = contract
    vacuity = Vacuity(of: contract)
    schemas = ContractSchemas(contract: contract)
    shape = SchemaShape(document: contract.document)
    paths = LintPath.all(of: contract)
    sites = SchemaSite.all(of: contract)
    names = NamedSchema.all(of: contract, sites)
  }

  /// Where an operation stands in the document, a path item's reference followed.
  func pointer(of id: Contract.Operation.ID) -> JSONPointer? {
    let place = JSONPointer(["paths", id.path])
    guard let item = contract.document[place],
      let (value, pointer) = shape.resolved(item, at: place)
    else { return nil }
    let method = id.method.loweredASCII()
    for name in [method, id.method] where value[name] != nil { return pointer.appending(name) }
    let extra = pointer.appending("additionalOperations").appending(id.method)
    return contract.document[extra] == nil ? nil : extra
  }

  /// What an overlay entry has to name to change a place.
  func target(_ pointer: JSONPointer) -> String { OverlayTarget.path(to: pointer) }

  /// The schema after references; itself where they lead nowhere.
  func resolved(_ reference: Contract.SchemaReference) -> (Value, JSONPointer)? {
    guard let value = contract.document[reference.pointer] else { return nil }
    return shape.resolved(value, at: reference.pointer) ?? (value, reference.pointer)
  }
}

extension [Contract.Operation.ID] {
  /// `GET /a`, `GET /a and GET /b`, `GET /a, GET /b and 3 more`.
  var listed: String { map { "`\($0)`" }.listed }
}

extension [String] {
  private static var shown: Int { 3 }

  /// The first few of them, as one would say it.
  var listed: String {
    guard count > 1 else { return first ?? "none" }
    if count > Self.shown {
      return prefix(Self.shown - 1).joined(separator: ", ") + " and \(count - Self.shown + 1) more"
    }
    return dropLast().joined(separator: ", ") + " and " + (last ?? "")
  }
}

extension Int {
  /// `1 place`, `2 places`.
  func of(_ noun: String) -> String { self == 1 ? "1 \(noun)" : "\(self) \(noun)s" }
}
