/// OPTIONS lists no method but itself.
package struct OptionsIncompleteFault: Fault {
  package let id = "options-incomplete"
  package let summary = "OPTIONS lists no method but itself"
  package let scope = FaultScope.otherMethods
  package let expectedCheck = "head-options"
  package let isOnlyWarned = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard call.request.method == "OPTIONS" else { return }
    response.setHeader("Allow", "OPTIONS")
  }
}
