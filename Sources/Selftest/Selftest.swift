import Documents
import Evidence
import Execution
import Reports
import Suites

/// Tries a plan on a faultless server and on every fault, and says what it notices.
///
///     setup, target ─ faultless, in order and backwards ─▶ Baseline ─ each fault ─▶ SelftestReport
package struct Selftest: Sendable {
  /// What is told while it goes on.
  package enum Event: Sendable {
    /// The faultless server has passed; so many faults follow.
    case began(mutants: Int)
    case tried(MutantResult)
  }

  private let setup: SelftestSetup
  private let target: any BreakableTarget
  private let demands: DemandList
  private let trial: Trial

  package init(_ setup: SelftestSetup, on target: any BreakableTarget) {
    self.setup = setup
    self.target = target
    demands = DemandList(setup.plan)
    trial = Trial(setup: setup, target: target, demands: demands)
  }

  /// Tries the target's faults. Cancelling the task ends it early, with the report of what ran.
  ///
  /// - Parameter tell: called for one event at a time, in any order of the faults.
  /// - Throws: where not even the faultless server can be had.
  package func run(
    tell: @escaping @Sendable (Event) -> Void
  ) async throws(TargetUnavailable) -> SelftestReport {
    let began = setup.clock.now()
    let order = CaseOrder(setup.plan)
    let baseline = try await baseline(order)
    var report = SelftestReport(
      facts: setup.facts, baseline: baseline, isComplete: setup.isComplete)
    if Task.isCancelled {
      report.results = target.mutants.map(Self.untried)
    } else if report.isValid {
      tell(.began(mutants: target.mutants.count))
      // Runs that go to their end gain nothing by another order than that of `muster run`.
      let isOrdered = baseline.isReorderable && !setup.isComplete
      let (results, tally) = await tryAll(isOrdered ? order : nil, tell)
      report.results = results
      report.cases = tally.cases(of: setup.plan)
      report.demands = tally.demands(demands)
    }
    report.isInterrupted = Task.isCancelled
    report.duration = setup.clock.now() - began
    return report
  }

  // MARK: The faultless server

  private func baseline(
    _ order: CaseOrder
  ) async throws(TargetUnavailable) -> SelftestReport.Baseline {
    var baseline = SelftestReport.Baseline()
    let record = try await trial.run(nil, setup.plan, decisive: nil)
    baseline.cases = record.heard.ran.count
    baseline.requests = record.heard.tally.requests
    baseline.duration = record.duration
    guard !Task.isCancelled else { return baseline }
    baseline.alarms = alarms(record.heard)
    baseline.isJudged = true
    guard baseline.alarms.isEmpty, !setup.isComplete,
      setup.plan.cases.count <= CaseOrder.limit
    else {
      return baseline
    }
    let backwards = try await trial.run(nil, order.reversed, decisive: nil)
    baseline.isReorderable = !Task.isCancelled && alarms(backwards.heard).isEmpty
    return baseline
  }

  /// What keeps a run of the faultless server from having passed.
  private func alarms(_ heard: TrialWitness.State) -> [String] {
    let outcome = heard.tally.outcome(under: setup.policy)
    guard outcome.verdict != .passed else { return [] }
    let kills = heard.kills.map { "\($0.caseID): \($0.check): \($0.message)" }
    let lost = heard.inconclusive.sorted { $0.key < $1.key }.map { "\($0): \($1.message)" }
    return outcome.obstacles.map(\.sentence) + kills + lost
  }

  // MARK: The faults

  private func tryAll(
    _ order: CaseOrder?, _ tell: @escaping @Sendable (Event) -> Void
  ) async -> ([MutantResult], SelftestTally) {
    let mutants = target.mutants
    var results: [MutantResult?] = Array(repeating: nil, count: mutants.count)
    var tally = SelftestTally()
    await withTaskGroup(of: (Int, MutantResult, TrialWitness.State?).self) { group in
      var upcoming = 0
      func submit() {
        guard upcoming < mutants.count, !Task.isCancelled else { return }
        let place = upcoming
        upcoming += 1
        group.addTask { [mutant = mutants[place]] in
          let (result, heard) = await attempt(mutant, order)
          return (place, result, heard)
        }
      }
      for _ in 0..<min(setup.jobs, mutants.count) { submit() }
      while let (place, result, heard) = await group.next() {
        results[place] = result
        if let heard { tally.add(heard) }
        if result.fate != .notRun { tell(.tried(result)) }
        submit()
      }
    }
    return (zip(mutants, results).map { $1 ?? Self.untried($0) }, tally)
  }

  private static func untried(_ mutant: Mutant) -> MutantResult {
    var result = MutantResult(mutant, .notRun)
    result.reason = "the selftest was interrupted"
    return result
  }

  private func attempt(
    _ mutant: Mutant, _ order: CaseOrder?
  ) async -> (MutantResult, TrialWitness.State?) {
    if let reason = mutant.inapplicable {
      var result = MutantResult(mutant, .inapplicable)
      result.reason = reason
      return (result, nil)
    }
    do throws(TargetUnavailable) {
      if let order {
        let first = try await judged(mutant, order.plan(for: mutant))
        // What the moved cases did not notice, the plan as it is may.
        if first.0.fate == .killed || Task.isCancelled { return first }
      }
      return try await judged(mutant, setup.plan)
    } catch {
      var result = MutantResult(mutant, Task.isCancelled ? .notRun : .unjudged)
      result.reason = error.message
      return (result, nil)
    }
  }

  private func judged(
    _ mutant: Mutant, _ plan: Plan
  ) async throws(TargetUnavailable) -> (MutantResult, TrialWitness.State?) {
    let record = try await trial.run(
      mutant.id, plan, decisive: setup.isComplete ? nil : mutant.expectedCheck)
    let judgement = MutantJudgement(policy: setup.policy, planned: setup.plan.cases.count)
    return (judgement.result(mutant, record, isInterrupted: Task.isCancelled), record.heard)
  }
}
