/// The 404 of an unknown document is JSON that is called text/plain.
package struct ErrorMediaTypeFault: SingleFault {
  package static let id = "error-media-type"
  package static let summary = "The 404 of an unknown document is JSON that is called text/plain"
  package static let operation = "GET /documents/{documentId}"
  package static let expectedCheck = "content-type"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 404 else { return }
    response.setHeader("Content-Type", "text/plain")
  }
}
