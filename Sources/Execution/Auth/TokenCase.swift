import Evidence

/// The case of its own in which reports show how a token was had: a token endpoint is a part of the
/// target that no operation of the contract describes, and RFC 6749 §5.1 does.
enum TokenCase {
  /// - Parameter use: what the token is for, besides calling operations as the run's own user.
  static func result(
    _ client: ClientCredentials, _ outcome: TokenProvider.Outcome, use: Wallet.Use, started: Double
  ) -> CaseResult {
    let isBroken = outcome.findings.contains(where: \.isFailure)
    let verdict: Verdict = isBroken ? .failed : outcome.reason == nil ? .passed : .inconclusive
    let suffix =
      switch use {
      case .own: ""
      case .other: " for the other user"
      case .wrongScope: " of another scope"
      }
    return CaseResult(
      id: use == .own ? "auth:token" : "auth:token:\(use.rawValue)",
      title: "gives a token\(suffix), as RFC 6749 says", group: "authentication", intent: "auth",
      verdict: verdict,
      steps: [
        StepResult(
          role: .test, operation: TokenProvider.operation(client), expectation: "200",
          exchange: outcome.exchange, findings: outcome.findings)
      ],
      reason: isBroken ? nil : outcome.reason, started: started,
      duration: outcome.exchange.duration)
  }
}
