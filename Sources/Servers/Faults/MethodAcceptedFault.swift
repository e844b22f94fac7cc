import Documents

/// A method that a path lacks is answered with 200.
package struct MethodAcceptedFault: Fault {
  package let id = "method-accepted"
  package let summary = "A method that a path lacks is answered with 200"
  package let scope = FaultScope.otherMethods
  package let expectedCheck = "method-not-allowed"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 405 else { return }
    response = .json(.object([]))
  }
}
