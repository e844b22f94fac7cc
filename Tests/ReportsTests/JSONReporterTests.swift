import Documents
import Evidence
import Reports
import Schemas
import Testing

@Suite("JSON report")
struct JSONReporterTests {
  @Test("its schema is the one in spec/formats")
  func schemaFile() {
    Golden.expect(
      JSONWriter.text(RunDocument.schema, pretty: true),
      matches: "../../../spec/formats/report.schema.json")
  }

  static func document(_ events: [RunEvent], _ policy: RunPolicy) throws -> JSONNode {
    let folder = try TemporaryFolder()
    let path = folder.path + "/report.json"
    let reporter = try AllReporters.make(format: "json", path: path, policy: policy)
    for event in events { try reporter.handle(event) }
    try reporter.close()
    try reporter.close()
    return try JSONReader.read(
      Array(text(ofFileAt: path).utf8), file: SourceFile(name: "report.json")
    ).root
  }

  @Test("agrees with its schema and the verdict", arguments: EventsReporterTests.runs.indices)
  func schema(_ index: Int) throws {
    let events = EventsReporterTests.runs[index].events
    let schema = try EventSchemaTests.compiled(RunDocument.schema)
    for policy in [RunPolicy(), EventsReporterTests.policy] {
      let root = try Self.document(events, policy)
      #expect(schema.violations(in: root).isEmpty)
      var tally = RunTally()
      for event in events { tally.record(event) }
      let outcome = tally.outcome(under: policy)
      #expect(root["exitCode"]?.number?.integer == Int(outcome.verdict.exitCode))
      #expect(root["obstacles"]?.count == outcome.obstacles.count)
      #expect(root["cases"]?.count == tally.counts.total)
      #expect(root["ledger"]?.count == tally.ledger.entries.count)
    }
  }

  @Test("tells of causes once, with how to repeat them")
  func causes() throws {
    let root = try Self.document(ClusterRuns.open, RunPolicy())
    let causes = try #require(root["causes"])
    var clusters = FindingClusters()
    for case .caseFinished(let result) in ClusterRuns.open {
      clusters.add(result.failures, of: result.title, in: result)
    }
    #expect(causes.count == clusters.clusters.count)
    #expect(causes[0]?["repeat"]?.string?.contains("--case") == true)
    let total = causes.items.reduce(0) { $0 + ($1["findings"]?.number?.integer ?? 0) }
    #expect(total == clusters.clusters.reduce(0) { $0 + $1.findings })
  }

  @Test("its cases are those of the events")
  func cases() throws {
    let root = try Self.document(FuzzedCases.events, RunPolicy())
    let cases = try root["cases"].map { try $0.items.map { try CaseResult.record.read($0) } }
    #expect(cases?.map { .caseFinished($0) } == Array(FuzzedCases.events.dropFirst().dropLast()))
  }
}

private enum FuzzedCases {
  static let events: [RunEvent] = {
    var source = HostileText(seed: 77)
    return source.run()
  }()
}
