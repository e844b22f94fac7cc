package import Evidence

extension Replayer {
  /// Judges the case of a token again; nil where the credentials have no client that asks for one, or
  /// nothing was recorded.
  package static func token(
    _ recorded: CaseResult, _ credentials: RunCredentials
  ) -> CaseResult? {
    let books: [(use: Wallet.Use, book: CredentialBook?)] = [
      (.own, credentials.own), (.other, credentials.other), (.wrongScope, credentials.wrongScope),
    ]
    guard let (use, book) = books.first(where: { $0.use.caseID == recorded.id }),
      case .client(let client) = book?.source, let exchange = recorded.steps.first?.exchange
    else { return nil }
    var findings: [Finding] = []
    var reason: Reason?
    if let response = exchange.response {
      do throws(TokenAnswer.Refusal) {
        findings = try TokenAnswer(response, to: client).findings
      } catch {
        reason = TokenProvider.reason(client, error.message, error.remedy)
        findings = error.finding.map { [$0] } ?? []
      }
    } else {
      let failure = exchange.failure
      reason = TokenProvider.reason(
        client, failure?.message ?? "nothing was sent", failure?.remedy)
    }
    var result = TokenCase.result(
      client, exchange, findings, reason, use: use, started: recorded.started)
    result.duration = recorded.duration
    // Why a request was cut off is known to the run alone.
    if result.reason != nil, exchange.failure?.kind == .cancelled {
      result.reason = recorded.reason ?? result.reason
    }
    return result
  }
}
