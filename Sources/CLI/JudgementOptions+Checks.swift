import Checks
import Inputs
import Reports
import Suites

extension JudgementOptions {
  /// Throws for an id that no check has, and where none is left.
  func checkNames() throws(Failure) {
    try choice.demandChecks(named: ("--check", "--skip-check"))
  }

  /// What the options say, for whoever judges.
  var choice: Judgement {
    Judgement(
      strictness: strictness, checks: check, skippedChecks: skipCheck,
      maxLatency: maxLatency.flatMap { LatencyLimits.read($0) },
      failsOnWarning: failOn.contains(.warning), failsOnFlaky: failOn.contains(.flaky),
      requiredCoverage: requireCoverage.compactMap { CoverageDemand(parsing: $0) })
  }

  /// Fits to a plan, as ``Judgement`` does.
  mutating func adapt(to plan: Plan) {
    var choice = choice
    choice.adapt(to: plan)
    strictness = choice.strictness
    skipCheck = choice.skippedChecks
  }
}
