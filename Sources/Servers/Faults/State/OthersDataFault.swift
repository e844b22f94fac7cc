/// The account of another company is answered.
package struct OthersDataFault: SingleFault {
  package static let id = "others-data"
  package static let summary = "The account of another company is answered"
  package static let operation = "GET /accounts/{accountId}"
  package static let expectedCheck = "assertion"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    guard call.parameters["accountId"] == "4001" else { return }
    call.parameters["accountId"] = "4003"
  }
}
