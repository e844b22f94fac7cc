import Documents

/// The 404 for an unknown profile's lines is {}.
package struct ErrorEmptyObjectFault: SingleFault {
  package static let id = "error-empty-object"
  package static let summary = "The 404 for an unknown profile's lines is {}"
  package static let operation = "GET /accounts/profiles/{profileId}/lines"
  package static let expectedCheck = "error-body"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 404 else { return }
    response.body = .json(.object([]))
  }
}
