package import Evidence
internal import Synchronization

/// The report that a person reads while the run goes on: a head, failures as they come, a summary
/// and the verdict.
package final class ConsoleReporter: Reporter {
  private let state: Mutex<ConsoleState>
  private let sink: @Sendable (String) -> Void

  /// The sink gets whole lines, each with its line feed, several at a time.
  package init(
    style: ConsoleStyle, mode: ConsoleMode = .normal, policy: RunPolicy = RunPolicy(),
    sink: @escaping @Sendable (String) -> Void
  ) {
    state = Mutex(ConsoleState(style: style, mode: mode, policy: policy))
    self.sink = sink
  }

  package func handle(_ event: RunEvent) throws(ReportError) {
    show(state.withLock { $0.lines(for: event) })
  }

  package func close() throws(ReportError) {
    show(state.withLock { $0.closingLines() })
  }

  private func show(_ lines: [String]) {
    if !lines.isEmpty { sink(lines.map { $0 + "\n" }.joined()) }
  }
}
