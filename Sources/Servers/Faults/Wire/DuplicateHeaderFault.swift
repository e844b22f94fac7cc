/// The profile's lines have two different Content-Types.
package struct DuplicateHeaderFault: SingleFault {
  package static let id = "duplicate-header"
  package static let summary = "The profile's lines have two different Content-Types"
  package static let operation = "GET /accounts/profiles/{profileId}/lines"
  package static let expectedCheck = "response-headers"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.headers.append(("Content-Type", "application/json;charset=latin1"))
  }
}
