/// A documentId that is no integer is answered with a document.
package struct NoValidationFault: SingleFault {
  package static let id = "no-validation"
  package static let summary = "A documentId that is no integer is answered with a document"
  package static let operation = "GET /documents/{documentId}"
  package static let expectedCheck = "negative-accepted"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    guard Call.strictInteger(call.parameters["documentId"] ?? "") == nil else { return }
    call.parameters["documentId"] = "900123456"
    call.request.query = [("movil", "573001000100")]
  }
}
