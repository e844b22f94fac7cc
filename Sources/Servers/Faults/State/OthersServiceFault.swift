/// The catalogue entry of another service is answered.
package struct OthersServiceFault: SingleFault {
  package static let id = "others-service"
  package static let summary = "The catalogue entry of another service is answered"
  package static let operation = "GET /services/{partnum}"
  package static let expectedCheck = "assertion"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    guard call.parameters["partnum"] == "100101" else { return }
    call.parameters["partnum"] = "100102"
  }
}
