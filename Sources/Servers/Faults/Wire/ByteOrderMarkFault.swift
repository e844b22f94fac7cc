/// The line begins with a byte order mark.
package struct ByteOrderMarkFault: SingleFault {
  package static let id = "byte-order-mark"
  package static let summary = "The line begins with a byte order mark"
  package static let operation = "GET /accounts/profiles"
  package static let expectedCheck = "wire-json"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.rewriteBytes { [0xEF, 0xBB, 0xBF] + $0 }
  }
}
