/// A method that a path lacks is answered with 404, not 405.
package struct MethodNotFoundFault: Fault {
  package let id = "method-not-found"
  package let summary = "A method that a path lacks is answered with 404, not 405"
  package let scope = FaultScope.otherMethods
  package let expectedCheck = "method-not-allowed"
  package let isOnlyWarned = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 405 else { return }
    response = Problem.unknownPath.response
  }
}
