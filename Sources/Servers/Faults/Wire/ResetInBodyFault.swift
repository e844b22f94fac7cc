/// The connection is reset in the middle of the portfolio.
package struct ResetInBodyFault: SingleFault {
  package static let id = "reset-in-body"
  package static let summary = "The connection is reset in the middle of the portfolio"
  package static let operation = "GET /customers/{nit}/portfolio"
  package static let expectedCheck = "transport"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.delivery = .reset(after: response.bytes.count / 2)
  }
}
