import Documents
import Evidence
import Inputs
import Reports

/// Hears a run's events for its report and for the report files.
final class RunListener: Sendable {
  private struct State {
    var tally = RunTally()
    var causes = RunCauses()
    var reports: ReportSet
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
    state = Locked(State(reports: ReportSet(files)))
  }

  func handle(_ event: RunEvent) {
    let event = policy.marked(event)
    state.withLock { state in
      state.tally.record(event)
      state.causes.record(event)
      state.reports.handle(event)
      state.reports.attempt { () throws(ReportError) in try console.handle(event) }
    }
  }

  /// Ends the reports.
  func finish() -> ContractReport {
    let policy = policy
    let heard = state.withLock { state in
      state.reports.attempt { () throws(ReportError) in try console.close() }
      state.reports.close()
      state.causes.add(ofRun: state.tally.runFindings(under: policy))
      return (tally: state.tally, causes: state.causes, lost: state.reports.lost)
    }
    return ContractReport(
      heard.tally, heard.causes, policy, lost: heard.lost, text: text.withLock { $0 })
  }
}
