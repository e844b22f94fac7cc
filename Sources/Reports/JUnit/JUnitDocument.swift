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
  /// Bytes of the spool before the first test case.
  private let preamble: Int64
  private var counts = Counts()
  private var tally = RunTally()
  private var names = JUnitNames(contract: "")
  private var causes = FindingClusters(listed: 3, isPlaceCounted: false)
  private var isOver = false

  init(file: ReportFile, policy: RunPolicy, flavor: JUnitFlavor) throws(ReportError) {
    let spool = try file.makeSpool()
    let writer = try JUnitDocument.makeWriter(spool, file)
    self.file = file
    self.policy = policy
    self.flavor = flavor
    preamble = writer.count
    self.writer = writer
    self.spool = spool
  }

  /// A writer that knows the encoding from a declaration that is later left out; without one
  /// libxml2 writes the numbers of letters.
  private static func makeWriter(
    _ spool: borrowing FileDescriptor, _ file: ReportFile
  ) throws(ReportError) -> XMLWriter {
    do {
      var writer = try XMLWriter(descriptor: spool.number)
      try writer.startDocument()
      try writer.flush()
      return writer
    } catch {
      throw JUnitDocument.error(error, file)
    }
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
      var test = JUnitCase(result, names: &names, command: tally.facts?.command ?? [])
      if flavor == .surefire { test.reruns = JUnitCase.reruns(of: result) }
      try write(test)
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
      try spool.seek(to: preamble)
    } catch {
      throw ReportFile.error(file.path, error)
    }
    try file.replace { (output) throws(ReportError) in
      try JUnitDocument.assemble(head, spool, output, file)
    }
  }

  private mutating func write(_ test: JUnitCase) throws(ReportError) {
    counts.tests += 1
    switch test.problem?.kind {
    case .failure: counts.failures += 1
    case .error: counts.errors += 1
    case .skipped: counts.skipped += 1
    case nil: break
    }
    do {
      try JUnitDocument.write(test, to: &writer)
    } catch {
      isOver = true
      throw JUnitDocument.error(error, file)
    }
  }

  private static func write(
    _ test: JUnitCase, to writer: inout XMLWriter
  ) throws(XMLWriter.Failure) {
    try writer.text("\n    ")
    try writer.start(
      "testcase",
      ["classname": test.className, "name": test.name, "time": Numbers.seconds(test.time)])
    if let problem = test.problem {
      try writer.text("\n      ")
      try writer.start(problem.kind.rawValue, ["type": problem.type, "message": problem.message])
      try writer.text(problem.text)
      try writer.end()
    }
    for rerun in test.reruns {
      try writer.text("\n      ")
      try writer.start(rerun.element, ["type": rerun.type, "message": rerun.message])
      try writer.start("stackTrace")
      try writer.text(rerun.text)
      try writer.end()
      try writer.end()
    }
    if let output = test.output {
      try writer.text("\n      ")
      try writer.start("system-out")
      try writer.text(output)
      try writer.end()
    }
    if test.problem != nil || test.output != nil || !test.reruns.isEmpty {
      try writer.text("\n    ")
    }
    try writer.end()
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
