/// The profile of another account is answered, with its lines and services.
package struct OthersProfileFault: Fault {
  package let id = "others-profile"
  package let summary = "The profile of another account is answered, with its lines and services"
  package let scope = FaultScope.operations([
    "GET /accounts/profiles/{profileId}",
    "GET /accounts/profiles/{profileId}/lines",
    "GET /accounts/profiles/{profileId}/services",
  ])
  package let expectedCheck = "assertion"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    guard call.parameters["profileId"] == "7001" else { return }
    call.parameters["profileId"] = "7002"
  }
}
