/// The accounts are answered without the required idType.
package struct MissingParameterAcceptedFault: SingleFault {
  package static let id = "missing-parameter-accepted"
  package static let summary = "The accounts are answered without the required idType"
  package static let operation = "GET /accounts"
  package static let expectedCheck = "required-parameter"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    guard !call.request.query.contains(where: { $0.name == "idType" }) else { return }
    call.request.query.append(("idType", "NIT"))
  }
}
