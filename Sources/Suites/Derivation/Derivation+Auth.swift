import Contracts
import Evidence

extension Derivation {
  /// The positive request without its credential, and with each that is not good enough.
  ///
  /// Sent with the positive arguments: a target that looks for the thing before the token would
  /// answer 404 for another one and hide that it forgot the token.
  func unauthorised(_ subject: Subject) -> [Case] {
    let operation = subject.operation
    guard operation.requiresCredential, subject.blocker == nil else { return [] }
    var defects = contract.credentialDefects(of: operation)
    // Whoever names another user knows better than the contract whether there are any.
    if !defects.contains(.foreign) { defects.append(.foreign) }
    return defects.compactMap { defect in
      guard let attempt = attempt(defect, subject) else { return nil }
      var request = subject.request
      request.credential = attempt.credential
      let cells = documentedCodes(operation, among: attempt.expectation.statuses)
        .map { Contract.ObligationID.status(operation.id, $0) }
      var item = derived(
        subject, intent: .auth, name: "token-\(defect.rawValue)", title: attempt.title,
        request: request, expectation: attempt.expectation,
        obligations: (defect == .foreign ? [] : cells)
          + [Contract.ObligationID.security(operation.id, defect)],
        blocker: blocker(subject.lacking, of: operation), needsSetup: true)
      if defect == .wrongScope || defect == .foreign { lookAtTokens(&item) }
      return item
    }
  }

  /// Asks first whether the target looks at tokens at all: where it doesn't, that is what is wrong, and
  /// not that it takes this one.
  private func lookAtTokens(_ item: inout Case) {
    guard var first = item.steps.last else { return }
    first.request.credential = Self.malformed.credential
    first.expectation = Self.malformed.expectation
    item.steps.insert(first, at: item.steps.count - 1)
  }

  /// A request with a credential that is not good enough.
  private struct Attempt {
    var credential: RequestTemplate.Credential
    var title: String
    var expectation: Expectation
  }

  private static let malformed = Attempt(
    credential: .literal(HTTPRequest.malformedCredential), title: "refuses a malformed token",
    expectation: Expectation(
      .unauthorised, [401], circumstance: "the token was none that the target issued"))

  /// Nil where no such credential is at hand.
  private func attempt(_ defect: Contract.CredentialDefect, _ subject: Subject) -> Attempt? {
    func refused(_ circumstance: String) -> Expectation {
      Expectation(.unauthorised, [401], circumstance: circumstance)
    }
    switch defect {
    case .absent:
      return Attempt(
        credential: .absent, title: "refuses a missing token",
        expectation: refused("no token was sent"))
    case .malformed: return Self.malformed
    case .wrongScheme:
      return contract.foreignScheme(of: subject.operation).map { scheme in
        Attempt(
          credential: .scheme(scheme), title: "refuses the credential as \(scheme)",
          expectation: refused("the credential was sent as \(scheme)"))
      }
    case .inQuery:
      return Attempt(
        credential: .inQuery, title: "refuses a token in the URL",
        expectation: Expectation(
          .misplaced, [401], circumstance: "the token stood in the URL instead of a header"))
    case .expired:
      guard credentials.contains(.expired) else { return nil }
      return Attempt(
        credential: .expired, title: "refuses an expired token",
        expectation: refused("the token had expired"))
    case .wrongScope:
      guard credentials.contains(.wrongScope) else { return nil }
      let scopes = fixtures.credentials.wrongScope?.scopes ?? []
      let given = scopes.isEmpty ? "another one" : scopes.joined(separator: " ")
      return Attempt(
        credential: .wrongScope, title: "refuses a token of another scope",
        expectation: .forbidden(circumstance: "the token's scope was \(given)"))
    case .foreign:
      guard credentials.contains(.foreign), let name = owned(subject) else { return nil }
      return Attempt(
        credential: .other, title: "does not give another user what is not theirs",
        expectation: .foreign(circumstance: "\(name) belongs to the first user"))
    }
  }

  /// The parameter by which an operation asks for a thing of the user that the fixtures are about;
  /// nil where it asks for none, or for what others have too.
  private func owned(_ subject: Subject) -> String? {
    subject.slots.last { slot in
      slot.parameter?.location == .path && !subject.invented.contains(slot.id)
        && subject.request.value(in: slot) != nil && !fixtures.shared.contains(slot.short)
    }?.short
  }
}
