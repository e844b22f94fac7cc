import Documents
import Evidence
import Inputs
import Reports

/// Hears a run's events for its report and for the report files.
final class RunListener: Sendable {
  private struct State {
    var tally = RunTally()
    var causes = RunCauses()
    var files: [any Reporter]
    /// Why reports could not be written.
    var lost: [String] = []
  }

  private let state: Locked<State>
  private let policy: RunPolicy
  private let console: any Reporter
  private let text: Locked<String>

  /// - Parameter inputs: paths that no report may overwrite.
  init(
    _ policy: RunPolicy, reports: [ContractTest.ReportFile], inputs: [String]
  ) throws(Failure) {
    self.policy = policy
    let text = Locked("")
    self.text = text
    console = ConsoleReporter(style: ConsoleStyle(), mode: .quiet, policy: policy) { part in
      text.withLock { $0 += part }
    }
    let files = try ReportFiles.open(
      reports.map {
        ReportFiles.Wanted(
          format: $0.format.rawValue, path: $0.path, name: "the report \($0.path)")
      }, inputs: inputs, policy: policy)
    state = Locked(State(files: files))
  }

  func handle(_ event: RunEvent) {
    let event = policy.marked(event)
    state.withLock { state in
      state.tally.record(event)
      state.causes.record(event)
      state.files = state.files.filter { file in
        Self.attempt(&state.lost) { () throws(ReportError) in try file.handle(event) }
      }
      _ = Self.attempt(&state.lost) { () throws(ReportError) in try console.handle(event) }
    }
  }

  /// Ends the reports.
  func finish() -> ContractReport {
    let policy = policy
    let heard = state.withLock { state in
      _ = Self.attempt(&state.lost) { () throws(ReportError) in try console.close() }
      for file in state.files {
        _ = Self.attempt(&state.lost) { () throws(ReportError) in try file.close() }
      }
      state.causes.add(ofRun: state.tally.runFindings(under: policy))
      return (tally: state.tally, causes: state.causes, lost: state.lost)
    }
    return ContractReport(
      heard.tally, heard.causes, policy, lost: heard.lost, text: text.withLock { $0 })
  }

  /// False, with the error kept, where it failed.
  private static func attempt(
    _ lost: inout [String], _ write: () throws(ReportError) -> Void
  ) -> Bool {
    do {
      try write()
      return true
    } catch {
      lost.append("\(error)")
      return false
    }
  }
}
