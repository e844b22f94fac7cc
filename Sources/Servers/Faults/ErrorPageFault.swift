/// The 400 for an invalid partnum is an HTML page.
package struct ErrorPageFault: SingleFault {
  package static let id = "error-page"
  package static let summary = "The 400 for an invalid partnum is an HTML page"
  package static let operation = "GET /services/{partnum}"
  package static let expectedCheck = "error-body"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 400 else { return }
    response.setText(
      "<html><body><h1>400 Bad Request</h1></body></html>", mediaType: "text/html")
  }
}
