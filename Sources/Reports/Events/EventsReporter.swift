package import Evidence
internal import Synchronization

/// The run itself, one event a line, so that other reports can be made of it later.
///
/// While the run goes on, the lines are in `PATH.partial`, where a killed process leaves them; at its
/// end that file is brought to the disk and renamed.
package final class EventsReporter: Reporter {
  package static let format = ReportFormat(
    id: "ndjson", summary: "every event of the run with all evidence, one a line"
  ) { (path, policy) throws(ReportError) in
    try EventsReporter(path: path, policy: policy)
  }

  private struct State: ~Copyable {
    let file: LiveFile
    var buffer: [UInt8] = []
    var isOver = false
  }

  private let state: Mutex<State>

  package init(path: String, policy: RunPolicy = RunPolicy()) throws(ReportError) {
    let file = try LiveFile(path: path)
    var head: [UInt8] = []
    EventStream.appendHead(policy, to: &head)
    try file.append(head)
    state = Mutex(State(file: file))
  }

  package func handle(_ event: RunEvent) throws(ReportError) {
    try state.withLock { (state) throws(ReportError) in
      guard !state.isOver else { return }
      state.buffer.removeAll(keepingCapacity: state.buffer.count < Self.keptLimit)
      EventStream.append(event, to: &state.buffer)
      do throws(ReportError) {
        guard state.buffer.count <= EventStream.lineLimit else {
          throw ReportError(
            .notExpressible, subject: state.file.path,
            reason: "the evidence of one case takes more than \(EventStream.lineLimit >> 20) MiB",
            remedy: "keep less of each answer with --max-body")
        }
        try state.file.append(state.buffer)
      } catch {
        state.isOver = true
        throw error
      }
    }
  }

  package func close() throws(ReportError) {
    try state.withLock { (state) throws(ReportError) in
      guard !state.isOver else { return }
      state.isOver = true
      try state.file.finish()
    }
  }

  /// Bytes; a line with a large answer must not stay in memory for the rest of the run.
  private static let keptLimit = 1 << 20
}
