/// The account's profiles end before their JSON does.
package struct TruncatedJSONFault: SingleFault {
  package static let id = "truncated-json"
  package static let summary = "The account's profiles end before their JSON does"
  package static let operation = "GET /accounts/{accountId}/profiles"
  package static let expectedCheck = "wire-json"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.rewriteBytes { Array($0.dropLast(5)) }
  }
}
