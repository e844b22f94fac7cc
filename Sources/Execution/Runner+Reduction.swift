import Documents
import Evidence
import Suites

extension Runner {
  /// Makes the requests smaller of what failed, one cause after the other, as long as the target
  /// answers and nobody ends the run.
  func reductions(
    of plan: Plan, _ entries: ArraySlice<ReductionBook.Entry>, _ course: Course
  ) async -> [Reduction] {
    guard configuration.maxShrinks > 0, let reducer = plan.reducer else { return [] }
    var reductions: [Reduction] = []
    for entry in entries {
      guard isGoingOn(course), let search = reducer.reduction(of: plan.cases[entry.place]) else {
        continue
      }
      if let reduction = await reduction(of: entry, search, course) { reductions.append(reduction) }
    }
    return reductions
  }

  /// Nil where nothing was sent.
  private func reduction(
    of entry: ReductionBook.Entry, _ start: CaseReduction, _ course: Course
  ) async -> Reduction? {
    var search = start
    let cause = ReductionBook.Cause(entry.finding)
    var reduction = Reduction(
      finding: entry.finding, caseID: start.item.id, steps: start.item.steps.count, exchange: nil,
      requests: 0, isComplete: false)
    while isGoingOn(course), reduction.requests + reduction.steps <= configuration.maxShrinks {
      guard let candidate = search.next() else {
        reduction.isComplete = true
        break
      }
      let result = await attempt(candidate, course)
      reduction.requests += result.steps.reduce(0) { $0 + $1.exchange.attempts.count }
      let shown = result.steps.first { step in
        step.findings.contains { $0.isFailure && ReductionBook.Cause($0) == cause }
      }
      if let shown { reduction.exchange = shown.exchange }
      search.report(shown != nil)
    }
    return reduction.requests > 0 ? reduction : nil
  }

  private func isGoingOn(_ course: Course) -> Bool {
    !Task.isCancelled && course.ending == nil
  }
}
