/// What a case came to.
package enum Verdict: String, Sendable, CaseIterable {
  /// Every check that applies was evaluated and held.
  case passed
  /// The target broke the contract.
  case failed
  /// The target could not be judged.
  case inconclusive
  /// Deliberately not run.
  case skipped
}

/// Why a case was not judged.
package struct Reason: Sendable, Hashable {
  /// Stable kebab-case identifier, for instance `fixture-missing`.
  package var code: String
  /// In one sentence without a final full stop.
  package var message: String
  package var remedy: String?

  package init(code: String, message: String, remedy: String? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }
}

extension Reason {
  /// Why a case is skipped that belongs to another part of the plan.
  package static let otherShard = Reason(code: "shard", message: "another shard runs it")
}

/// What became of one obligation.
package struct ObligationOutcome: Sendable, Hashable {
  package enum State: String, Sendable, CaseIterable {
    case discharged, failed
    case notReached = "not-reached"
  }

  package var id: String
  package var state: State
  /// Why it was not reached or what failed; nil when discharged.
  package var reason: String?

  package init(id: String, state: State, reason: String? = nil) {
    self.id = id
    self.state = state
    self.reason = reason
  }
}
