import Documents
import Reports
import Selftest

/// The line that tells how far a selftest is.
final class SelftestProgress: Sendable {
  private struct State {
    var planned = 0
    var tried = 0
    var survived = 0
  }

  private let state = Locked(State())
  private let line: ProgressLine

  init(isShown: Bool) {
    line = ProgressLine(isShown: isShown)
  }

  func hear(_ event: Selftest.Event) {
    let text = state.withLock { state -> String in
      switch event {
      case .began(let mutants): state.planned = mutants
      case .tried(let result):
        state.tried += 1
        if result.fate == .survived || result.fate == .unjudged { state.survived += 1 }
      }
      let tail = state.survived > 0 ? ", \(state.survived) survived" : ""
      return "\(state.tried)/\(Plural.of(state.planned, "fault"))\(tail)"
    }
    line.show(text)
  }

  func clear() { line.clear() }
}
