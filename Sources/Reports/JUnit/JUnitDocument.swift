import Evidence
internal import Markup

/// The state of one JUnit report: a spool with the test cases so far, and what the head needs.
struct JUnitDocument: ~Copyable {
  /// Counted over the elements written, so that head and body can't disagree.
  private struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0
  }

  private let file: ReportFile
  private let policy: RunPolicy
  private let flavor: JUnitFlavor
  private let spool: FileDescriptor
  private var writer: XMLWriter
  /// Test cases that the writer has not got yet.
  private var elements = JUnitElements()
  private var counts = Counts()
  private var tally = RunTally()
  private var names = JUnitNames(contract: "")
  private var causes = FindingClusters(listed: 3, isPlaceCounted: false)
  private var isOver = false

  init(file: ReportFile, policy: RunPolicy, flavor: JUnitFlavor) throws(ReportError) {
    let spool = try file.makeSpool()
    do {
      writer = try XMLWriter(descriptor: spool.number)
    } catch {
      throw JUnitDocument.error(error, file)
    }
    self.file = file
    self.policy = policy
    self.flavor = flavor
    self.spool = spool
  }

  mutating func handle(_ event: RunEvent) throws(ReportError) {
    guard !isOver else { return }
    tally.record(event)
    switch event {
    case .started(let facts): names = JUnitNames(contract: facts.contract)
    case .caseFinished(let result):
      let failures = result.failures
      if !failures.isEmpty {
        causes.add(failures, of: ConsoleText.title(of: result), in: result)
      }
      try write(result, failures)
    case .finished(let summary): causes.add(summary.reductions)
    }
  }

  mutating func close() throws(ReportError) {
    guard !isOver else { return }
    let outcome = tally.outcome(under: policy)
    for extra in JUnitCase.cases(of: outcome, errors: counts.errors, names: &names) {
      try write(extra)
    }
    if let coverage = JUnitCase.coverage(tally.runFindings(under: policy), names: &names) {
      try write(coverage)
    }
    try flush()
    isOver = true
    do {
      try writer.flush()
    } catch {
      throw JUnitDocument.error(error, file)
    }
    let head = JUnitHead(
      tally: tally, causes: causes, tests: counts.tests, failures: counts.failures,
      errors: counts.errors,
      skipped: counts.skipped)
    do {
      try spool.seek(to: 0)
    } catch {
      throw ReportFile.error(file.path, error)
    }
    try file.replace { (output) throws(ReportError) in
      try JUnitDocument.assemble(head, spool, output, file)
    }
  }

  private mutating func write(_ result: CaseResult, _ failures: [Finding]) throws(ReportError) {
    elements.begin(names.name(of: result), time: result.duration)
    if let problem = JUnitCase.Problem(result, failures) {
      count(problem)
      let command = tally.facts?.command ?? []
      elements.add(problem) { lines in
        if result.verdict == .failed {
          JUnitText.write(failureOf: result, failures, command, to: &lines)
        } else {
          JUnitText.write(reasonOf: result, to: &lines)
        }
      }
    }
    if flavor == .surefire {
      for rerun in JUnitCase.reruns(of: result) { elements.add(rerun) }
    }
    if let output = JUnitText.warnings(of: result) { elements.add(output: output) }
    try end()
  }

  private mutating func write(_ extra: JUnitCase.Extra) throws(ReportError) {
    elements.begin(extra.name, time: 0)
    if let problem = extra.problem {
      count(problem)
      elements.add(problem) { $0.add(whole: extra.text) }
    }
    if let output = extra.output { elements.add(output: output) }
    try end()
  }

  private mutating func count(_ problem: JUnitCase.Problem) {
    switch problem.kind {
    case .failure: counts.failures += 1
    case .error: counts.errors += 1
    case .skipped: counts.skipped += 1
    }
  }

  private mutating func end() throws(ReportError) {
    elements.end()
    counts.tests += 1
    if elements.isWorthWriting { try flush() }
  }

  private mutating func flush() throws(ReportError) {
    do {
      try writer.raw(elements.xml)
    } catch {
      isOver = true
      throw JUnitDocument.error(error, file)
    }
    elements.removeAll()
  }

  /// The whole file: the head, the spool's test cases, the end.
  private static func assemble(
    _ head: JUnitHead, _ spool: borrowing FileDescriptor, _ output: borrowing FileDescriptor,
    _ file: ReportFile
  ) throws(ReportError) {
    do {
      var writer = try XMLWriter(descriptor: output.number)
      try writer.startDocument()
      try head.writeStart(to: &writer)
      // What follows goes past the writer, which has nothing left.
      try writer.flush()
      try copy(spool, to: output)
      try head.writeEnd(to: &writer)
      try writer.flush()
    } catch {
      throw JUnitDocument.error(error, file)
    }
  }

  private static func copy(
    _ spool: borrowing FileDescriptor, to output: borrowing FileDescriptor
  ) throws(XMLWriter.Failure) {
    do throws(SystemFailure) {
      while true {
        let bytes = try spool.read(upTo: 256 << 10)
        if bytes.isEmpty { return }
        try output.write(bytes[...])
      }
    } catch {
      throw XMLWriter.Failure(errno: error.errno)
    }
  }

  private static func error(_ failure: XMLWriter.Failure, _ file: ReportFile) -> ReportError {
    guard let errno = failure.errno else {
      return ReportError(
        .notExpressible, subject: file.path, reason: "libxml2 refused a part of it")
    }
    return ReportFile.error(file.path, SystemFailure(errno: errno))
  }
}
