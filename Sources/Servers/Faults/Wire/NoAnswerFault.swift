/// The connection closes instead of an answer about the call.
package struct NoAnswerFault: SingleFault {
  package static let id = "no-answer"
  package static let summary = "The connection closes instead of an answer about the call"
  package static let operation = "GET /customers/{MSISDN}/calls/details"
  package static let expectedCheck = "transport"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.delivery = .none
  }
}
