import Documents

/// The portfolio is an object around the array.
package struct ObjectForArrayFault: SingleFault {
  package static let id = "object-for-array"
  package static let summary = "The portfolio is an object around the array"
  package static let operation = "GET /customers/{nit}/portfolio"
  package static let expectedCheck = "body-schema"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200, case .json(let sites) = response.body else { return }
    response.body = .json(.object([("portfolioList", sites)]))
  }
}
