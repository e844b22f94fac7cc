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
    var result = CaseResult(
      id: item.id, title: item.title, group: item.group, intent: item.intent.rawValue,
      verdict: verdict, steps: steps, reason: verdict == .failed ? nil : reason,
      obligations: outcomes(verdict, memo), range: item.range,
      isInvented: item.invention != nil, started: started, duration: duration)
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

  private func outcomes(_ verdict: Verdict, _ memo: OutcomeMemo?) -> [ObligationOutcome] {
    let own = item.obligations.map { ownOutcome($0, verdict) }
    return memo?.merged(own, seen) ?? ObligationMerge.merged(own, seen)
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
        id == lastCell
        || (id.utf8.starts(with: Contract.ObligationID.statusPrefix.utf8)
          ? lastCell == nil && id == step.operation.cell(of: status).id
          : step.expectation.statuses.contains(status))
      if isShown { return ObligationOutcome(id: id, state: .discharged) }
      return ObligationOutcome(id: id, state: .notReached, reason: "answered \(status)")
    }
  }
}
