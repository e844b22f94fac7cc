package import Evidence
internal import Synchronization

/// The whole run in one JSON document: verdict, facts, ledger and causes first, then every case.
///
/// Cases go to the disk as they come; what stands before them stays in memory.
package final class JSONReporter: Reporter {
  package static let format = ReportFormat(
    id: "json", summary: "the whole run in one JSON document"
  ) { (path, policy) throws(ReportError) in
    try JSONReporter(path: path, policy: policy)
  }

  private let state: Mutex<State>

  package init(path: String, policy: RunPolicy = RunPolicy()) throws(ReportError) {
    state = Mutex(State(spool: try ReportSpool(path: path), policy: policy, sink: nil))
  }

  /// Hands the document out in portions at the end, instead of writing a file; what waits until then
  /// is in `folder`.
  package init(
    spoolingIn folder: String, policy: RunPolicy,
    sink: @escaping @Sendable (ArraySlice<UInt8>) -> Void
  ) throws(ReportError) {
    state = Mutex(
      State(spool: try ReportSpool(path: "\(folder)/muster.json"), policy: policy, sink: sink))
  }

  package func handle(_ event: RunEvent) throws(ReportError) {
    try state.withLock { (state) throws(ReportError) in try state.handle(event) }
  }

  package func close() throws(ReportError) {
    try state.withLock { (state) throws(ReportError) in try state.close() }
  }
}

private struct State: ~Copyable {
  private var spool: ReportSpool
  private let policy: RunPolicy
  /// Nil: the document becomes a file.
  private let sink: (@Sendable (ArraySlice<UInt8>) -> Void)?
  private var tally = RunTally()
  private var causes = FindingClusters()
  private var isFirst = true
  private var isOver = false

  init(
    spool: consuming ReportSpool, policy: RunPolicy,
    sink: (@Sendable (ArraySlice<UInt8>) -> Void)?
  ) {
    self.spool = spool
    self.policy = policy
    self.sink = sink
  }

  mutating func handle(_ event: RunEvent) throws(ReportError) {
    guard !isOver else { return }
    tally.record(event)
    switch event {
    case .started: break
    case .caseFinished(let result):
      let failures = result.failures
      if !failures.isEmpty { causes.add(failures, of: ConsoleText.title(of: result), in: result) }
      var bytes = Array((isFirst ? "\n" : ",\n").utf8)
      isFirst = false
      CaseResult.record.append(result, to: &bytes)
      try spool.append(bytes)
    case .finished(let summary): causes.add(summary.reductions)
    }
  }

  mutating func close() throws(ReportError) {
    guard !isOver else { return }
    isOver = true
    var head: [UInt8] = []
    RunDocument.record.append(
      RunDocument(tally, causes, policy),
      leading: #""format":"\#(RunDocument.format)","version":"\#(RunDocument.version)""#,
      to: &head)
    head.removeLast()
    head.append(contentsOf: #","cases":["#.utf8)
    let tail = Array("\n]}\n".utf8)
    if let sink {
      try spool.finish(head: head, tail: tail, to: sink)
    } else {
      try spool.finish(head: head, tail: tail)
    }
  }
}
