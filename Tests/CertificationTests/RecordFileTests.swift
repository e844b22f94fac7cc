import Certification
import Documents
import Evidence
import Foundation
import Schemas
import Testing

@Suite("JSON members of bundles")
struct RecordFileTests {
  private static func record() -> CertificationRecord {
    var record = CertificationRecord()
    record.outcome = .failed
    record.reasons = ["a \"reason\""]
    record.broken = [ObligationOutcome(id: "status:GET /a:200", state: .failed, reason: "r")]
    record.issuedAt = 1_700_000_000.25
    record.declared = [CertificationRecord.Entry(id: "vendor", title: "Vendor", text: "V")]
    record.coverage = [
      CertificationRecord.Coverage(
        kind: "all", discharged: 1, failed: 2, notReached: 3, demanded: 99.5)
    ]
    record.selftest = CertificationRecord.Selftest(
      killed: 1, counted: 2, minimum: 98, server: "mock", alarms: ["x"])
    return record
  }

  private static func settings() -> RunSettings {
    var settings = RunSettings()
    settings.inputs = [RunSettings.Input(role: .suiteFile, name: "a b", member: "inputs/01-a_b")]
    settings.derive = ["positive"]
    settings.seed = .max
    settings.tokenURL = "/token"
    return settings
  }

  @Test("what is written is read back")
  func roundTrip() throws {
    let record = CertificationRecord.file
    #expect(try record.read(record.bytes(Self.record())) == Self.record())
    #expect(try record.read(record.bytes(CertificationRecord())) == CertificationRecord())
    let settings = RunSettings.file
    #expect(try settings.read(settings.bytes(Self.settings())) == Self.settings())
    let plan = PlanRecord(cases: [
      PlanRecord.Item(id: "i", title: "t", group: "g", intent: "positive", operations: ["GET /a"])
    ])
    #expect(try PlanRecord.file.read(PlanRecord.file.bytes(plan)) == plan)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { text }
    var text: String
    var message: String
  }

  static let rows = [
    Row(text: "[]", message: "the plan has not the format muster-plan"),
    Row(text: #"{"format":"muster-settings","version":"1.0"}"#, message: "has not the format"),
    Row(
      text: #"{"format":"muster-plan","version":"2.0","cases":[]}"#,
      message: "of version 2.0, and this muster reads version 1"),
    Row(
      text: #"{"format":"muster-plan","version":"1.0"}"#, message: "the member `cases` is missing"),
    Row(
      text: #"{"format":"muster-plan","version":"1.0","cases":[1]}"#,
      message: "an object is expected here"),
    Row(
      text: #"{"format":"muster-plan","version":"1.0","cases":[],"cases":[]}"#,
      message: #"the member "cases" twice"#),
  ]

  @Test("what is none is refused with one line", arguments: rows)
  func refused(_ row: Row) {
    let refusal = #expect(throws: BundleRefusal.self) {
      try PlanRecord.file.read(Array(row.text.utf8))
    }
    #expect(refusal?.message.contains(row.message) == true, "\(refusal?.message ?? "")")
  }

  @Test("their schemas are those in spec/formats, and hold what is written")
  func schemas() throws {
    try Self.expect(
      CertificationRecord.file.schema, "certificate",
      CertificationRecord.file.bytes(Self.record()))
    try Self.expect(
      RunSettings.file.schema, "settings", RunSettings.file.bytes(Self.settings()))
    try Self.expect(
      PlanRecord.file.schema, "plan", PlanRecord.file.bytes(PlanRecord(cases: [])))
  }

  private static func expect(_ schema: Value, _ name: String, _ document: [UInt8]) throws {
    let path = "\(ProfileTests.root)/spec/formats/\(name).schema.json"
    let text = JSONWriter.text(schema, pretty: true)
    if ProcessInfo.processInfo.environment["MUSTER_RECORD_GOLDENS"] == "1" {
      try Data(text.utf8).write(to: URL(filePath: path))
      Issue.record("recorded \(name): read it, then run again")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text, "\(name)")
    var registry = SchemaRegistry()
    registry.add(schema, uri: "urn:test:schema", dialect: .draft202012)
    let compiled = try SchemaCompiler(registry: registry, dialect: .draft202012)
      .compile(uri: "urn:test:schema")
    let read = try JSONReader.read(document, file: SourceFile(name: "<document>"))
    #expect(compiled.violations(in: read.root).isEmpty, "\(name)")
  }
}
