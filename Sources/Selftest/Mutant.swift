/// A fault as the selftest sees it: all that is known before it is tried.
package struct Mutant: Sendable, Hashable {
  /// Where a fault shows, so that the cases which look there are tried first.
  package enum Place: Sendable, Hashable {
    /// In answers of an operation, for instance `GET /accounts`; nil: whatever their status.
    case answer(operation: String, status: Int?)
    /// In answers to methods that their path lacks.
    case otherMethods
    /// In what the token endpoint answers, which a run asks before all else.
    case token
  }

  /// Stable, as on the command line.
  package var id: String
  /// What the broken target does, in one sentence without a final full stop.
  package var summary: String
  /// What it concerns, for people.
  package var scope: String
  /// The id of the check that has to notice.
  package var expectedCheck: String
  /// True where the standards leave a doubt, so that what is found is a warning.
  package var isOnlyWarned: Bool
  /// Why nothing can notice, where the contract allows what the broken target does.
  package var equivalence: String?
  /// Why this target can't have it; nil: it can, and is tried.
  package var inapplicable: String?
  /// Empty: nobody knows.
  package var places: [Place]

  package init(
    id: String, summary: String, scope: String, expectedCheck: String, isOnlyWarned: Bool = false,
    equivalence: String? = nil, inapplicable: String? = nil, places: [Place] = []
  ) {
    self.id = id
    self.summary = summary
    self.scope = scope
    self.expectedCheck = expectedCheck
    self.isOnlyWarned = isOnlyWarned
    self.equivalence = equivalence
    self.inapplicable = inapplicable
    self.places = places
  }
}
