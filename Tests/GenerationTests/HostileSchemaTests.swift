import Documents
import Schemas
import Suites
import Testing

/// Schemas that are meant to exhaust whoever makes up values for them.
@Suite struct HostileSchemaTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var schema: String
    /// A part of the reason; nil where a value has to be found.
    var reason: String?
    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row(
      name: "pattern of a million characters",
      schema: #"{"type":"string","pattern":"(a{1000}){1000}"}"#,
      reason: "more than"),
    Row(
      name: "pattern that repeats nothing",
      schema: #"{"type":"string","pattern":"^(((){1000}){1000}){1000}b$"}"#, reason: ""),
    Row(
      name: "exponential pattern", schema: #"{"type":"string","pattern":"^(a+)+$","minLength":40}"#,
      reason: nil),
    Row(
      name: "patterns that exclude each other",
      schema: #"{"type":"string","allOf":[{"pattern":"^a+$"},{"pattern":"^b+$"}]}"#,
      reason: "matches"),
    Row(
      name: "a billion items", schema: #"{"type":"array","minItems":1000000000}"#,
      reason: "1000000000 items"),
    Row(
      name: "a billion contained",
      schema: #"{"type":"array","contains":{},"minContains":1000000000}"#,
      reason: "1000000000 items"),
    Row(
      name: "a billion characters", schema: #"{"type":"string","minLength":1000000000}"#,
      reason: "minLength"),
    Row(
      name: "a billion members", schema: #"{"type":"object","minProperties":1000000000}"#,
      reason: "members"),
    Row(
      name: "a number of 200 digits",
      schema: #"{"type":"integer","minimum":1e200,"maximum":1e200}"#, reason: nil),
    Row(
      name: "endless required recursion",
      schema: ##"{"type":"object","required":["a"],"properties":{"a":{"$ref":"#"}}}"##,
      reason: "levels deep"),
    Row(
      name: "endless required recursion with many ways",
      schema:
        ##"{"required":["a","b"],"type":"object","properties":{"a":{"anyOf":[{"$ref":"#"},{"$ref":"#"}]},"b":{"oneOf":[{"$ref":"#"},{"$ref":"#"}]}}}"##,
      reason: ""),
    Row(
      name: "optional recursion",
      schema:
        ##"{"type":"object","properties":{"a":{"$ref":"#"},"b":{"$ref":"#"},"c":{"type":"array","items":{"$ref":"#"}}}}"##,
      reason: nil),
    Row(
      name: "contradicting allOf", schema: #"{"allOf":[{"type":"string"},{"type":"integer"}]}"#,
      reason: "type"),
    Row(
      name: "contradicting limits", schema: #"{"type":"integer","minimum":5,"maximum":4}"#,
      reason: "limits"),
    Row(name: "false", schema: "false", reason: "accepts nothing"),
    Row(name: "not anything", schema: #"{"not":{}}"#, reason: ""),
    Row(name: "empty enum", schema: #"{"enum":[]}"#, reason: "empty"),
    Row(
      name: "two values for a set of three",
      schema: #"{"type":"array","items":{"type":"boolean"},"uniqueItems":true,"minItems":3}"#,
      reason: ""),
    Row(
      name: "a large enum",
      schema: #"{"enum":["# + (0..<100_000).map(String.init).joined(separator: ",") + "]}",
      reason: nil),
    Row(
      name: "a large enum of which nothing is left",
      schema: #"{"type":"string","enum":["# + (0..<100_000).map(String.init).joined(separator: ",")
        + "]}", reason: ""),
    Row(
      name: "many alternatives within alternatives",
      schema: #"{"allOf":["#
        + (0..<30).map { #"{"anyOf":[{"required":["a\#($0)"]},{"required":["b\#($0)"]}]}"# }
        .joined(separator: ",") + #"],"type":"object"}"#, reason: nil),
    Row(
      name: "deeply nested schema",
      schema: String(repeating: #"{"type":"array","minItems":1,"items":"#, count: 100) + "{}"
        + String(repeating: "}", count: 100), reason: "levels deep"),
    Row(
      name: "a chain of references",
      schema: ##"{"$ref":"#/$defs/d0","$defs":{"##
        + (0..<500).map { ##""d\##($0)":{"title":"x","$ref":"#/$defs/d\##($0 + 1)"}"## }
        .joined(separator: ",") + #","d500":{"type":"integer"}}}"#, reason: nil),
    Row(name: "a reference to itself", schema: ##"{"$ref":"#"}"##, reason: "compiled"),
    Row(name: "no schema at all", schema: #"{"type":"strin"}"#, reason: "compiled"),
    Row(
      name: "a thousand optional members",
      schema: #"{"type":"object","properties":{"#
        + (0..<1_000).map { #""m\#($0)":{"type":"object","properties":{"x":{"type":"string"}}}"# }
        .joined(separator: ",") + "}}", reason: nil),
  ]

  @Test(arguments: rows)
  func ends(_ row: Row) throws {
    let subject = try Subject(row.schema)
    let clock = ContinuousClock()
    let start = clock.now
    let generated = subject.generated(size: .full)
    _ = subject.boundaries()
    _ = subject.violations()
    let duration = start.duration(to: clock.now)
    // Generous: a debug build beside other tests. Without bounds it would be for ever.
    #expect(duration < .seconds(60))
    if let reason = row.reason {
      #expect(generated.value == nil)
      #expect(generated.reason?.contains(reason) == true || reason.isEmpty, "\(generated)")
    } else {
      let value = try #require(generated.value, "\(generated.reason ?? "")")
      #expect(try isValid(value, subject.schema()))
    }
  }
}
