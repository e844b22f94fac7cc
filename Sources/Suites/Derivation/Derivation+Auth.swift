import Contracts
import Evidence

extension Derivation {
  /// The positive request without its credential, and with one that nobody issued.
  ///
  /// Sent with the positive arguments: a target that looks for the thing before the token would
  /// answer 404 for another one and hide that it forgot the token.
  func unauthorised(_ subject: Subject) -> [Case] {
    let operation = subject.operation
    guard operation.requiresCredential, subject.blocker == nil else { return [] }
    let cell =
      operation.responses.contains { $0.status == .code(401) }
      ? [Contract.ObligationID.status(operation.id, 401)] : []
    return Contract.CredentialDefect.allCases.map { defect in
      var request = subject.request
      let circumstance: String
      switch defect {
      case .absent:
        request.credential = .absent
        circumstance = "no token was sent"
      case .malformed:
        request.credential = .literal(HTTPRequest.malformedCredential)
        circumstance = "the token was none that the target issued"
      }
      return derived(
        subject, intent: .auth, name: "token-\(defect.rawValue)",
        title: "refuses \(defect == .absent ? "a missing" : "a malformed") token",
        request: request,
        expectation: Expectation(.unauthorised, [401], circumstance: circumstance),
        obligations: cell + [Contract.ObligationID.security(operation.id, defect)],
        blocker: blocker(subject.lacking, of: operation), needsSetup: true)
    }
  }
}
