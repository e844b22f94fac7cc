import Documents

/// The account's accountId is an integer, not a string.
package struct WrongTypeFault: SingleFault {
  package static let id = "wrong-type"
  package static let summary = "The account's accountId is an integer, not a string"
  package static let operation = "GET /accounts/{accountId}"
  package static let expectedCheck = "body-schema"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200, let text = call.parameters["accountId"], let id = Int(text) else {
      return
    }
    response.setMember("accountId", .integer(id))
  }
}
