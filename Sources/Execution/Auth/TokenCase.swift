import Evidence

/// The case of its own in which reports show how a token was had: a token endpoint is a part of the
/// target that no operation of the contract describes, and RFC 6749 §5.1 does.
package enum TokenCase {
  /// What the ids of such cases begin with.
  fileprivate static let id = "auth:token"

  /// Whether an id is that of such a case, which no plan holds.
  package static func isOne(_ id: String) -> Bool {
    id == Self.id || id.hasPrefix("\(Self.id):")
  }

  /// - Parameter use: what the token is for, besides calling operations as the run's own user.
  static func result(
    _ client: ClientCredentials, _ outcome: TokenProvider.Outcome, use: Wallet.Use, started: Double
  ) -> CaseResult {
    result(
      client, outcome.exchange, outcome.findings, outcome.reason, use: use, started: started)
  }

  /// The same of a request for a token that is known otherwise.
  ///
  /// - Parameter reason: why there is no token.
  static func result(
    _ client: ClientCredentials, _ exchange: Exchange, _ findings: [Finding], _ reason: Reason?,
    use: Wallet.Use, started: Double
  ) -> CaseResult {
    let isBroken = findings.contains(where: \.isFailure)
    let verdict: Verdict = isBroken ? .failed : reason == nil ? .passed : .inconclusive
    let suffix =
      switch use {
      case .own: ""
      case .other: " for the other user"
      case .wrongScope: " of another scope"
      }
    return CaseResult(
      id: use.caseID, title: "gives a token\(suffix), as RFC 6749 says", group: "authentication",
      intent: "auth", verdict: verdict,
      steps: [
        StepResult(
          role: .test, operation: TokenProvider.operation(client), expectation: "200",
          exchange: exchange, findings: findings)
      ],
      reason: isBroken ? nil : reason, started: started, duration: exchange.duration)
  }
}

extension Wallet.Use {
  /// What the case is called that shows how such a token was had.
  var caseID: String { self == .own ? TokenCase.id : "\(TokenCase.id):\(rawValue)" }
}
