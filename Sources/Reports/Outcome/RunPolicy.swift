/// What a run's verdict depends on besides its cases.
package struct RunPolicy: Sendable, Hashable {
  /// A warning fails the run (`--fail-on warning`).
  package var failOnWarning: Bool
  /// Percent of the contract's status cells that must be discharged (`--require-coverage`); nil:
  /// no demand.
  package var requiredCoverage: Double?
  /// Every documented property must have been seen, unless cases were left out on purpose (strict).
  package var requiresEveryProperty: Bool

  package init(
    failOnWarning: Bool = false, requiredCoverage: Double? = nil,
    requiresEveryProperty: Bool = false
  ) {
    self.failOnWarning = failOnWarning
    self.requiredCoverage = requiredCoverage
    self.requiresEveryProperty = requiresEveryProperty
  }
}
