import Documents

/// The recording's route is missing.
package struct MissingFieldFault: SingleFault {
  package static let id = "missing-field"
  package static let summary = "The recording's route is missing"
  package static let operation = "GET /calls/{idFormat}/{idCall}/recordings"
  package static let expectedCheck = "body-schema"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.changeMembers { $0["route"] = nil }
  }
}
