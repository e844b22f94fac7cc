import Schemas

extension KeywordRow {
  static let combinations: [KeywordRow] = [
    KeywordRow(
      name: "allOf",
      schema:
        #"{"allOf":[{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":3}}},{"properties":{"a":{"maximum":5},"b":{"type":"string"}}}]}"#,
      edges: ["minimum:/a", "maximum:/a"], breaches: ["minimum-exceeded:/a", "maximum-exceeded:/a"]),
    KeywordRow(
      name: "anyOf", schema: #"{"anyOf":[{"type":"string","minLength":3},{"type":"integer"}]}"#,
      edges: ["anyof-branch-1:/", "anyof-branch-2:/"], breaches: ["anyof-none:/"]),
    KeywordRow(
      name: "oneOf",
      schema: #"{"oneOf":[{"type":"integer","multipleOf":3},{"type":"integer","multipleOf":5}]}"#,
      edges: ["oneof-branch-1:/", "oneof-branch-2:/"],
      breaches: ["oneof-none:/", "oneof-several:/"]),
    KeywordRow(
      name: "oneOf of objects",
      schema:
        #"{"type":"object","oneOf":[{"required":["a"],"properties":{"a":{"type":"string"}}},{"required":["b"],"properties":{"b":{"type":"integer"}}}]}"#,
      edges: ["oneof-branch-1:/", "oneof-branch-2:/"], breaches: ["oneof-several:/"]),
    KeywordRow(
      name: "not", schema: #"{"type":"integer","not":{"minimum":0,"maximum":1000}}"#,
      breaches: ["not:/"]),
    KeywordRow(
      name: "not of a member",
      schema: #"{"type":"object","properties":{"a":{"type":"string"}},"not":{"required":["a"]}}"#),
    KeywordRow(
      name: "if, then, else",
      schema:
        #"{"type":"object","required":["kind"],"properties":{"kind":{"enum":["a","b"]}},"if":{"properties":{"kind":{"const":"a"}}},"then":{"required":["x"]},"else":{"required":["y"]}}"#
    ),
    KeywordRow(
      name: "discriminator with a mapping",
      schema:
        ##"{"oneOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog"}],"discriminator":{"propertyName":"kind","mapping":{"meow":"#/$defs/Cat","woof":"#/$defs/Dog"}},"$defs":{"Cat":{"type":"object","required":["kind","lives"],"properties":{"kind":{"type":"string"},"lives":{"type":"integer"}}},"Dog":{"type":"object","required":["kind","tail"],"properties":{"kind":{"type":"string"},"tail":{"type":"boolean"}}}}}"##,
      edges: ["oneof-branch-1:/", "oneof-branch-2:/"], breaches: ["discriminator-unknown:/kind"]),
    KeywordRow(
      name: "recursion",
      schema:
        ##"{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#"}}}}"##,
      edges: ["empty-array:/children"], breaches: ["missing-name:/", "missing-name:/children/0"]),
    KeywordRow(
      name: "required recursion that ends by null",
      schema:
        ##"{"type":"object","required":["next"],"properties":{"next":{"anyOf":[{"$ref":"#"},{"type":"null"}]}}}"##
    ),
    KeywordRow(
      name: "dynamic references", dialect: .draft202012,
      schema:
        ##"{"$id":"https://example.com/tree","$dynamicAnchor":"node","type":"object","required":["value"],"properties":{"value":{"type":"integer"},"children":{"type":"array","items":{"$dynamicRef":"#node"}}}}"##,
      breaches: ["missing-value:/"]),
    KeywordRow(
      name: "examples",
      schema: #"{"type":"string","examples":["from the examples"]}"#, edges: ["valid:/"]),
  ]

  static let dialects: [KeywordRow] = [
    KeywordRow(
      name: "nullable", dialect: .openAPI30, schema: #"{"type":"string","nullable":true}"#,
      edges: ["null:/"], breaches: ["type-integer:/"]),
    KeywordRow(
      name: "flags for exclusive limits", dialect: .openAPI30,
      schema:
        #"{"type":"integer","minimum":0,"exclusiveMinimum":true,"maximum":9,"exclusiveMaximum":true}"#,
      edges: ["lowest:/", "highest:/"], breaches: ["minimum-exceeded:/", "maximum-exceeded:/"]),
    KeywordRow(
      name: "words that Swagger 2.0 doesn't know", dialect: .swagger20,
      schema: #"{"type":"string","oneOf":[{"type":"integer"}],"const":5,"nullable":true}"#,
      breaches: ["null-refused:/"]),
    KeywordRow(
      name: "words beside a reference in OpenAPI 3.0", dialect: .openAPI30,
      schema:
        ##"{"type":"object","required":["a"],"properties":{"a":{"$ref":"#/properties/b","maxLength":0}, "b":{"type":"string","minLength":1}}}"##,
      breaches: ["too-short:/a"]),
    KeywordRow(
      name: "readOnly", dialect: .openAPI30,
      schema:
        #"{"type":"object","required":["id","name"],"properties":{"id":{"type":"integer","readOnly":true},"name":{"type":"string"}}}"#,
      breaches: ["readonly-member:/id", "missing-name:/"]),
    KeywordRow(
      name: "item lists", dialect: .draft7,
      schema:
        #"{"type":"array","items":[{"type":"string"},{"type":"integer"}],"additionalItems":false}"#,
      breaches: ["item-beyond:/2"]),
    KeywordRow(
      name: "recursive references", dialect: .draft201909,
      schema:
        ##"{"$recursiveAnchor":true,"type":"object","required":["v"],"properties":{"v":{"type":"integer"},"n":{"$recursiveRef":"#"}}}"##,
      breaches: ["missing-v:/"]),
    KeywordRow(
      name: "dependencies", dialect: .draft7,
      schema: #"{"type":"object","properties":{"a":{},"b":{}},"dependencies":{"a":["b"]}}"#,
      breaches: ["missing-b-beside-a:/"]),
  ]
}
