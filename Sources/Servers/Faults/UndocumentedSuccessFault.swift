/// Starting a process is answered with 201.
package struct UndocumentedSuccessFault: SingleFault {
  package static let id = "undocumented-success"
  package static let summary = "Starting a process is answered with 201"
  package static let operation = "POST /accounts/{accountId}/processes"
  package static let expectedCheck = "status-code"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.status = 201
  }
}
