package import Evidence

/// What a run's verdict depends on besides its cases.
package struct RunPolicy: Sendable, Hashable {
  /// A warning fails the run (`--fail-on warning`).
  package var failOnWarning: Bool
  /// Percent of the contract's status cells that must be discharged (`--require-coverage`); nil:
  /// no demand.
  package var requiredCoverage: Double?
  /// What a documented property is that no answer had; it is nothing where cases were left out on
  /// purpose.
  package var unseenProperties: Finding.Severity?

  package init(
    failOnWarning: Bool = false, requiredCoverage: Double? = nil,
    unseenProperties: Finding.Severity? = nil
  ) {
    self.failOnWarning = failOnWarning
    self.requiredCoverage = requiredCoverage
    self.unseenProperties = unseenProperties
  }
}
