/// Content-Length is 5 bytes less than the document has.
package struct LengthTooShortFault: SingleFault {
  package static let id = "length-too-short"
  package static let summary = "Content-Length is 5 bytes less than the document has"
  package static let operation = "GET /documents/{documentId}"
  package static let expectedCheck = "transport"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.setHeader("Content-Length", String(max(0, response.bytes.count - 5)))
  }
}
