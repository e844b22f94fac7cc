import Documents
import Schemas
import Suites
import Testing

@Suite struct HintTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var schema = #"{"type":"string"}"#
    /// A pattern that the text of the value, as JSON, has to match.
    var pattern: String
    var testDescription: String { "\(name) \(schema)" }
  }

  static let rows: [Row] = [
    Row(name: "msisdn", pattern: #"^"300555\d{4}"$"#),
    Row(name: "mobilePhone", pattern: #"^"300555\d{4}"$"#),
    Row(name: "msisdn", schema: #"{"type":"integer"}"#, pattern: #"^300555\d{4}$"#),
    Row(name: "contact_email", pattern: #"^"[a-z0-9]+@example\.com"$"#),
    Row(name: "customerUuid", pattern: #"^"[0-9a-f-]{36}"$"#),
    Row(name: "callbackUrl", pattern: #"^"https://example\.com/"#),
    Row(name: "currency", pattern: #"^"[A-Z]{3}"$"#), Row(name: "countryCode", pattern: #"^"CO"$"#),
    Row(name: "nit", pattern: #"^"\d{9}"$"#), Row(name: "idType", pattern: #"^"(NIT|CC)"$"#),
    Row(name: "dateFrom", pattern: #"^"2024-06-01"$"#),
    Row(name: "dateTill", pattern: #"^"2024-06-30"$"#),
    Row(name: "page", schema: #"{"type":"integer"}"#, pattern: "^1$"),
    Row(name: "limit", schema: #"{"type":"integer"}"#, pattern: "^([1-9]|10)$"),
    // Hints never break the schema.
    Row(name: "email", schema: #"{"type":"string","maxLength":3}"#, pattern: #"^".{0,3}"$"#),
    Row(name: "msisdn", schema: #"{"type":"integer","maximum":9}"#, pattern: #"^-?\d+$"#),
    Row(
      name: "msisdn", schema: #"{"type":"string","pattern":"^[a-f]{2}$"}"#,
      pattern: #"^"[a-f]{2}"$"#),
    Row(name: "page", schema: #"{"type":"integer","minimum":5}"#, pattern: #"^\d+$"#),
  ]

  @Test(arguments: rows)
  func hints(_ row: Row) throws {
    let subject = try Subject(row.schema)
    let check = try #require(PatternCheck(row.pattern))
    for seed in UInt64(1)...10 {
      let generated = subject.generated(seed, named: row.name)
      let value = try #require(generated.value, "\(generated.reason ?? "")")
      #expect(check.matches(JSONWriter.text(value)) == true, "\(JSONWriter.text(value))")
      #expect(try isValid(value, subject.schema()))
    }
  }

  @Test(
    "the ends of a period are in order",
    arguments: [
      ("dateFrom", "dateTill"), ("start", "end"), ("date_from", "date_to"),
      ("callTimeAfter", "callTimeBefore"),
    ])
  func periods(_ names: (String, String)) throws {
    for format in ["date", "date-time"] {
      let member = #"{"type":"string","format":"\#(format)"}"#
      let subject = try Subject(
        #"{"type":"object","properties":{"\#(names.1)":\#(member),"\#(names.0)":\#(member)}}"#)
      for seed in UInt64(1)...20 {
        let value = try subject.value(seed, size: .full)
        let from = try #require(value[names.0]?.string)
        let till = try #require(value[names.1]?.string)
        #expect(from <= till)
      }
    }
  }
}
