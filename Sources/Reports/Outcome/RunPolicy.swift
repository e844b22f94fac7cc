package import Evidence

/// What a run's verdict depends on besides its cases.
package struct RunPolicy: Sendable, Hashable {
  /// A warning fails the run (`--fail-on warning`).
  package var failOnWarning: Bool
  /// Percent of the contract's status cells that must be discharged (`--require-coverage`); nil:
  /// no demand.
  package var requiredCoverage: Double?
  /// How bad it is, by check, that no answer of the whole run showed something; checks that are
  /// not named say nothing, and none does where cases were left out on purpose.
  package var runSeverities: [String: Finding.Severity]

  package init(
    failOnWarning: Bool = false, requiredCoverage: Double? = nil,
    runSeverities: [String: Finding.Severity] = [:]
  ) {
    self.failOnWarning = failOnWarning
    self.requiredCoverage = requiredCoverage
    self.runSeverities = runSeverities
  }
}
