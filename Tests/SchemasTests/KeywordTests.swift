import Documents
import Schemas
import Testing

/// One or more rows a keyword, in JSON Schema 2020-12 where nothing else is said.
@Suite struct KeywordTests {
  static func row(
    _ schema: String, _ value: String, _ violations: String...
  ) -> SchemaRow {
    SchemaRow(.draft202012, schema, schema, value, violations)
  }

  static let anyType: [SchemaRow] = [
    row("true", "1"),
    row("false", "1", "(root): expected no value here, got integer 1"),
    row(#"{"type":["string","integer"]}"#, "1.0"),
    row(
      #"{"type":["string","integer"]}"#, "1.5",
      "(root): expected string or integer, got number 1.5"),
    row(
      #"{"type":["array","integer","null"]}"#, "true",
      "(root): expected array, integer or null, got boolean true"),
    row(#"{"const":{"a":[1,{"b":2}],"c":null}}"#, #"{"c":null,"a":[1.0,{"b":20e-1}]}"#),
    row(
      #"{"const":{"a":1}}"#, #"{"a":1,"b":2}"#,
      #"(root): expected {"a":1}, got an object with 2 members"#),
    row(#"{"const":0}"#, "-0.0"),
    row(#"{"const":false}"#, "0", "(root): expected false, got integer 0"),
    row(#"{"const":"\u00e9"}"#, #""é""#),
    row(#"{"const":"é"}"#, #""e\u0301""#, #"(root): expected "é", got string "e\u0301""#),
    row(#"{"enum":["a","b",null]}"#, "null"),
    row(
      #"{"enum":["a","b",null]}"#, #""c""#,
      #"(root): expected one of "a", "b", null, got string "c""#),
    row(#"{"enum":[]}"#, "1", "(root): expected one of , got integer 1"),
    row(
      #"{"enum":["a","b","c","d","e","f","g","h","i","j","k","l"]}"#, #""l""#),
    row(
      #"{"enum":["a","b","c","d","e","f","g","h","i","j","k","l"]}"#, #""m""#,
      #"(root): expected one of "a", "b", "c", "d", "e", "f", "g", "h", "i", "j" or 2 more, got string "m""#
    ),
    row(#"{"$comment":"x","title":"y","unknown":{"type":"string"}}"#, "1"),
  ]

  static let numbers: [SchemaRow] = [
    row(#"{"minimum":0}"#, "-0.5", "(root): expected at least 0, got number -0.5"),
    row(#"{"minimum":0}"#, "-0.0"),
    row(#"{"minimum":-5}"#, "-5.5", "(root): expected at least -5, got number -5.5"),
    row(#"{"minimum":-5}"#, "-4.5"),
    row(#"{"maximum":5}"#, "5.5", "(root): expected at most 5, got number 5.5"),
    row(#"{"maximum":5}"#, "4.99"),
    row(#"{"maximum":-5}"#, "-5.5"),
    row(#"{"maximum":5}"#, "5.00"),
    row(#"{"exclusiveMaximum":5}"#, "5.00", "(root): expected less than 5, got number 5.00"),
    row(#"{"exclusiveMinimum":5}"#, "5.01"),
    row(#"{"maximum":0.1}"#, "0.10"),
    row(#"{"maximum":0.1}"#, "0.11", "(root): expected at most 0.1, got number 0.11"),
    row(#"{"maximum":18446744073709551615}"#, "18446744073709551615"),
    row(
      #"{"maximum":18446744073709551615}"#, "18446744073709551616",
      "(root): expected at most 18446744073709551615, got integer 18446744073709551616"),
    row(#"{"multipleOf":3}"#, "9"),
    row(#"{"multipleOf":3}"#, "10", "(root): expected a multiple of 3, got integer 10"),
    row(#"{"multipleOf":1e-7}"#, "3.0000001"),
    row(#"{"minimum":5,"multipleOf":2}"#, #""3""#),
  ]

  static let strings: [SchemaRow] = [
    row(
      #"{"minLength":2}"#, #""é""#,
      #"(root): expected at least 2 characters, got 1 character: string "é""#),
    row(#"{"maxLength":1}"#, #""\ud83d\ude00""#),
    row(#"{"maxLength":1.0}"#, #""a""#),
    row(#"{"pattern":"^\\d+$"}"#, #""12""#),
    row(
      #"{"pattern":"^\\d+$"}"#, #""12\n""#,
      #"(root): expected text that matches ^\d+$, got string "12\n""#),
    row(#"{"pattern":"x"}"#, "1"),
    row(#"{"format":"date"}"#, #""x""#),
    SchemaRow(
      .draft202012, "format", #"{"format":"date"}"#, #""x""#,
      [#"(root): expected format date, got string "x""#],
      options: SchemaOptions(assertFormats: true)),
    SchemaRow(
      .draft7, "content", #"{"contentEncoding":"base64"}"#, #""%""#,
      [#"(root): expected text in Base64, got string "%""#],
      options: SchemaOptions(assertFormats: true)),
    SchemaRow(.draft7, "content", #"{"contentEncoding":"base64"}"#, #""%""#),
  ]

  static let arrays: [SchemaRow] = [
    row(
      #"{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}"#, #"["a",1,"b"]"#,
      #"/2: expected integer, got string "b""#),
    row(#"{"prefixItems":[true,{"type":"string"}]}"#, "[1]"),
    row(
      #"{"prefixItems":[true],"items":false}"#, "[1,2]",
      "/1: expected no value here, got integer 2"),
    SchemaRow(
      .draft7, "list of items", #"{"items":[{"type":"string"}],"additionalItems":false}"#,
      #"[1,2]"#,
      [
        "/0: expected string, got integer 1", "/1: expected no value here, got integer 2",
      ]),
    row(
      #"{"contains":{"type":"string"}}"#, "[1,2]",
      "(root): expected at least 1 item of the contained kind, got 0 of 2 items"),
    row(#"{"contains":{"type":"string"},"minContains":0}"#, "[]"),
    row(
      #"{"contains":{"type":"string"},"maxContains":1}"#, #"["a","b"]"#,
      "(root): expected at most 1 item of the contained kind, got 2 of 2 items"),
    row(#"{"uniqueItems":true}"#, #"[1,"1",true,[1],[true],{"a":1},{"a":true}]"#),
    row(
      #"{"uniqueItems":true}"#, #"[1,"a",1.0]"#,
      "(root): expected items that all differ, got equal items at 0 and 2: integer 1"),
    row(
      #"{"uniqueItems":true}"#, #"["a","\u0061"]"#,
      #"(root): expected items that all differ, got equal items at 0 and 1: string "a""#),
    row(
      #"{"uniqueItems":true}"#, "[null,null]",
      "(root): expected items that all differ, got equal items at 0 and 1: null"),
    row(
      #"{"uniqueItems":true}"#, #"[{"a":1,"b":2},{"b":2,"a":1}]"#,
      "(root): expected items that all differ, got equal items at 0 and 1: an object with 2 members"
    ),
    row(
      #"{"prefixItems":[true],"unevaluatedItems":{"type":"string"}}"#, "[1,2]",
      "/1: expected string, got integer 2"),
    row(
      #"{"contains":{"type":"string"},"unevaluatedItems":false}"#, #"["a",2]"#,
      "/1: expected no value here, got integer 2"),
  ]

  private static let manyProperties: String = {
    let properties = (0..<20).map { "\"p\($0)\":{\"type\":\"integer\"}" }.joined(separator: ",")
    return
      #"{"properties":{\#(properties)},"required":["p19","p0","p15","p1","p2","p19","x","p3"]}"#
  }()

  static let objects: [SchemaRow] = [
    row(
      #"{"properties":{"a":{"type":"string"}},"patternProperties":{"^b":{"type":"integer"}},"additionalProperties":{"type":"null"}}"#,
      #"{"a":1,"b1":"x","c":2,"b":3}"#, "/a: expected string, got integer 1",
      #"/b1: expected integer, got string "x""#, "/c: expected null, got integer 2"),
    row(
      #"{"required":["a","b"]}"#, #"{"b":1}"#,
      #"(root): expected the member "a", got an object with 1 member without it"#),
    // More names than are looked through one by one; required in another order than listed, some twice, one
    // not listed. What is missing is told in the order of the file.
    row(
      manyProperties, #"{"p1":1,"p19":1,"p0":1}"#,
      #"(root): expected the member "p2", got an object with 3 members without it"#,
      #"(root): expected the member "p3", got an object with 3 members without it"#,
      #"(root): expected the member "p15", got an object with 3 members without it"#,
      #"(root): expected the member "x", got an object with 3 members without it"#),
    row(manyProperties, #"{"p1":1,"p19":1,"p0":1,"p15":1,"p2":1,"x":null,"p3":1}"#),
    row(
      #"{"propertyNames":{"maxLength":2}}"#, #"{"abc":1}"#,
      #"/abc: expected at most 2 characters, got 3 characters: string "abc""#),
    row(
      #"{"dependentRequired":{"a":["b","c"]}}"#, #"{"a":1,"c":1}"#,
      #"(root): expected the member "b" beside "a", got an object with 2 members without it"#),
    row(#"{"dependentRequired":{"a":["b"]}}"#, #"{"c":1}"#),
    row(
      #"{"dependentSchemas":{"a":{"required":["b"]}}}"#, #"{"a":1}"#,
      #"(root): expected the member "b", got an object with 1 member without it"#),
    SchemaRow(
      .draft7, "dependencies", #"{"dependencies":{"a":["b"],"c":{"maxProperties":1}}}"#,
      #"{"a":1,"c":1}"#,
      [
        #"(root): expected the member "b" beside "a", got an object with 2 members without it"#,
        "(root): expected at most 1 member, got an object with 2 members",
      ]),
    row(
      #"{"properties":{"a":true},"unevaluatedProperties":false}"#, #"{"a":1,"b":2}"#,
      #"/b: expected no member "b", got integer 2"#),
    row(
      #"{"anyOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"b":true}}],"unevaluatedProperties":false}"#,
      #"{"a":1,"b":2}"#, #"/a: expected no member "a", got integer 1"#),
    row(
      #"{"properties":{"a\u0062":{"type":"string"}}}"#, #"{"\u0061b":1}"#,
      "/ab: expected string, got integer 1"),
    row(#"{"properties":{"é":{"type":"string"}}}"#, #"{"e\u0301":1}"#),
    row(
      #"{"additionalProperties":false}"#, #"{"a/b~":1}"#,
      #"/a~1b~0: expected no member "a/b~", got integer 1"#),
    row(
      #"{"properties":{"a":{"type":"integer"}}}"#, #"{"a":"x","a":1}"#,
      #"/a: expected integer, got string "x""#),
  ]

  static let combinations: [SchemaRow] = [
    row(
      #"{"allOf":[{"type":"integer"},{"minimum":5},{"maximum":1}]}"#, "3",
      "(root): expected at least 5, got integer 3", "(root): expected at most 1, got integer 3"),
    row(
      #"{"anyOf":[{"minimum":5},{"maximum":1}]}"#, "3",
      "(root): expected a value that one of 2 schemas accepts, got integer 3"),
    row(
      #"{"oneOf":[{"type":"string"},{"type":"null"}]}"#, "3",
      "(root): expected string or null, got integer 3"),
    row(
      #"{"if":{"type":"integer"},"then":{"minimum":5},"else":{"type":"string"}}"#, "3",
      "(root): expected at least 5, got integer 3"),
    row(
      #"{"if":{"type":"integer"},"then":{"minimum":5},"else":{"type":"string"}}"#, "null",
      "(root): expected string, got null"),
    row(#"{"then":{"minimum":5}}"#, "3"),
    row(#"{"not":{"not":{"type":"integer"}}}"#, "1"),
    row(
      ##"{"$defs":{"a":{"$anchor":"x","type":"string"}},"$ref":"#x","minLength":2}"##, #""a""#,
      #"(root): expected at least 2 characters, got 1 character: string "a""#),
    row(
      ##"{"$id":"http://t/x","$defs":{"a":{"$id":"y","$defs":{"b":{"type":"null"}}}},"items":{"$ref":"y#/$defs/b"}}"##,
      "[1]", "/0: expected null, got integer 1"),
    row(
      ##"{"$id":"http://t/l","$ref":"t","$defs":{"f":{"$dynamicAnchor":"n","type":"string"},"t":{"$id":"t","items":{"$dynamicRef":"#n"},"$defs":{"d":{"$dynamicAnchor":"n"}}}}}"##,
      "[1]", "/0: expected string, got integer 1"),
    SchemaRow(
      .draft201909, "recursive reference",
      ##"{"$id":"http://t/l","$recursiveAnchor":true,"$ref":"t","unevaluatedProperties":false,"$defs":{"t":{"$id":"t","$recursiveAnchor":true,"properties":{"c":{"$recursiveRef":"#"}}}}}"##,
      #"{"c":{"d":1}}"#, [#"/c/d: expected no member "d", got integer 1"#]),
    SchemaRow(
      .draft4, "draft 4",
      ##"{"id":"http://t/x","items":{"$ref":"#/definitions/a"},"definitions":{"a":{"type":"integer"}}}"##,
      "[1.0]", ["/0: expected integer, got number 1.0"]),
    SchemaRow(
      .draft7, "siblings of a reference",
      ##"{"$ref":"#/definitions/a","type":"null","definitions":{"a":{"type":"integer"}}}"##,
      "1"),
    SchemaRow(
      .draft202012, "another dialect by $schema",
      ##"{"$schema":"http://json-schema.org/draft-04/schema#","type":"integer"}"##, "1.0",
      ["(root): expected integer, got number 1.0"]),
  ]

  @Test(arguments: anyType) func ofAnyType(_ row: SchemaRow) throws { try row.check() }
  @Test(arguments: numbers) func ofNumbers(_ row: SchemaRow) throws { try row.check() }
  @Test(arguments: strings) func ofStrings(_ row: SchemaRow) throws { try row.check() }
  @Test(arguments: arrays) func ofArrays(_ row: SchemaRow) throws { try row.check() }
  @Test(arguments: objects) func ofObjects(_ row: SchemaRow) throws { try row.check() }
  @Test(arguments: combinations) func ofCombinations(_ row: SchemaRow) throws { try row.check() }
}
