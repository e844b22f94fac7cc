import Checks
import Contracts
import Documents
import Inputs
import Reports
import Suites

extension JudgementOptions {
  /// Throws for an id that no check has: silence would be taken for a pass.
  func checkNames() throws(Failure) {
    let known = Judgement.knownChecks
    for (option, ids) in [("--check", check), ("--skip-check", skipCheck)] {
      for id in ids where !known.contains(id) {
        throw .unusable(
          "\(option) names no check: `\(id)`",
          remedy: Suggestion.nearest(to: id, among: known).map { "did you mean `\($0)`?" }
            ?? "`muster checks` lists them")
      }
    }
    if choice.checkIDs.isEmpty {
      throw .unusable(
        "--check and --skip-check leave no check, so everything would pass",
        remedy: "leave one of them out")
    }
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
