import Documents
import Evidence
import FoundationEssentials
import Reports
import Schemas
import Testing

@Suite("Event report")
struct EventsReporterTests {
  static let policy = RunPolicy(
    failOnWarning: true, failOnFlaky: true,
    requiredCoverage: [CoverageDemand(95), CoverageDemand(100, of: .errorBody)],
    runSeverities: ["unreached-status": .warning, "unseen-property": .failure],
    baseline: Self.baseline,
    quarantine: Quarantine(
      [
        Quarantine.Entry(
          pattern: "a:*", reason: "r", owner: "o", expires: "2026-12-31",
          range: SourceRange(
            file: SourceFile(name: "q.yaml"), start: SourcePosition(line: 3, column: 5)))
      ], today: "2026-11-26"))

  /// With everything that a baseline can say: entries that hold, one that has expired, one that
  /// nothing shows, one without a status.
  static let baseline = Baseline(
    SampleBaselines.ofFailing.entries + [
      Baseline.Entry(
        fingerprint: SampleBaselines.gone, reason: "", owner: "nobody", expires: "2020-01-01",
        range: SourceRange(
          file: SourceFile(name: "baseline.yaml"), start: SourcePosition(line: 3, column: 5))),
      SampleBaselines.entry(
        FindingFingerprint(check: "transport", operation: "GET /items", detail: "no answer")),
    ],
    today: SampleBaselines.today, silentChecks: ["pagination", "idempotence"], isPartial: true)

  static let runs: [(name: String, events: [RunEvent])] = [
    ("passing", SampleRuns.passing), ("failing", SampleRuns.failing),
    ("known failures", marked(SampleRuns.failing, by: SampleBaselines.ofFailing)),
    ("unreachable", SampleRuns.unreachable), ("hostile", HostileRuns.hostile),
    ("without credentials", SampleRuns.withoutCredentials), ("open", ClusterRuns.open),
    ("stopped", Array(SampleRuns.failing.prefix(30))), ("never started", []),
  ]

  /// Every report of a run in a folder, by format.
  static func write(
    _ events: [RunEvent], to folder: String, policy: RunPolicy
  ) throws -> [String: String] {
    var reporters: [any Reporter] = []
    for format in AllReporters.formats {
      reporters.append(
        try AllReporters.make(format: format.id, path: "\(folder)/\(format.id)", policy: policy))
    }
    for event in events { for reporter in reporters { try reporter.handle(event) } }
    for reporter in reporters { try reporter.close() }
    return try Dictionary(
      uniqueKeysWithValues: AllReporters.formats.map {
        ($0.id, try text(ofFileAt: "\(folder)/\($0.id)"))
      })
  }

  static func read(_ path: String) throws -> (events: [RunEvent], policy: RunPolicy) {
    var reader = EventReader(file: SourceFile(name: path))
    var events: [RunEvent] = []
    try reader.add(Array(text(ofFileAt: path).utf8)[...]) { events.append($0) }
    try reader.finish { events.append($0) }
    return (events, try EventStream.policy(of: reader))
  }

  @Test("makes every report again, byte for byte", arguments: runs.indices)
  func sameReports(_ index: Int) throws {
    for policy in [RunPolicy(), Self.policy] {
      let folder = try TemporaryFolder()
      let first = try Self.write(Self.runs[index].events, to: folder.path + "/1", policy: policy)
      let read = try Self.read(folder.path + "/1/ndjson")
      #expect(read.policy == policy)
      #expect(read.events == Self.runs[index].events)
      let second = try Self.write(read.events, to: folder.path + "/2", policy: read.policy)
      for format in AllReporters.formats {
        #expect(
          first[format.id].map { Array($0.utf8) } == second[format.id].map { Array($0.utf8) },
          "\(format.id) of \(Self.runs[index].name)")
      }
    }
  }

  @Test("comes back from any text", arguments: 0..<200)
  func hostile(_ seed: Int) throws {
    var source = HostileText(seed: UInt64(seed + 5000))
    let events = source.run()
    let folder = try TemporaryFolder()
    let reporter = try EventsReporter(path: folder.path + "/events.ndjson")
    for event in events { try reporter.handle(event) }
    try reporter.close()
    #expect(try Self.read(folder.path + "/events.ndjson").events == events)
  }

  @Test("has a field for every part of the policy")
  func policyFields() {
    let policy = Set(Mirror(reflecting: Self.policy).children.compactMap(\.label))
    #expect(policy == Set(RunPolicy.record.fields.map(\.name)))
    // The index of the entries is worked out from them.
    let baseline = Set(Mirror(reflecting: Self.baseline).children.compactMap(\.label))
    #expect(baseline.subtracting(["places"]) == Set(Baseline.record.fields.map(\.name)))
    let entry = Set(Mirror(reflecting: Self.baseline.entries[0]).children.compactMap(\.label))
    #expect(entry == Set(Baseline.Entry.record.fields.map(\.name)))
    let print = Set(Mirror(reflecting: SampleBaselines.gone).children.compactMap(\.label))
    #expect(print == Set(FindingFingerprint.record.fields.map(\.name)))
    let demand = Set(Mirror(reflecting: CoverageDemand(1)).children.compactMap(\.label))
    #expect(demand == Set(CoverageDemand.record.fields.map(\.name)))
    for (value, blank) in zip(
      Mirror(reflecting: Self.policy).children, Mirror(reflecting: RunPolicy()).children)
    {
      #expect("\(value.value)" != "\(blank.value)", "give \(value.label ?? "") another value")
    }
  }

  @Test("is under a name of its own until it is whole")
  func partial() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/events.ndjson"
    let reporter = try EventsReporter(path: path)
    for event in SampleRuns.passing.prefix(5) { try reporter.handle(event) }
    #expect(folder.names == ["events.ndjson.partial"])
    #expect(try Self.read(path + ".partial").events == Array(SampleRuns.passing.prefix(5)))
    try reporter.close()
    #expect(folder.names == ["events.ndjson"])
    try reporter.close()
  }

  @Test("replaces what a killed run left")
  func leftOver() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/events.ndjson"
    let killed = try EventsReporter(path: path)
    try killed.handle(SampleRuns.passing[0])
    let next = try EventsReporter(path: path)
    for event in SampleRuns.failing { try next.handle(event) }
    // The name is the next one's: whoever lost it must not rename what is not its own.
    #expect(throws: ReportError.self) { try killed.close() }
    try next.close()
    #expect(folder.names == ["events.ndjson"])
    #expect(try Self.read(path).events == SampleRuns.failing)
  }

  @Test("leaves alone what is not its own")
  func foreignPartial() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/events.ndjson"
    try Data("mine".utf8).write(to: URL(filePath: path + ".partial"))
    let error = #expect(throws: ReportError.self) { _ = try EventsReporter(path: path) }
    #expect(
      error?.description
        == "cannot write the report \(path): \(path).partial is there and is none of muster's; "
        + "move it away or give another path")
    #expect(try text(ofFileAt: path + ".partial") == "mine")
  }
}

@Suite("Event schema")
struct EventSchemaTests {
  @Test("is the one in spec/formats")
  func schemaFile() {
    Golden.expect(
      JSONWriter.text(EventsDocument.schema(), pretty: true),
      matches: "../../../spec/formats/events.schema.json")
  }

  @Test("is explained in docs/events.md")
  func documentation() {
    Golden.expect(EventsDocument.markdown, matches: "../../../docs/events.md")
  }

  static func compiled(_ schema: Value) throws -> Schema {
    var registry = SchemaRegistry()
    registry.add(schema, uri: "events.schema.json", dialect: .draft202012)
    return try SchemaCompiler(registry: registry, dialect: .draft202012).compile(
      uri: "events.schema.json")
  }

  /// Also what a later version would have to add here: closed, it knows every member.
  @Test(
    "accepts every line, and every member is known", arguments: EventsReporterTests.runs.indices)
  func lines(_ index: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/events.ndjson"
    let reporter = try EventsReporter(path: path, policy: EventsReporterTests.policy)
    for event in EventsReporterTests.runs[index].events { try reporter.handle(event) }
    try reporter.close()
    let lines = try Array(text(ofFileAt: path).utf8).split(separator: 10)
    for isClosed in [false, true] {
      let schema = try Self.compiled(EventsDocument.schema(isClosed: isClosed))
      for line in lines {
        let node = try JSONReader.read(Array(line), file: SourceFile(name: "line")).root
        let violations = schema.violations(in: node)
        #expect(violations.isEmpty, "\(violations.first.map { "\($0)" } ?? "")")
      }
    }
  }
}
