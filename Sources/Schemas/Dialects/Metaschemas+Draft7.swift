extension Metaschemas {
  static let draft6 = draft6And7(
    id: "http://json-schema.org/draft-06/schema#", extra: "")

  static let draft7 = draft6And7(
    id: "http://json-schema.org/draft-07/schema#",
    extra: #"""
      "$comment":{"type":"string"},"readOnly":{"type":"boolean"},"writeOnly":{"type":"boolean"},
      "contentMediaType":{"type":"string"},"contentEncoding":{"type":"string"},
      "if":{"$ref":"#"},"then":{"$ref":"#"},"else":{"$ref":"#"},
      """#)

  /// Draft 7's metaschema is draft 6's with more properties.
  private static func draft6And7(id: String, extra: String) -> String {
    #"{"$id":"\#(id)","$schema":"\#(id)","# + definitions + #""properties":{"# + extra + common
      + "}}"
  }

  private static let definitions = #"""
    "definitions":{
    "schemaArray":{"type":"array","minItems":1,"items":{"$ref":"#"}},
    "nonNegativeInteger":{"type":"integer","minimum":0},
    "nonNegativeIntegerDefault0":{"allOf":[{"$ref":"#/definitions/nonNegativeInteger"},{"default":0}]},
    "simpleTypes":{"enum":["array","boolean","integer","null","number","object","string"]},
    "stringArray":{"type":"array","items":{"type":"string"},"uniqueItems":true,"default":[]}},
    "type":["object","boolean"],
    """#

  private static let common = #"""
    "$id":{"type":"string","format":"uri-reference"},
    "$schema":{"type":"string","format":"uri"},
    "$ref":{"type":"string","format":"uri-reference"},
    "title":{"type":"string"},"description":{"type":"string"},"default":true,
    "examples":{"type":"array","items":true},
    "multipleOf":{"type":"number","exclusiveMinimum":0},
    "maximum":{"type":"number"},"exclusiveMaximum":{"type":"number"},
    "minimum":{"type":"number"},"exclusiveMinimum":{"type":"number"},
    "maxLength":{"$ref":"#/definitions/nonNegativeInteger"},
    "minLength":{"$ref":"#/definitions/nonNegativeIntegerDefault0"},
    "pattern":{"type":"string","format":"regex"},
    "additionalItems":{"$ref":"#"},
    "items":{"anyOf":[{"$ref":"#"},{"$ref":"#/definitions/schemaArray"}]},
    "maxItems":{"$ref":"#/definitions/nonNegativeInteger"},
    "minItems":{"$ref":"#/definitions/nonNegativeIntegerDefault0"},
    "uniqueItems":{"type":"boolean"},"contains":{"$ref":"#"},
    "maxProperties":{"$ref":"#/definitions/nonNegativeInteger"},
    "minProperties":{"$ref":"#/definitions/nonNegativeIntegerDefault0"},
    "required":{"$ref":"#/definitions/stringArray"},
    "additionalProperties":{"$ref":"#"},
    "definitions":{"type":"object","additionalProperties":{"$ref":"#"}},
    "properties":{"type":"object","additionalProperties":{"$ref":"#"}},
    "patternProperties":{"type":"object","additionalProperties":{"$ref":"#"},
    "propertyNames":{"format":"regex"}},
    "dependencies":{"type":"object",
    "additionalProperties":{"anyOf":[{"$ref":"#"},{"$ref":"#/definitions/stringArray"}]}},
    "propertyNames":{"$ref":"#"},"const":true,
    "enum":{"type":"array","items":true},
    "type":{"anyOf":[{"$ref":"#/definitions/simpleTypes"},
    {"type":"array","items":{"$ref":"#/definitions/simpleTypes"},"minItems":1,"uniqueItems":true}]},
    "format":{"type":"string"},
    "allOf":{"$ref":"#/definitions/schemaArray"},"anyOf":{"$ref":"#/definitions/schemaArray"},
    "oneOf":{"$ref":"#/definitions/schemaArray"},"not":{"$ref":"#"}
    """#
}
