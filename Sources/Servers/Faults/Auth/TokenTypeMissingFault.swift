import Documents

/// The token's answer does not say its type.
package struct TokenTypeMissingFault: Fault {
  package let id = "token-type-missing"
  package let summary = "The token's answer does not say its type"
  package let scope = FaultScope.tokenEndpoint
  package let expectedCheck = "token-answer"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.changeMembers { $0["token_type"] = nil }
  }
}
