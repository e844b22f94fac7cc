/// The document of another customer of the segment is answered.
package struct OthersDocumentFault: SingleFault {
  package static let id = "others-document"
  package static let summary = "The document of another customer of the segment is answered"
  package static let operation = "GET /documents/{documentId}"
  package static let expectedCheck = "assertion"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    guard call.parameters["documentId"] == "52345678",
      call.request.query.contains(where: { $0 == ("movil", "573101234567") })
    else { return }
    call.parameters["documentId"] = "79876543"
    call.request.query.removeAll { $0.name == "document" }
    for place in call.request.query.indices where call.request.query[place].name == "movil" {
      call.request.query[place].value = "573117654321"
    }
  }
}
