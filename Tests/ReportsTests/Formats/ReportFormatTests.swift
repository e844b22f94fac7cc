import Documents
import Evidence
import FoundationEssentials
import Reports
import Testing

/// What all formats have in common.
@Suite struct ReportFormatTests {
  static let ids = AllReporters.formats.map(\.id)
  /// JUnit has tests of its own.
  static let others = ids.filter { $0 != "junit" }

  @Test func everyFormatHasItsNameOnce() {
    #expect(Set(Self.ids).count == Self.ids.count)
    for format in AllReporters.formats { #expect(!format.summary.hasSuffix(".")) }
  }

  /// A folder of Sources/Reports for each format. The page has tests of its own, which leave out its
  /// style and script.
  @Test(arguments: others.filter { $0 != "html" }) func runsMakeTheGolden(_ id: String) throws {
    let baseline = SampleBaselines.ofFailing
    let events = marked(SampleRuns.failing, by: baseline)
    let text = try written(id, events, policy: RunPolicy(baseline: baseline))
    Golden.expect(text, matches: "\(id)-failing.txt")
  }

  @Test(arguments: others) func aRunWithoutATargetIsNotGreen(_ id: String) throws {
    let text = try written(id, SampleRuns.unreachable)
    switch id {
    case "tap": #expect(try ParsedTAP(text).points.allSatisfy(\.isFailure))
    case "ctrf", "sarif":
      let root = Value(try JSONReader.read(Array(text.utf8), file: SourceFile(name: "r")))
      if id == "sarif" {
        let invocation = root["runs"]?[0]?["invocations"]?[0]
        #expect(invocation?["executionSuccessful"]?.bool == false)
      } else {
        #expect(root["results"]?["summary"]?["failed"]?.integer == 1)
        #expect(root["results"]?["environment"]?["healthy"]?.bool == false)
      }
    case "markdown": #expect(text.hasPrefix("## ⚠️ muster: inconclusive"))
    case "codequality": #expect(text.contains("at least one case is judged"))
    case "github": #expect(text.hasPrefix("::error "))
    case "html": #expect(text.contains("<title>Inconclusive: "))
    case "ndjson": #expect(!text.contains("\"verdict\":\"passed\""))
    default: #expect(text.contains("\"verdict\":\"inconclusive\""))
    }
  }

  /// Nothing that was heard of is lost where the end never came.
  @Test(arguments: others) func aRunWithoutAnEndIsWritten(_ id: String) throws {
    let whole = try written(id, Array(SampleRuns.failing.dropLast(20)))
    #expect(!whole.isEmpty)
    switch id {
    case "markdown": #expect(whole.hasPrefix("## ⚠️ muster: interrupted"))
    case "tap":
      #expect(try ParsedTAP(whole).points.last?.description == "run: the run comes to its end")
    case "github": #expect(whole.contains("stopped after"))
    case "ctrf", "codequality": #expect(whole.contains("the run comes to its end"))
    case "sarif": #expect(whole.contains("\"executionSuccessful\": false"))
    default: break
    }
  }

  @Test(arguments: ids) func nothingIsLeftBesideTheReport(_ id: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/report"
    let reporter = try AllReporters.make(format: id, path: path)
    // Events are there while the run goes on, for what it may not come to.
    let during = id == "ndjson" ? ["report.partial"] : []
    #expect(folder.names == during)
    try reporter.handle(SampleRuns.failing[0])
    #expect(folder.names == during)
    try reporter.close()
    #expect(folder.names == ["report"])
  }

  /// In a process of its own: other tests' memory would count as the report's.
  @Test(
    .enabled(if: FileManager.default.isReadableFile(atPath: "/proc/self/status")))
  func memoryStaysFlat() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let reporters = try ["tap", "ctrf", "har", "sarif", "codequality", "markdown", "github"]
        .map { try AllReporters.make(format: $0, path: folder.path + "/" + $0) }
      func handle(_ event: RunEvent) throws {
        for reporter in reporters { try reporter.handle(event) }
      }
      let operation = SampleContract.operations[1]
      try handle(.started(SampleContract.facts(planned: 8_000)))
      let before = try peak()
      for number in 0..<8_000 {
        // A target that never answers twice alike.
        let finding = Finding(
          check: "body-schema", operation: operation.name, message: "wrong \(number)",
          pointer: JSONPointer(["m\(number)", String(repeating: "x", count: 300)]),
          expected: "string", actual: String(repeating: "x", count: 1_500))
        let result = SampleRuns.result(
          operation, 200, verdict: .failed, findings: [finding],
          exchange: SampleRuns.exchange(
            operation, 200, body: String(repeating: "y", count: 4_000)))
        try handle(.caseFinished(result))
      }
      for reporter in reporters { try reporter.close() }
      let growth = try peak() - before
      #expect(growth < 96 << 10, "VmHWM grew by \(growth) KiB")
    }
  }
}

/// The process's largest size so far, in KiB.
private func peak() throws -> Int {
  let line = try text(ofFileAt: "/proc/self/status").split(separator: "\n")
    .first { $0.hasPrefix("VmHWM") }
  return line.flatMap { $0.split(whereSeparator: { !$0.isNumber }).first }.flatMap { Int($0) } ?? 0
}
