/// The accounts are answered with 299.
package struct UnknownSuccessFault: SingleFault {
  package static let id = "unknown-success"
  package static let summary = "The accounts are answered with 299"
  package static let operation = "GET /accounts"
  package static let expectedCheck = "status-code"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.status = 299
  }
}
