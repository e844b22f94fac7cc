import Documents
import Schemas
import Testing

/// Schemas and values that are made to exhaust a validator.
@Suite struct HostileSchemaTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var schema: String
    var value: String
    var testDescription: String { name }
  }

  static let nested = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)

  static let undecidable: [Row] = [
    Row(
      name: "catastrophic pattern", schema: #"{"pattern":"^(a+)+$"}"#,
      value: "\"" + String(repeating: "a", count: 60) + "!\""),
    Row(
      name: "catastrophic pattern under not", schema: #"{"not":{"pattern":"^(a|aa)+$"}}"#,
      value: "\"" + String(repeating: "a", count: 120) + "!\""),
    Row(
      name: "catastrophic pattern for names",
      schema: #"{"patternProperties":{"^(a|a)*$":false},"additionalProperties":{"type":"null"}}"#,
      value: "{\"" + String(repeating: "a", count: 60) + "!\":null}"),
    Row(
      name: "endless references",
      schema:
        ##"{"$defs":{"a":{"allOf":[{"$ref":"#/$defs/b"}]},"b":{"allOf":[{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}"##,
      value: "1"),
    Row(
      name: "endless references that branch",
      schema:
        ##"{"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}]}},"allOf":[{"$ref":"#/$defs/a"}]}"##,
      value: "1"),
    Row(
      name: "exponentially many branches",
      schema: "{\"$defs\":{"
        + (0..<40).map { level in
          ##""a\##(level)":{"oneOf":[{"$ref":"#/$defs/a\##(level + 1)"},{"$ref":"#/$defs/a\##(level + 1)"},false]}"##
        }.joined(separator: ",") + ##","a40":{"type":"null"}},"allOf":[{"$ref":"#/$defs/a0"}]}"##,
      value: "1"),
    // Each of the metaschema's dynamic references looks through all that was entered.
    Row(
      name: "endless references around dynamic ones",
      schema:
        #"{"$ref":"https://json-schema.org/draft/2020-12/schema","$dynamicRef":""}"#,
      value: #"{"$defs":{"required":{"$defs":{}}}}"#),
    Row(name: "a value too deep", schema: ##"{"items":{"$ref":"#"},"minItems":0}"##, value: nested),
    Row(
      name: "a value too deep to compare", schema: "{\"const\":\(nested)}", value: nested),
    Row(
      name: "a look-behind of any length", schema: #"{"pattern":"(?<=a+)b"}"#, value: #""aab""#),
  ]

  @Test(arguments: undecidable) func endsAndSaysSo(_ row: Row) throws {
    let file = SourceFile(name: "t")
    let schemaText = try JSONReader.read(Array(row.schema.utf8), file: file, depthLimit: 10_000)
    var registry = SchemaRegistry()
    registry.add(Value(schemaText), uri: "s", dialect: .draft202012)
    let compiler = SchemaCompiler(registry: registry, dialect: .draft202012)
    let schema = try compiler.compile(uri: "s", pointer: JSONPointer())
    let value = try JSONReader.read(Array(row.value.utf8), file: file, depthLimit: 10_000)
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(!schema.isValid(value.root))
      let violations = schema.violations(in: value.root)
      #expect(violations.contains { $0.kind == .unevaluated })
      #expect(violations.allSatisfy { $0.message.utf8.count < 500 })
    }
    #expect(time < .seconds(120))
  }

  @Test func longTextsAndPatternsAreFine() throws {
    let row = SchemaRow(
      .draft202012, "", #"{"pattern":"^[a-z ]*$"}"#,
      "\"" + String(repeating: "lorem ipsum ", count: 100_000) + "\"")
    try row.check()
  }

  @Test func manyViolationsAreCut() throws {
    let items = repeatElement("\"x\"", count: 5000).joined(separator: ",")
    let schema = try SchemaRow(.draft202012, "", #"{"items":{"type":"integer"}}"#, "").compile()
    let value = try JSONReader.read(Array("[\(items)]".utf8), file: SourceFile(name: "t"))
    #expect(schema.violations(in: value.root).count == 100)
    #expect(schema.violations(in: value.root, limit: 3).count == 3)
    #expect(schema.violations(in: value.root, limit: 0).isEmpty)
  }

  @Test func longValuesAreCut() throws {
    let schema = try SchemaRow(.draft202012, "", #"{"type":"integer"}"#, "").compile()
    let text = "\"" + String(repeating: "é", count: 100_000) + "\""
    let value = try JSONReader.read(Array(text.utf8), file: SourceFile(name: "t"))
    let violation = try #require(schema.violations(in: value.root).first)
    #expect(violation.actual == "string \"" + String(repeating: "é", count: 79) + "…")
  }

  @Test func manyRequiredNames() throws {
    let names = (0..<200).map { "\"n\($0)\"" }
    let schema = try SchemaRow(
      .draft202012, "", "{\"required\":[\(names.joined(separator: ","))]}", ""
    ).compile()
    let all = names.map { "\($0):1" }
    let file = SourceFile(name: "t")
    let full = try JSONReader.read(Array("{\(all.joined(separator: ","))}".utf8), file: file)
    #expect(schema.isValid(full.root))
    let partial = try JSONReader.read(
      Array("{\(all.dropLast().joined(separator: ",")),\"x\":1}".utf8), file: file)
    #expect(
      schema.violations(in: partial.root).map(\.description) == [
        "(root): expected the member \"n199\", got an object with 200 members without it"
      ])
  }

  @Test func manyItemsAreComparedQuickly() throws {
    let items = (0..<100_000).map { "{\"id\":\($0)}" }
    let schema = try SchemaRow(.draft202012, "", #"{"uniqueItems":true}"#, "").compile()
    let file = SourceFile(name: "t")
    let unique = try JSONReader.read(Array("[\(items.joined(separator: ","))]".utf8), file: file)
    let repeated = try JSONReader.read(
      Array("[\(items.joined(separator: ",")),{\"id\":7.0}]".utf8), file: file)
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(schema.isValid(unique.root))
      #expect(!schema.isValid(repeated.root))
    }
    // Comparing all pairs would take hours; the sanitizers alone take half a minute.
    #expect(time < .seconds(120))
  }

  @Test func tasksMayShareASchema() async throws {
    let schema = try SchemaRow(
      .draft202012, "", #"{"items":{"pattern":"^[a-z]+$","enum":["a","b","c"]}}"#, ""
    ).compile()
    let file = SourceFile(name: "t")
    let good = try JSONReader.read(Array(#"["a","b","c"]"#.utf8), file: file)
    let bad = try JSONReader.read(Array(#"["a","B","c"]"#.utf8), file: file)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 {
        group.addTask {
          (0..<200).allSatisfy { _ in schema.isValid(good.root) && !schema.isValid(bad.root) }
        }
      }
      for await outcome in group { #expect(outcome) }
    }
  }
}
