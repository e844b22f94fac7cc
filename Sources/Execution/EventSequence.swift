import Documents
import Evidence

/// Hands out the places of a plan and puts the results, which come in any order, into the plan's
/// order; takes the secrets out of them.
///
/// Not more than a window of places is under way: where the first of them does not come to its end,
/// the others wait instead of piling up.
final class EventSequence: Sendable {
  private struct State {
    /// The next place to hand out, and where the stretch ends.
    var upcoming = 0
    var end = 0
    /// The place of the next event.
    var next = 0
    /// By place modulo the window.
    var results: [CaseResult?]
    /// Somebody tells results at this moment, and will go on as long as there are more.
    var isTelling = false
    var parked: [CheckedContinuation<Void, Never>] = []
  }

  private let vault: SecretVault
  private let window: Int
  private let emit: @Sendable (RunEvent) -> Void
  private let state: Locked<State>
  /// Asked by whoever tells results, one at a time.
  private let probe: Locked<BaseURLProbe>

  /// - Parameter window: results that may wait for an earlier one, above 0.
  init(
    vault: SecretVault, window: Int, probe: BaseURLProbe,
    emit: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.probe = Locked(probe)
    self.vault = vault
    self.window = max(1, window)
    self.emit = emit
    state = Locked(State(results: Array(repeating: nil, count: max(1, window))))
  }

  func begin(_ facts: RunFacts) { emit(vault.redactor.redacted(.started(facts))) }

  /// A result that has no place in the plan.
  func tell(_ result: CaseResult) { emit(vault.redactor.redacted(.caseFinished(result))) }

  /// Makes the places of a stretch the next to be handed out. All earlier ones have been delivered.
  func open(_ stretch: Range<Int>) {
    state.withLock { state in
      state.upcoming = stretch.lowerBound
      state.end = stretch.upperBound
    }
  }

  /// The next place of the stretch, once there is room for its result; nil at the end.
  func place() async -> Int? {
    while true {
      let taken = state.withLock { state -> Taken in
        guard state.upcoming < state.end else { return .end }
        guard state.upcoming - state.next < window else { return .full }
        defer { state.upcoming += 1 }
        return .place(state.upcoming)
      }
      switch taken {
      case .end: return nil
      case .place(let place): return place
      case .full: await park()
      }
    }
  }

  private enum Taken { case end, full, place(Int) }

  /// Waits until a result has been told.
  private func park() async {
    await withCheckedContinuation { continuation in
      let isParked = state.withLock { state in
        guard state.upcoming - state.next >= window else { return false }
        state.parked.append(continuation)
        return true
      }
      if !isParked { continuation.resume() }
    }
  }

  /// Takes the result of a place, and tells all that are next in order.
  func deliver(_ result: CaseResult, at place: Int) {
    var ready = state.withLock { state -> [CaseResult] in
      state.results[place % window] = result
      return state.isTelling ? [] : taken(&state)
    }
    while !ready.isEmpty {
      let told = probe.withLock { probe in
        probe.isOpen ? ready : ready.flatMap { probe.take($0) }
      }
      for result in told { tell(result) }
      let count = ready.count
      var parked: [CheckedContinuation<Void, Never>] = []
      ready = state.withLock { state in
        state.next += count
        parked = state.parked
        state.parked = []
        return taken(&state)
      }
      for continuation in parked { continuation.resume() }
    }
  }

  /// Takes out the results that come next; whoever gets some tells them.
  private func taken(_ state: inout State) -> [CaseResult] {
    var ready: [CaseResult] = []
    while ready.count < window,
      let result = state.results[(state.next + ready.count) % window].take()
    {
      ready.append(result)
    }
    state.isTelling = !ready.isEmpty
    return ready
  }

  /// Tells what was held back once every place has been delivered.
  func settle() {
    for result in probe.withLock({ $0.end() }) { tell(result) }
  }

  func end(_ summary: RunSummary) {
    settle()
    emit(vault.redactor.redacted(.finished(summary)))
  }
}
