/// Content-Length promises 40 bytes more than the account's profiles have.
package struct LengthTooLongFault: SingleFault {
  package static let id = "length-too-long"
  package static let summary =
    "Content-Length promises 40 bytes more than the account's profiles have"
  package static let operation = "GET /accounts/{accountId}/profiles"
  package static let expectedCheck = "transport"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    let count = response.bytes.count
    response.setHeader("Content-Length", String(count + 40))
    response.delivery = .cut(after: count)
  }
}
