/// The 401 of the documents is plain text.
package struct UnauthorisedTextFault: SingleFault {
  package static let id = "unauthorised-text"
  package static let summary = "The 401 of the documents is plain text"
  package static let operation = "GET /documents/{documentId}"
  package static let expectedCheck = "error-body"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 401 else { return }
    response.setText("unauthorized", mediaType: "text/plain")
  }
}
