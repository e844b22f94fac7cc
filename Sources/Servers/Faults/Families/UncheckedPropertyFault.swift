import Contracts
import Documents

/// One property of a request's body is not validated: what is refused for it is answered with the
/// last success.
package struct UncheckedPropertyFault: Fault {
  package let id: String
  package let summary: String
  package let scope: FaultScope
  package let expectedCheck = "negative-accepted"

  package let places: [FaultPlace]

  private let path: [ModelPlaces.Step]
  private let property: String
  private let type: String?
  private let lastSuccess = Locked<ServerResponse?>(nil)

  init(
    _ property: Contract.Model.Property, of model: String, type: String?,
    at path: [ModelPlaces.Step], operation: String
  ) {
    id = "unchecked-property:\(model).\(property.name)"
    summary = "A wrong type of `\(property.name)` in \(model) is accepted"
    scope = .operation(operation)
    // Also the success that it repeats.
    places = [FaultPlace(operation: operation, status: nil)]
    self.path = path
    self.property = property.name
    self.type = type
  }

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    if (200...299).contains(response.status) {
      lastSuccess.withLock { [response] in $0 = response }
      return
    }
    guard response.status == 400 || response.status == 422, isWrong(call.body),
      let success = lastSuccess.withLock({ $0 })
    else { return }
    response = success
  }

  /// Whether the body has the property with another type than documented; what is no JSON is refused
  /// for that.
  private func isWrong(_ bytes: [UInt8]) -> Bool {
    guard
      let document = try? JSONReader.read(bytes, file: SourceFile(name: "<body>"), depthLimit: 32)
    else { return false }
    var isFound = false
    _ = Value(document).changing(path[...]) { members in
      if let value = members[property], !value.isOfType(type) { isFound = true }
    }
    return isFound
  }
}

extension Value {
  /// Whether it has a JSON Schema type; every value has none.
  fileprivate func isOfType(_ type: String?) -> Bool {
    switch type {
    case nil: true
    case "integer": number?.isInteger() == true
    case let type?: typeName == type
    }
  }
}
