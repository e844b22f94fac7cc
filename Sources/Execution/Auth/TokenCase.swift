import Evidence

/// The case of its own in which reports show how a token was had: a token endpoint is a part of the
/// target that no operation of the contract describes, and RFC 6749 §5.1 does.
enum TokenCase {
  /// - Parameter user: empty for the run's own credential, else whose it is.
  static func result(
    _ client: ClientCredentials, _ outcome: TokenProvider.Outcome, user: String, started: Double
  ) -> CaseResult {
    let isBroken = outcome.findings.contains(where: \.isFailure)
    let verdict: Verdict = isBroken ? .failed : outcome.reason == nil ? .passed : .inconclusive
    let suffix = user.isEmpty ? "" : " for the \(user) user"
    return CaseResult(
      id: user.isEmpty ? "auth:token" : "auth:token:\(user)",
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
