import Documents
import Schemas
import Testing

/// Damaged schemas and patterns: whatever they say, nothing crashes, nothing hangs, and both modes of
/// the validator agree.
@Suite struct MutationTests {
  static let rows: [SchemaRow] =
    KeywordTests.anyType + KeywordTests.numbers + KeywordTests.strings + KeywordTests.arrays
    + KeywordTests.objects + KeywordTests.combinations + OpenAPIDialectTests.both
    + OpenAPIDialectTests.single

  static let pieces = [
    "{", "}", "[", "]", ",", ":", "\"", "0", "-1", "1e9", "true", "null", "\"$ref\"", "\"#\"",
    "\"type\"",
    "\"allOf\"", "\"not\"", "\"items\"", "\"properties\"", "\"$id\"", "\"$dynamicRef\"",
    "\"#/$defs/a\"",
    "\"unevaluatedProperties\"", "\"contains\"", "\"required\"", "\"enum\"", "\"discriminator\"",
  ]

  @Test(arguments: [1, 2, 3, 4]) func damagedSchemas(_ seed: UInt64) throws {
    var random = Generator(state: seed)
    var compiled = 0
    for _ in 0..<2500 {
      let row = Self.rows[Int.random(in: 0..<Self.rows.count, using: &random)]
      let other = Self.rows[Int.random(in: 0..<Self.rows.count, using: &random)]
      var text = Array(row.schema.utf8)
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let place = Int.random(in: 0...text.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0 where place < text.count: text.remove(at: place)
        case 1 where place < text.count:
          text[place] = UInt8.random(in: 0x20...0x7E, using: &random)
        default:
          let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
          text.insert(contentsOf: piece.utf8, at: place)
        }
      }
      let dialect = SchemaDialect.allCases[
        Int.random(in: 0..<SchemaDialect.allCases.count, using: &random)]
      let file = SourceFile(name: "t")
      guard let document = try? StructuredReader.read(text, file: file) else { continue }
      var registry = SchemaRegistry()
      registry.add(document, uri: "s", dialect: dialect)
      let options = SchemaOptions(
        assertFormats: Bool.random(using: &random),
        direction: SchemaOptions.Direction.allCases[Int.random(in: 0..<3, using: &random)])
      let compiler = SchemaCompiler(registry: registry, dialect: dialect, options: options)
      let pointer = JSONPointer(parsing: row.pointer) ?? JSONPointer()
      guard let schema = try? compiler.compile(uri: "s", pointer: pointer) else { continue }
      compiled += 1
      for value in [row.value, other.value] {
        let document = try JSONReader.read(Array(value.utf8), file: file)
        #expect(schema.isValid(document.root) == schema.violations(in: document.root).isEmpty)
      }
    }
    #expect(compiled > 500)
  }

  @Test func damagedPatterns() throws {
    var random = Generator(state: 5)
    let pieces = PatternTests.rows.map(\.pattern) + ["(", ")", "[", "]", "\\", "{", "}", "^", "|"]
    let text = try JSONReader.read(Array(#""aé 1_x""#.utf8), file: SourceFile(name: "t"))
    for _ in 0..<5000 {
      let pattern = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      let schema = JSONWriter.text(.object([("pattern", .string(pattern))]))
      guard let compiled = try? SchemaRow(.draft202012, "", schema, "").compile() else { continue }
      #expect(compiled.isValid(text.root) == compiled.violations(in: text.root).isEmpty)
    }
  }

  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
