/// The portfolio is answered with a redirect.
package struct RedirectFault: SingleFault {
  package static let id = "redirect"
  package static let summary = "The portfolio is answered with a redirect"
  package static let operation = "GET /customers/{nit}/portfolio"
  package static let expectedCheck = "status-code"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response = ServerResponse(status: 302, headers: [("Location", "/login")])
  }
}
