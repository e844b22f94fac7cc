import Documents
import Schemas
import Testing

@Suite struct SchemaCacheTests {
  private static func schema() throws -> Schema {
    try SchemaRow(.draft202012, "", "type: string", "").compile()
  }

  @Test("what is asked for stays, what is not goes")
  func forgets() throws {
    var cache = SchemaCache(countLimit: 2, byteLimit: 100)
    for name in UInt8(0)..<10 {
      cache.keep(try Self.schema(), for: [name])
      #expect(cache.schema(for: [0]) != nil)
    }
    #expect(cache.schema(for: [9]) != nil)
    #expect(cache.schema(for: [1]) == nil)
  }

  @Test("texts are bounded in sum and each")
  func bytes() throws {
    var cache = SchemaCache(countLimit: 100, byteLimit: 10)
    cache.keep(try Self.schema(), for: [UInt8](repeating: 0, count: 11))
    #expect(cache.schema(for: [UInt8](repeating: 0, count: 11)) == nil)
    for name in UInt8(0)..<5 { cache.keep(try Self.schema(), for: [name, 0, 0, 0, 0, 0]) }
    #expect(cache.schema(for: [4, 0, 0, 0, 0, 0]) != nil)
    #expect(cache.schema(for: [3, 0, 0, 0, 0, 0]) != nil)
    #expect(cache.schema(for: [0, 0, 0, 0, 0, 0]) == nil)
  }

  @Test("a verdict tells what is refused from what nobody can judge")
  func verdicts() throws {
    let text = "\"" + String(repeating: "a", count: 64) + "!\""
    let file = SourceFile(name: "value.json")
    let document = try JSONReader.read(Array(text.utf8), file: file)
    for (schema, verdict) in [
      ("type: string", Schema.Verdict.valid), ("type: integer", .invalid),
      ("pattern: '^(([a-z])+.)+[A-Z]([a-z])+(?=x)$'", .undecided),
      ("not: {pattern: '^(([a-z])+.)+[A-Z]([a-z])+(?=x)$'}", .undecided),
    ] {
      let compiled = try SchemaRow(.draft202012, "", schema, "").compile()
      #expect(compiled.verdict(on: document.root) == verdict, "\(schema)")
      #expect(compiled.isValid(document.root) == (verdict == .valid), "\(schema)")
    }
  }
}
