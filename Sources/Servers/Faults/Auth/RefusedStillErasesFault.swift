/// Erasing a recording without a token is refused and done all the same.
package struct RefusedStillErasesFault: Fault {
  package let id = "refused-still-erases"
  package let summary = "Erasing a recording without a token is refused and done all the same"
  package let scope = FaultScope.operations([
    "GET /calls/{idCall}/recordings",
    "GET /calls/{idFormat}/{idCall}/recordings",
  ])
  package let expectedCheck = "positive-rejected"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    if erases(call) { call.skipsAuthorization = true }
  }

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    if erases(call) { response = RefusedStillChangesFault.refusal }
  }

  private func erases(_ call: FaultableCall) -> Bool {
    call.operation == "GET /calls/{idCall}/recordings"
      && call.request.header("authorization") == nil
  }
}
