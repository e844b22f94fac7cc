import Schemas
import Testing

/// One schema with what has to be found at its edges and beyond them.
struct KeywordRow: Sendable, CustomTestStringConvertible {
  var name: String
  var dialect = SchemaDialect.openAPI31
  var schema: String
  /// Ids of variants that have to be among the boundaries.
  var edges: [String] = []
  /// Ids of variants that have to be among the violations.
  var breaches: [String] = []
  var testDescription: String { name }
}

extension KeywordRow {
  static let all = scalars + containers + combinations + dialects

  static let scalars: [KeywordRow] = [
    KeywordRow(
      name: "integer with limits", schema: #"{"type":"integer","minimum":-3,"maximum":150}"#,
      edges: ["minimum:/", "maximum:/", "above-lowest:/", "below-highest:/", "zero:/"],
      breaches: [
        "minimum-exceeded:/", "maximum-exceeded:/", "type-string:/", "type-number:/",
        "null-refused:/",
      ]),
    KeywordRow(
      name: "exclusive limits",
      schema: #"{"type":"integer","exclusiveMinimum":0,"exclusiveMaximum":10}"#,
      edges: ["lowest:/", "highest:/"],
      breaches: ["minimum-exceeded:/", "maximum-exceeded:/"]),
    KeywordRow(
      name: "multiples", schema: #"{"type":"integer","multipleOf":7,"minimum":20,"maximum":50}"#,
      edges: ["lowest:/", "highest:/"], breaches: ["not-a-multiple:/"]),
    KeywordRow(
      name: "decimal multiples",
      schema: #"{"type":"number","multipleOf":0.01,"minimum":0.1,"maximum":0.3}"#,
      edges: ["minimum:/", "maximum:/"], breaches: ["not-a-multiple:/", "maximum-exceeded:/"]),
    KeywordRow(
      name: "two multiples",
      schema: #"{"type":"integer","allOf":[{"multipleOf":4},{"multipleOf":6}],"minimum":1}"#,
      edges: ["lowest:/", "above-lowest:/"]),
    KeywordRow(
      name: "a narrow range of fractions",
      schema: #"{"type":"number","exclusiveMinimum":0.001,"exclusiveMaximum":0.002}"#),
    KeywordRow(
      name: "int32", schema: #"{"type":"integer","format":"int32"}"#,
      edges: ["int32-maximum:/", "int32-minimum:/"],
      breaches: ["format-maximum-exceeded:/", "format-minimum-exceeded:/"]),
    KeywordRow(
      name: "int64", schema: #"{"type":"integer","format":"int64"}"#,
      edges: [
        "int32-exceeded:/", "double-inexact:/", "double-exact:/", "int64-maximum:/",
        "int64-minimum:/",
      ], breaches: ["format-maximum-exceeded:/", "format-minimum-exceeded:/"]),
    KeywordRow(
      name: "double", schema: #"{"type":"number","format":"double"}"#,
      edges: ["fraction:/", "exponent:/"], breaches: ["format-maximum-exceeded:/"]),
    KeywordRow(
      name: "text lengths", schema: #"{"type":"string","minLength":3,"maxLength":5}"#,
      edges: ["shortest:/", "longest:/", "near-longest:/", "astral:/", "combining-marks:/"],
      breaches: ["too-short:/", "too-long:/"]),
    KeywordRow(
      name: "free text", schema: #"{"type":"string"}"#,
      edges: [
        "empty-text:/", "one-character:/", "long-text:/", "null-character:/", "right-to-left:/",
        "zero-width:/", "replacement:/",
      ], breaches: ["type-integer:/", "type-boolean:/", "type-object:/", "type-array:/"]),
    KeywordRow(
      name: "pattern", schema: #"{"type":"string","pattern":"^[A-Z]{2,3}-\\d+$"}"#,
      edges: ["pattern-shortest:/", "pattern-longest:/"], breaches: ["pattern-mismatch:/"]),
    KeywordRow(
      name: "pattern with lengths",
      schema: #"{"type":"string","pattern":"^(0|[1-9][0-9]*)$","minLength":4,"maxLength":6}"#,
      edges: ["pattern-longest:/"],
      breaches: ["pattern-mismatch:/", "too-short:/", "too-long:/"]),
    KeywordRow(
      name: "formats that are asserted", schema: #"{"type":"string","format":"date-time"}"#,
      breaches: ["format-mismatch:/"]),
    KeywordRow(
      name: "a format that is only said", schema: #"{"type":"string","format":"password"}"#),
    KeywordRow(
      name: "enum", schema: #"{"type":"string","enum":["red","green","blue"]}"#,
      edges: ["enum-value:/", "enum-value:/#2"],
      breaches: ["enum-unlisted:/", "enum-letter-case:/", "type-integer:/"]),
    KeywordRow(name: "const", schema: #"{"const":{"a":[1,null]}}"#, breaches: ["const-mismatch:/"]),
    KeywordRow(
      name: "boolean", schema: #"{"type":"boolean"}"#, edges: ["boolean:/"],
      breaches: ["type-string:/", "null-refused:/"]),
    KeywordRow(
      name: "type list", schema: #"{"type":["string","integer","null"]}"#,
      edges: ["type:/", "null:/"], breaches: ["type-boolean:/"]),
  ]

  static let containers: [KeywordRow] = [
    KeywordRow(
      name: "array sizes",
      schema: #"{"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":4}"#,
      edges: ["fewest-items:/", "most-items:/"],
      breaches: ["too-few-items:/", "too-many-items:/", "type-string:/0"]),
    KeywordRow(
      name: "free array", schema: #"{"type":"array","items":{"type":"string"}}"#,
      edges: ["empty-array:/", "one-item:/", "many-items:/", "equal-items:/"]),
    KeywordRow(
      name: "unique items",
      schema: #"{"type":"array","items":{"type":"integer"},"uniqueItems":true,"minItems":3}"#,
      breaches: ["equal-items:/", "too-few-items:/"]),
    KeywordRow(
      name: "prefixItems",
      schema:
        #"{"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}],"items":false}"#,
      breaches: ["item-beyond:/2", "type-integer:/0", "type-string:/1"]),
    KeywordRow(
      name: "contains",
      schema:
        #"{"type":"array","contains":{"type":"integer","minimum":5},"minContains":2,"maxContains":3}"#,
      breaches: ["contains:/"]),
    KeywordRow(
      name: "members",
      schema:
        #"{"type":"object","required":["a"],"properties":{"a":{"type":"string"},"b":{"type":"integer"},"c":{"type":"boolean"},"d":{"type":"string"}},"additionalProperties":false}"#,
      edges: ["only-required:/", "without-b:/", "without-c:/", "members-2:/"],
      breaches: ["missing-a:/", "additional-member:/x-unnamed", "type-string:/b"]),
    KeywordRow(
      name: "open object", schema: #"{"type":"object","properties":{"a":{"type":"string"}}}"#,
      edges: ["additional-member:/"]),
    KeywordRow(
      name: "patternProperties",
      schema:
        #"{"type":"object","patternProperties":{"^x-[a-z]+$":{"type":"integer"}},"additionalProperties":false,"minProperties":2}"#,
      breaches: ["too-few-members:/"]),
    KeywordRow(
      name: "propertyNames",
      schema:
        #"{"type":"object","propertyNames":{"pattern":"^[a-z]{3}$"},"minProperties":1,"maxProperties":3,"additionalProperties":{"type":"integer"}}"#,
      breaches: ["too-few-members:/"]),
    KeywordRow(
      name: "maxProperties", schema: #"{"type":"object","maxProperties":2}"#,
      edges: ["most-members:/"], breaches: ["too-many-members:/"]),
    KeywordRow(
      name: "dependentRequired",
      schema:
        #"{"type":"object","properties":{"card":{"type":"string"},"billing":{"type":"string"}},"dependentRequired":{"card":["billing"]}}"#,
      breaches: ["missing-billing-beside-card:/"]),
    KeywordRow(
      name: "dependentSchemas",
      schema:
        #"{"type":"object","required":["card"],"properties":{"card":{"type":"string"}},"dependentSchemas":{"card":{"required":["billing"],"properties":{"billing":{"type":"integer"}}}}}"#,
      breaches: ["missing-billing:/", "type-string:/billing"]),
    KeywordRow(
      name: "nested",
      schema:
        #"{"type":"object","required":["o"],"properties":{"o":{"type":"object","required":["n"],"properties":{"n":{"type":"array","minItems":1,"items":{"type":"integer","maximum":9}}}}}}"#,
      edges: ["maximum:/o/n/0"],
      breaches: ["missing-n:/o", "maximum-exceeded:/o/n/0", "too-few-items:/o/n"]),
    KeywordRow(
      name: "unevaluatedProperties",
      schema:
        #"{"type":"object","allOf":[{"properties":{"a":{"type":"string"}}}],"properties":{"b":{"type":"string"}},"unevaluatedProperties":false}"#,
      breaches: ["additional-member:/x-unnamed"]),
  ]
}
