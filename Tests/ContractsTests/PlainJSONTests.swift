import Contracts
import Documents
import Testing

/// Definitions in JSON are told by their members and not by their text, with the same outcome.
@Suite("Definitions in JSON")
struct PlainJSONTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var spec: String
    /// The format, or the codes of what was refused.
    var outcome: String
    var marks: [String] = []
    var testDescription: String { name }
  }

  private static let body =
    #""info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": "#
    + #"{"responses": {"200": {"description": "DESCRIPTION"}}}}}"#

  static let rows = [
    Row(name: "Swagger", spec: #"{"swagger": "2.0", BODY}"#, outcome: "Swagger 2.0"),
    Row(name: "OpenAPI", spec: #" {"openapi": "3.1.0", BODY}"#, outcome: "OpenAPI 3.1"),
    Row(name: "version last", spec: #"{BODY, "openapi": "3.0.0"}"#, outcome: "OpenAPI 3.0"),
    Row(
      name: "a model's member with a foreign name",
      spec: #"{"swagger": "2.0", BODY, "definitions": {"a": {"properties": {"overlay":{}}}}}"#,
      outcome: "Swagger 2.0"),
    Row(
      name: "an overlay", spec: #"{"overlay": "1.0.0", "swagger": "2.0", BODY}"#,
      outcome: "format-foreign"),
    Row(name: "no version", spec: "{BODY}", outcome: "spec-unrecognised"),
    Row(
      name: "returns", spec: "{\r\n\"swagger\": \"2.0\", BODY}", outcome: "Swagger 2.0",
      marks: ["line-endings@1"]),
    Row(
      name: "a lost character", spec: "{\n\"swagger\": \"2.0\", \"x-a\": \"\u{FFFD}\", BODY}",
      outcome: "Swagger 2.0", marks: ["replacement-character@2"]),
    Row(
      name: "a byte order mark", spec: "\u{FEFF}{\"swagger\": \"2.0\", BODY}",
      outcome: "Swagger 2.0", marks: ["byte-order-mark@1"]),
    Row(name: "YAML's flow", spec: "{swagger: '2.0', BODY}", outcome: "Swagger 2.0"),
    Row(
      name: "a member twice", spec: #"{"swagger": "2.0", "swagger": "2.0", BODY}"#,
      outcome: "duplicate-member"),
    Row(name: "broken", spec: #"{"swagger": "2.0", BODY"#, outcome: "json-truncated"),
  ]

  @Test(arguments: rows)
  func areLoaded(_ row: Row) {
    let spec = row.spec.split(separator: "BODY", omittingEmptySubsequences: false)
      .joined(separator: Self.body)
    do throws(InvalidInput) {
      let loaded = try load(spec)
      #expect(loaded.contract.format == row.outcome)
      #expect(loaded.diagnostics.without("media-type-assumed").marks == row.marks)
    } catch {
      #expect(error.diagnostics.map(\.code).joined(separator: " ") == row.outcome)
    }
  }
}
