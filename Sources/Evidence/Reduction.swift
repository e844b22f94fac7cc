/// What came of making the request of a failed case smaller as long as it fails in the same way.
package struct Reduction: Sendable, Hashable {
  /// What the case was found with; the smaller request is found with the same.
  package var finding: Finding
  /// The case, which shows it too when it is run by itself.
  package var caseID: String
  /// Requests of the smaller case, those that prepare it counted in.
  package var steps: Int
  /// The smallest request that shows it, with its answer; nil where none smaller than the case's own
  /// does.
  package var exchange: Exchange?
  /// How many requests were sent to find out.
  package var requests: Int
  /// Whether everything that could be left out or made smaller was tried.
  package var isComplete: Bool

  package init(
    finding: Finding, caseID: String, steps: Int, exchange: Exchange?, requests: Int,
    isComplete: Bool
  ) {
    self.finding = finding
    self.caseID = caseID
    self.steps = steps
    self.exchange = exchange
    self.requests = requests
    self.isComplete = isComplete
  }
}
