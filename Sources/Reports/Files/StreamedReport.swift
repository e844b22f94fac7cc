import Evidence
internal import Synchronization

/// A format as a value: what each event adds to its report.
protocol StreamedReport: Sendable {
  init(policy: RunPolicy)

  /// What the event adds to the report's body.
  mutating func body(for event: RunEvent) -> [UInt8]

  /// What stands before the body and after it; asked once, when everything was heard.
  mutating func frame() -> (head: [UInt8], tail: [UInt8])
}

extension StreamedReport {
  /// The entry of `AllReporters` for a format that is written this way.
  static func makeFormat(_ id: String, _ summary: String) -> ReportFormat {
    ReportFormat(id: id, summary: summary) { (path, policy) throws(ReportError) in
      try StreamedReporter<Self>(path: path, policy: policy)
    }
  }
}

/// Writes a streamed report to a file.
final class StreamedReporter<Report: StreamedReport>: Reporter {
  private struct State: ~Copyable {
    var report: Report
    var spool: ReportSpool
    var isClosed = false
  }

  private let state: Mutex<State>

  init(path: String, policy: RunPolicy) throws(ReportError) {
    state = Mutex(State(report: Report(policy: policy), spool: try ReportSpool(path: path)))
  }

  func handle(_ event: RunEvent) throws(ReportError) {
    try state.withLock { (state) throws(ReportError) in
      guard !state.isClosed else { return }
      try state.spool.append(state.report.body(for: event))
    }
  }

  func close() throws(ReportError) {
    try state.withLock { (state) throws(ReportError) in
      guard !state.isClosed else { return }
      state.isClosed = true
      let frame = state.report.frame()
      try state.spool.finish(head: frame.head, tail: frame.tail)
    }
  }
}
