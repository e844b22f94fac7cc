import Evidence

/// Something that keeps a run from passing though no case shows it, as a report of cases tells it.
///
/// A report in which everything is green must never belong to a run that did not pass.
struct RunShortfall: Sendable, Hashable {
  /// What was expected of the run, for instance `at least one case is judged`.
  var title: String
  /// Whether it tells of the target or of what was demanded; false where the run could not judge.
  var isFailure: Bool
  /// What came of it, in one sentence without a final full stop.
  var sentence: String
  /// What was found, where it is findings.
  var findings: [Finding] = []

  /// The shortfalls of a run.
  ///
  /// - Parameter errors: cases that the report shows as not judged.
  static func list(_ outcome: RunOutcome, errors: Int) -> [RunShortfall] {
    var list: [RunShortfall] = []
    for obstacle in outcome.obstacles {
      let title: String
      var isFailure = true
      var findings: [Finding] = []
      switch obstacle {
      case .failedCases, .inconclusiveCases: continue
      case .nothingJudged where errors > 0 || !list.isEmpty: continue
      case .nothingJudged: (title, isFailure) = ("at least one case is judged", false)
      case .interrupted: (title, isFailure) = ("the run comes to its end", false)
      case .warnings: title = "no warnings"
      case .coverage(let coverage):
        let percent = Numbers.percent(coverage.demand.percent)
        title = "at least \(percent) of the \(coverage.demand.noun(2)) are discharged"
      case .nothingShown: (title, isFailure) = ("some promise of the contract is shown", false)
      case .unshown(let all): (title, findings) = ("everything documented is shown", all)
      case .expired: title = "no known failure has expired"
      case .flaky: title = "no case is flaky"
      case .released: title = "no quarantine has expired"
      case .stale: title = "every known failure is still seen"
      }
      list.append(
        RunShortfall(
          title: title, isFailure: isFailure, sentence: obstacle.sentence, findings: findings))
    }
    return list
  }
}
