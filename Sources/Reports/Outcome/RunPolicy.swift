package import Evidence

/// What a run's verdict depends on besides its cases.
package struct RunPolicy: Sendable, Hashable {
  /// A warning fails the run (`--fail-on warning`).
  package var failOnWarning: Bool
  /// What must be discharged of the contract's promises (`--require-coverage`).
  package var requiredCoverage: [CoverageDemand]
  /// How bad it is, by check, that no answer of the whole run showed something; checks that are
  /// not named say nothing, and none does where cases were left out on purpose.
  package var runSeverities: [String: Finding.Severity]
  /// What may be broken without failing the run (`--baseline`).
  package var baseline: Baseline?

  package init(
    failOnWarning: Bool = false, requiredCoverage: [CoverageDemand] = [],
    runSeverities: [String: Finding.Severity] = [:], baseline: Baseline? = nil
  ) {
    self.failOnWarning = failOnWarning
    self.requiredCoverage = requiredCoverage
    self.runSeverities = runSeverities
    self.baseline = baseline
  }
}
