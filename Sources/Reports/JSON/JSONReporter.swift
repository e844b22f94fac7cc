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
    let file = try ReportFile(path: path)
    state = Mutex(State(spool: try file.makeSpool(), place: .file(file), policy: policy))
  }

  /// Hands the document out in portions at the end, instead of writing a file; what waits until then
  /// is in `folder`.
  package init(
    spoolingIn folder: String, policy: RunPolicy,
    sink: @escaping @Sendable (ArraySlice<UInt8>) -> Void
  ) throws(ReportError) {
    let file = try ReportFile(path: "\(folder)/muster.json")
    state = Mutex(State(spool: try file.makeSpool(), place: .sink(file.path, sink), policy: policy))
  }

  package func handle(_ event: RunEvent) throws(ReportError) {
    try state.withLock { (state) throws(ReportError) in try state.handle(event) }
  }

  package func close() throws(ReportError) {
    try state.withLock { (state) throws(ReportError) in try state.close() }
  }
}

/// Where the document goes.
private enum Place {
  case file(ReportFile)
  case sink(String, @Sendable (ArraySlice<UInt8>) -> Void)

  var path: String {
    switch self {
    case .file(let file): file.path
    case .sink(let path, _): path
    }
  }
}

private struct State: ~Copyable {
  let spool: FileDescriptor
  let place: Place
  let policy: RunPolicy
  private var tally = RunTally()
  private var causes = FindingClusters()
  private var buffer: [UInt8] = []
  private var isFirst = true
  private var isOver = false

  init(spool: consuming FileDescriptor, place: Place, policy: RunPolicy) {
    self.spool = spool
    self.place = place
    self.policy = policy
  }

  mutating func handle(_ event: RunEvent) throws(ReportError) {
    guard !isOver else { return }
    tally.record(event)
    switch event {
    case .started: break
    case .caseFinished(let result):
      let failures = result.failures
      if !failures.isEmpty { causes.add(failures, of: ConsoleText.title(of: result), in: result) }
      try spool(result)
    case .finished(let summary): causes.add(summary.reductions)
    }
  }

  private mutating func spool(_ result: CaseResult) throws(ReportError) {
    buffer.append(contentsOf: (isFirst ? "\n" : ",\n").utf8)
    isFirst = false
    CaseResult.record.append(result, to: &buffer)
    if buffer.count >= Self.portion { try flush() }
  }

  private mutating func flush() throws(ReportError) {
    do {
      try spool.write(buffer[...])
    } catch {
      isOver = true
      throw ReportFile.error(place.path, error)
    }
    buffer.removeAll(keepingCapacity: buffer.count < 4 * Self.portion)
  }

  mutating func close() throws(ReportError) {
    guard !isOver else { return }
    try flush()
    isOver = true
    do {
      try spool.seek(to: 0)
    } catch {
      throw ReportFile.error(place.path, error)
    }
    var head: [UInt8] = []
    RunDocument.record.append(
      RunDocument(tally, causes, policy),
      leading: #""format":"\#(RunDocument.format)","version":"\#(RunDocument.version)""#,
      to: &head)
    head.removeLast()
    head.append(contentsOf: #","cases":["#.utf8)
    switch place {
    case .sink(let path, let sink):
      do throws(SystemFailure) {
        try copy(head, sink)
      } catch {
        throw ReportFile.error(path, error)
      }
    case .file(let file):
      try file.replace { (output) throws(ReportError) in
        do throws(SystemFailure) {
          try copy(head) { (bytes) throws(SystemFailure) in try output.write(bytes) }
        } catch {
          throw ReportFile.error(file.path, error)
        }
      }
    }
  }

  private func copy(
    _ head: [UInt8], _ write: (ArraySlice<UInt8>) throws(SystemFailure) -> Void
  ) throws(SystemFailure) {
    try write(head[...])
    while true {
      let bytes = try spool.read(upTo: Self.portion)
      if bytes.isEmpty { break }
      try write(bytes[...])
    }
    try write(Array("\n]}\n".utf8)[...])
  }

  private static let portion = 256 << 10
}
