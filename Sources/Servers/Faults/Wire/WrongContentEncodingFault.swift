/// The accounts are called gzip and are not.
package struct WrongContentEncodingFault: SingleFault {
  package static let id = "wrong-content-encoding"
  package static let summary = "The accounts are called gzip and are not"
  package static let operation = "GET /accounts"
  package static let expectedCheck = "transport"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.setHeader("Content-Encoding", "gzip")
  }
}
