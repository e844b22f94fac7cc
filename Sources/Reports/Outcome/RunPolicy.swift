package import Evidence

/// What a run's verdict depends on besides its cases.
package struct RunPolicy: Sendable, Hashable {
  /// A warning fails the run (`--fail-on warning`).
  package var failOnWarning: Bool
  /// A case that passed only because a request was sent again fails the run (`--fail-on flaky`).
  package var failOnFlaky: Bool
  /// What must be discharged of the contract's promises (`--require-coverage`).
  package var requiredCoverage: [CoverageDemand]
  /// How bad it is, by check, that no answer of the whole run showed something; checks that are
  /// not named say nothing, and none does where cases were left out on purpose.
  package var runSeverities: [String: Finding.Severity]
  /// What may be broken without failing the run (`--baseline`).
  package var baseline: Baseline?
  /// Cases that may fail without failing the run (`--quarantine`).
  package var quarantine: Quarantine?

  package init(
    failOnWarning: Bool = false, failOnFlaky: Bool = false, requiredCoverage: [CoverageDemand] = [],
    runSeverities: [String: Finding.Severity] = [:], baseline: Baseline? = nil,
    quarantine: Quarantine? = nil
  ) {
    self.failOnFlaky = failOnFlaky
    self.quarantine = quarantine
    self.failOnWarning = failOnWarning
    self.requiredCoverage = requiredCoverage
    self.runSeverities = runSeverities
    self.baseline = baseline
  }

  /// The event with everything marked that is agreed to be broken for a while.
  package func marked(_ event: RunEvent) -> RunEvent {
    let event = baseline?.marked(event) ?? event
    return quarantine?.marked(event) ?? event
  }
}
