import Documents

/// The price in the catalogue is below zero.
package struct NegativePriceFault: SingleFault {
  package static let id = "negative-price"
  package static let summary = "The price in the catalogue is below zero"
  package static let operation = "GET /services/{partnum}"
  package static let expectedCheck = "body-schema"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.changeMembers { members in
      guard var service = members["service"]?.object else { return }
      service["price"] = .integer(-1)
      members["service"] = .object(service)
    }
  }
}
