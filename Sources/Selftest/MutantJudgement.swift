import Evidence
import Reports

/// Says what became of a fault from what its run showed.
struct MutantJudgement: Sendable {
  let policy: RunPolicy
  /// Cases of the plan.
  let planned: Int

  /// - Parameter isInterrupted: the selftest was stopped, and the run with it.
  func result(_ mutant: Mutant, _ record: Trial.Record, isInterrupted: Bool) -> MutantResult {
    let heard = record.heard
    var result = MutantResult(mutant, .survived)
    result.kills = heard.kills
    result.warnings = heard.warnings
    result.casesRun = heard.ran.count
    result.casesInconclusive = heard.inconclusive.count
    result.requests = heard.tally.requests
    result.interventions = record.interventions
    result.duration = record.duration
    result.isCutShort = heard.hasEnough && heard.ran.count < planned
    if heard.hasEnough {
      result.fate = .killed
      return result
    }
    // What only the whole run shows is told at its end.
    let unshown = heard.tally.runFindings(under: policy).filter { $0.severity == .failure }
    result.kills += unshown.map { Kill($0, of: "") }
    switch heard.tally.outcome(under: policy).verdict {
    case .failed:
      if result.kills.isEmpty { result.kills = demanded(heard) }
      result.fate = .killed
    case .interrupted:
      result.fate = result.kills.isEmpty ? .notRun : .killed
      result.reason = isInterrupted ? "the selftest was interrupted" : "its run was interrupted"
    case .passed, .inconclusive:
      result.fate = mutant.equivalence == nil ? fate(heard) : .equivalent
      result.reason = mutant.equivalence ?? reason(mutant, result, heard)
    }
    return result
  }

  /// A run that failed without a failing case: warnings or coverage were made to count.
  private func demanded(_ heard: TrialWitness.State) -> [Kill] {
    let obstacles = heard.tally.outcome(under: policy).obstacles
    guard let first = obstacles.first else { return [] }
    guard case .warnings = first else {
      return [Kill(caseID: "", check: "coverage", operation: "", message: first.sentence)]
    }
    return heard.warnings.keys.sorted().map {
      Kill(caseID: "", check: $0, operation: "", message: first.sentence)
    }
  }

  private func fate(_ heard: TrialWitness.State) -> MutantResult.Fate {
    heard.tally.counts.judged == 0 ? .unjudged : .survived
  }

  private func reason(
    _ mutant: Mutant, _ result: MutantResult, _ heard: TrialWitness.State
  ) -> String {
    let lost = heard.inconclusive.values.map(\.message).min()
    if heard.tally.counts.judged == 0 { return lost ?? "no case was judged" }
    if !heard.warnings.isEmpty {
      let checks = heard.warnings.keys.sorted().joined(separator: ", ")
      return mutant.isOnlyWarned && heard.warnings[mutant.expectedCheck] != nil
        ? "noticed as a warning of \(checks), which fails no run unless warnings are made to count"
        : "nothing but warnings of \(checks)"
    }
    if result.interventions.concerned == 0 { return "no request of the plan concerned it" }
    if result.interventions.changed == 0 {
      return "none of \(Plural.of(result.interventions.concerned, "request")) that concern it"
        + " brought about what it breaks"
    }
    if let lost {
      return "\(Plural.of(heard.inconclusive.count, "case")) could not be judged, and none failed:"
        + " \(lost)"
    }
    return "\(Plural.of(result.interventions.changed, "exchange")) showed it, and no check minded"
  }
}
