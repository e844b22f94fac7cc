/// The document answers to a token under any scheme's name.
package struct WrongSchemeAcceptedFault: SingleFault {
  package static let id = "wrong-scheme-accepted"
  package static let summary = "The document answers to a token under any scheme's name"
  package static let operation = "GET /documents/{documentId}"
  package static let expectedCheck = "auth-enforced"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    guard let place = call.request.headers.firstIndex(where: { $0.name == "authorization" }) else {
      return
    }
    let token = call.request.headers[place].value.drop { $0 != " " }
    call.request.headers[place].value = "Bearer\(token)"
  }
}
