import Documents
import Schemas
import Suites
import Testing

/// Regular expressions as specifications have them, each of which has to get a text.
@Suite struct PatternTests {
  static let patterns: [String] = [
    "abc", "^abc$", "^[A-Z]{3}$", #"^\d{4}-\d{2}-\d{2}$"#, #"^\+?[1-9]\d{1,14}$"#,
    "^(0|[1-9][0-9]*)$", "^[a-z0-9]+(?:-[a-z0-9]+)*$", #"^[^@\s]+@[^@\s]+\.[a-z]{2,}$"#,
    #"^(?=.*[A-Z])(?=.*[a-z])(?=.*\d).{8,}$"#, #"^(?=.*[!@#$%])[A-Za-z\d!@#$%]{8,20}$"#,
    #"^(?!000)\d{3}$"#, #"^(a|bc|def){2}$"#, #"^(\w)\1$"#, #"^(?<x>[ab])-\k<x>$"#, #"\bword\b"#,
    #"^\p{Lu}\p{Ll}*$"#, #"^[\p{L} '-]+$"#, #"^\u0041\x42\cJ$"#, #"^[\u{1F600}-\u{1F64F}]$"#,
    #"^[^a-z]$"#, #"^\S+$"#, #"^\W\D\s$"#, "^.{0,5}$", "^$", "", "a*", "^(a+)+$", "^[-a-z]+$",
    #"^#[0-9A-Fa-f]{6}$"#, #"^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$"#,
    "^(GET|POST|PUT)$", "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$",
    #"^\/[a-z]+(\/\{[a-z]+\})?$"#,
    "^(?i:abc)$", "^a{2,}b{0,1}c{3}$", "^x{,3}$", "(?<=a)b", #"^.*\.(jpg|png)$"#,
  ]

  @Test(arguments: patterns)
  func samples(_ pattern: String) throws {
    let schema = Value.object([("type", .string("string")), ("pattern", .string(pattern))])
    let subject = Subject(schema, .draft202012)
    let compiled = try subject.schema()
    for seed in UInt64(1)...10 {
      for size in [GenerationSize.minimal, .typical] {
        let generated = subject.generated(seed, size: size)
        let value = try #require(generated.value, "\(pattern): \(generated.reason ?? "")")
        #expect(try isValid(value, compiled))
      }
    }
  }

  struct Lengths: Sendable, CustomTestStringConvertible {
    var pattern: String
    var least: Int
    var most: Int
    var testDescription: String { "\(pattern) \(least)...\(most)" }
  }

  static let lengths: [Lengths] = [
    Lengths(pattern: "^[a-z]+$", least: 40, most: 40),
    Lengths(pattern: "^(ab)*$", least: 10, most: 11),
    Lengths(pattern: #"^\d{2,3}(-\d{2,3})*$"#, least: 20, most: 24),
    Lengths(pattern: "^(a|bbbb|cccccccc)$", least: 4, most: 4),
    Lengths(pattern: "abc", least: 30, most: 30),
    Lengths(pattern: "^[A-Z]{1,64}$", least: 64, most: 64),
    Lengths(pattern: "^.{1000,5000}$", least: 4_000, most: 4_000),
  ]

  @Test("a text of the wanted length is found", arguments: lengths)
  func wanted(_ row: Lengths) throws {
    let schema = Value.object([
      ("type", .string("string")), ("pattern", .string(row.pattern)),
      ("minLength", .integer(row.least)), ("maxLength", .integer(row.most)),
    ])
    let value = try Subject(schema, .draft202012).value()
    let count = try #require(value.string).unicodeScalars.count
    #expect((row.least...row.most).contains(count))
  }
}
