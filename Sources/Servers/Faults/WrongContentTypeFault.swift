/// The accounts are sent as text/plain.
package struct WrongContentTypeFault: SingleFault {
  package static let id = "wrong-content-type"
  package static let summary = "The accounts are sent as text/plain"
  package static let operation = "GET /accounts"
  package static let expectedCheck = "content-type"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.setHeader("Content-Type", "text/plain")
  }
}
