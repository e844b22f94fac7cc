import Documents

/// The token's lifetime is a word.
package struct TokenLifetimeTextFault: Fault {
  package let id = "token-lifetime-text"
  package let summary = "The token's lifetime is a word"
  package let scope = FaultScope.tokenEndpoint
  package let expectedCheck = "token-answer"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.setMember("expires_in", .string("an hour"))
  }
}
