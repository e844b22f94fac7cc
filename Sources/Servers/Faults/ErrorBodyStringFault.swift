import Documents

/// The 404 for an unknown document has a string as error.
package struct ErrorBodyStringFault: SingleFault {
  package static let id = "error-body-string"
  package static let summary = "The 404 for an unknown document has a string as error"
  package static let operation = "GET /documents/{documentId}"
  package static let expectedCheck = "error-body"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 404 else { return }
    response.setMember("error", .string("not found"))
  }
}
