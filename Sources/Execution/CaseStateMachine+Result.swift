import Contracts
import Evidence
import Suites

extension CaseStateMachine {
  private var verdict: Verdict {
    let steps = steps
    for place in steps.indices where steps[place].findings.contains(where: \.isFailure) {
      return .failed
    }
    if item.skip != nil { return .skipped }
    return reason == nil ? .passed : .inconclusive
  }

  /// The case's result; `started` is in seconds since the run's start.
  ///
  /// - Parameter memo: what the run's cases showed last.
  func result(started: Double, sharing memo: OutcomeMemo? = nil) -> CaseResult {
    let verdict = verdict
    let outcomes = self.outcomes(verdict)
    var result = CaseResult(
      id: item.id, title: item.title, group: item.group, intent: item.intent.rawValue,
      verdict: verdict, steps: steps, reason: verdict == .failed ? nil : reason,
      obligations: memo?.shared(outcomes) ?? outcomes, range: item.range, started: started,
      duration: duration)
    result.isInvented = item.invention != nil
    if let script = item.script {
      result.tags = item.tags
      result.requirements = script.requirements
      if let expected = script.expectedFailure {
        expected.apply(to: &result, isExpired: script.isExpired)
      }
    }
    return result
  }

  private var duration: Double {
    var duration = 0.0
    for place in steps.indices { duration += steps[place].exchange.duration }
    return duration
  }

  private func outcomes(_ verdict: Verdict) -> [ObligationOutcome] {
    var merged = ObligationMerge()
    for id in item.obligations { merged.add(ownOutcome(id, verdict)) }
    for outcomes in seen { merged.add(distinct: outcomes) }
    return merged.outcomes
  }

  private func ownOutcome(_ id: String, _ verdict: Verdict) -> ObligationOutcome {
    switch verdict {
    case .failed:
      let message = steps.flatMap(\.findings).first(where: \.isFailure)?.message
      return ObligationOutcome(id: id, state: .failed, reason: message)
    case .inconclusive, .skipped:
      return ObligationOutcome(id: id, state: .notReached, reason: reason?.message)
    case .passed:
      guard let step = item.steps.last, let status = steps.last?.exchange.response?.status else {
        return ObligationOutcome(id: id, state: .discharged)
      }
      // A status cell is discharged by that very status; the others by any that was expected.
      let isShown =
        id.utf8.starts(with: Contract.ObligationID.statusPrefix.utf8)
        ? id == lastCell ?? step.operation.cell(of: status).id
        : step.expectation.statuses.contains(status)
      if isShown { return ObligationOutcome(id: id, state: .discharged) }
      return ObligationOutcome(id: id, state: .notReached, reason: "answered \(status)")
    }
  }
}
