import Certification
import Documents
import Foundation
import Schemas
import Testing

@Suite("Profiles and declarations")
struct ProfileTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path()

  private static func value(_ text: String) throws -> Value {
    try StructuredReader.read(Array(text.utf8), file: SourceFile(name: "profile.yaml"))
  }

  private static func file(_ path: String) throws -> Value {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(root)/\(path)")))
    return try StructuredReader.read(bytes, file: SourceFile(name: path))
  }

  static let good = """
    muster: profile/1
    name: p
    version: "1"
    title: t
    suites: [a.yaml, { path: b.yaml, sha256: \(String(repeating: "a", count: 64)) }]
    derive: [positive]
    required: ["status:*"]
    coverage: { all: 95%, error-body: 50 }
    options: [{ id: o, title: O, operations: ["GET /o*"] }]
    declares: [{ id: vendor, title: Vendor }]
    provides: [id]
    selftest: { minimum: 98%, faults: ["missing-*"], mock: true }
    validity: 30
    """

  @Test("a profile is read as it is written")
  func reading() throws {
    let profile = try Profile(try Self.value(Self.good))
    #expect(profile.suites.map(\.path) == ["a.yaml", "b.yaml"])
    #expect(profile.suites.last?.sha256?.count == 64)
    #expect(profile.strictness == "strict")
    #expect(profile.coverage.map(\.percent) == [95, 50])
    #expect(profile.coverage.first?.kind == nil)
    #expect(profile.selftest.minimum == 98)
    #expect(profile.selftest.faults == ["missing-*"])
    #expect(profile.selftest.isMock)
    #expect(profile.lastDay(from: 0) == "1970-01-31")
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { "\(old) → \(new)" }
    var old: String
    var new: String
    var code: String
  }

  static let rows = [
    Row(old: "muster: profile/1", new: "muster: suite/1", code: "wrong-format"),
    Row(old: "name: p", new: "nmae: p", code: "unknown-key"),
    Row(old: "name: p\n", new: "", code: "missing-key"),
    Row(old: "name: p", new: "name: ''", code: "bad-text"),
    Row(old: "title: t", new: "title: t\nstrictness: strikt", code: "unknown-strictness"),
    Row(old: "95%", new: "195%", code: "bad-number"),
    Row(old: "error-body: 50", new: "error-bodies: 50", code: "unknown-key"),
    Row(old: "validity: 30", new: "validity: 0", code: "bad-number"),
    Row(old: "[\"status:*\"]", new: "[1]", code: "wrong-type"),
    Row(old: "selftest:", new: "selftset:", code: "unknown-key"),
    Row(old: String(repeating: "a", count: 64), new: "abc", code: "bad-digest"),
    Row(old: "minimum: 98%, ", new: "", code: "missing-key"),
  ]

  @Test("a mistake is told with its place", arguments: rows)
  func mistakes(_ row: Row) throws {
    let value = try Self.value(Self.good.replacing(row.old, with: row.new))
    let error = #expect(throws: InvalidInput.self) { try Profile(value) }
    let found = error?.diagnostics.first { $0.code == row.code }
    #expect(found != nil, "\(error?.description ?? "nothing")")
    #expect(found?.range != nil)
  }

  @Test("the shipped profiles keep to the schema, and the schema knows every key")
  func shipped() throws {
    let schema = try Self.file("spec/formats/profile.schema.json")
    let names = try #require(schema["properties"]?.object?.names)
    #expect(Set(names) == Set(Profile.names))
    let folder = "\(Self.root)/suites/profiles"
    let profiles = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".yaml") }
    #expect(!profiles.isEmpty)
    for name in profiles {
      let value = try Self.file("suites/profiles/\(name)")
      _ = try Profile(value)
      try Self.expectValid(value, by: schema)
    }
    try Self.expectValid(try Self.value(Self.good), by: schema)
  }

  private static func expectValid(_ value: Value, by schema: Value) throws {
    var registry = SchemaRegistry()
    registry.add(schema, uri: "urn:test:schema", dialect: .draft202012)
    let compiled = try SchemaCompiler(registry: registry, dialect: .draft202012)
      .compile(uri: "urn:test:schema")
    let document = try JSONReader.read(
      JSONWriter.bytes(value), file: SourceFile(name: "<profile>"))
    #expect(compiled.violations(in: document.root).isEmpty)
  }

  @Test("a declaration says what the profile asks, and no more")
  func declaration() throws {
    let profile = try Profile(try Self.value(Self.good))
    let declaration = try Declaration(
      try Self.value("muster: declaration/1\nstatements: { vendor: V }\nwithout: [o]"), for: profile
    )
    #expect(declaration.missing(for: profile).isEmpty)
    #expect(declaration.excludedOperations(of: profile) == ["GET /o*"])
    #expect(Declaration().missing(for: profile).map(\.id) == ["vendor"])
    for text in ["without: [x]", "statements: { vendr: V }", "statements: { vendor: '' }"] {
      let value = try Self.value("muster: declaration/1\n\(text)")
      #expect(throws: InvalidInput.self) { try Declaration(value, for: profile) }
    }
  }
}
