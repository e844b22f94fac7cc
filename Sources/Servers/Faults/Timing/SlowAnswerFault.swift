/// The catalogue entry takes two seconds.
package struct SlowAnswerFault: SingleFault {
  package static let id = "slow-answer"
  package static let summary = "The catalogue entry takes two seconds"
  package static let operation = "GET /services/{partnum}"
  package static let expectedCheck = "latency"
  package static let isMovable = true
  /// How long it takes.
  package static let seconds = 2.0

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.delay = Self.seconds
  }
}
