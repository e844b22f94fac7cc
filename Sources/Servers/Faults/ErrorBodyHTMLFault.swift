/// The 404 for an unknown customer is a gateway's HTML page.
package struct ErrorBodyHTMLFault: SingleFault {
  package static let id = "error-body-html"
  package static let summary = "The 404 for an unknown customer is a gateway's HTML page"
  package static let operation = "GET /customers/{nit}/portfolio"
  package static let expectedCheck = "error-body"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 404 else { return }
    response.setHeader("Content-Type", "text/html")
    response.body = .bytes(Array("<html><body><h1>404 Not Found</h1></body></html>".utf8))
  }
}
