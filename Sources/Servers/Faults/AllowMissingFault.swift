/// The 405 for a method that a path lacks does not say which it has.
package struct AllowMissingFault: Fault {
  package let id = "allow-missing"
  package let summary = "The 405 for a method that a path lacks does not say which it has"
  package let scope = FaultScope.otherMethods
  package let expectedCheck = "method-not-allowed"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 405 else { return }
    response.removeHeader("Allow")
  }
}
