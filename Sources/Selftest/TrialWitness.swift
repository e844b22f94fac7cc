import Documents
import Evidence
import Reports
import Suites

/// Listens to one run and notes what it shows of the target's fault.
final class TrialWitness: Sendable {
  struct State: Sendable {
    var tally = RunTally()
    var kills: [Kill] = []
    var warnings: [String: Int] = [:]
    /// The ids of the cases that ran, and of those that failed.
    var ran: [String] = []
    var failed: [String] = []
    var inconclusive: [String: Reason] = [:]
    var broken: Set<Demand.ID> = []
    /// The checks that failed a case.
    var checks: Set<String> = []
    /// The expected check has noticed, and nothing more is listened to.
    var hasEnough = false
    /// Called once, then gone.
    var onEnough: (@Sendable () -> Void)?
  }

  /// Kept of one run, besides the first of each check: some faults fail every case.
  private static let killsLimit = 200

  private let state = Locked(State())
  private let demands: DemandList
  /// The check whose word is enough; nil: everything is listened to.
  private let decisive: String?

  init(demands: DemandList, decisive: String?) {
    self.demands = demands
    self.decisive = decisive
  }

  /// Calls `action` as soon as the decisive check has spoken, at once where it has already.
  func whenEnough(_ action: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      if !state.hasEnough { state.onEnough = action }
      return state.hasEnough
    }
    if isLate { action() }
  }

  func hear(_ event: RunEvent) {
    let action = state.withLock { state -> (@Sendable () -> Void)? in
      guard !state.hasEnough else { return nil }
      state.tally.record(event)
      guard case .caseFinished(let result) = event else { return nil }
      note(result, &state)
      guard let decisive, result.failures.contains(where: { $0.check == decisive }) else {
        return nil
      }
      state.hasEnough = true
      defer { state.onEnough = nil }
      return state.onEnough
    }
    action?()
  }

  private func note(_ result: CaseResult, _ state: inout State) {
    // What an interruption left over did not run.
    guard result.verdict != .skipped, result.reason?.code != "interrupted" else { return }
    state.ran.append(result.id)
    if result.verdict == .inconclusive, let reason = result.reason {
      state.inconclusive[result.id] = reason
    }
    for warning in result.warnings { state.warnings[warning.check, default: 0] += 1 }
    guard result.verdict == .failed else { return }
    state.failed.append(result.id)
    state.broken.formUnion(demands.broken(by: result))
    var seen: Set<String> = []
    for failure in result.failures where seen.insert(failure.check).inserted {
      let isNew = state.checks.insert(failure.check).inserted
      if isNew || state.kills.count < Self.killsLimit {
        state.kills.append(Kill(failure, of: result.id))
      }
    }
  }

  /// All that was heard.
  var heard: State { state.withLock { $0 } }
}
