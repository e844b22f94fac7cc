/// The objects that definitions consist of.
enum SpecKind: String {
  case document, info, contact, license, server, serverVariable, tag, externalDocs
  case paths, pathItem, operation, parameter, items, requestBody, mediaType, encoding
  case responses, response, header, example, link, callback, components
  case securityScheme, flows, flow, schema, discriminator, xml
}

/// Which members the objects of one format have, and what these hold.
struct SpecGrammar {
  enum Place {
    /// Any value, taken as it is.
    case free
    case one(SpecKind)
    case list(SpecKind)
    case map(SpecKind)
    /// A schema, or a boolean that stands for one.
    case schemaOrFlag
  }

  struct Rule {
    var members: [String: Place]
    /// What members of other names hold; nil where there are none.
    var rest: Place?

    init(_ free: String = "", _ members: [String: Place] = [:], rest: Place? = nil) {
      self.members = members
      for name in free.split(separator: " ") { self.members[String(name)] = .free }
      self.rest = rest
    }

    func place(of name: String) -> Place? {
      members[name] ?? (name.startsExactly(with: "x-") ? .free : rest)
    }
  }

  /// As a person would name the format.
  let name: String
  /// Whether what stands beside a schema's `$ref` counts.
  var hasReferenceSiblings = false
  let rules: [SpecKind: Rule]

  func rule(_ kind: SpecKind) -> Rule { rules[kind] ?? Rule(rest: .free) }
}

extension SpecGrammar {
  private static let common: [SpecKind: Rule] = [
    .contact: Rule("name url email"),
    .externalDocs: Rule("description url"),
    .tag: Rule("name description", ["externalDocs": .one(.externalDocs)]),
    .xml: Rule("name namespace prefix attribute wrapped"),
    .paths: Rule(rest: .one(.pathItem)),
    .responses: Rule(rest: .one(.response)),
  ]

  private static let draft4Words =
    "$ref type format title description default multipleOf maximum exclusiveMaximum minimum "
    + "exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties "
    + "minProperties required enum discriminator readOnly example"

  private static let draft4Places: [String: Place] = [
    "properties": .map(.schema), "items": .one(.schema), "allOf": .list(.schema),
    "additionalProperties": .schemaOrFlag, "xml": .one(.xml), "externalDocs": .one(.externalDocs),
  ]

  private static let itemWords =
    "type format collectionFormat default maximum exclusiveMaximum minimum exclusiveMinimum "
    + "maxLength minLength pattern maxItems minItems uniqueItems enum multipleOf"

  static let swagger2 = SpecGrammar(
    name: "Swagger 2.0",
    rules: common.merging(
      [
        .document: Rule(
          "swagger host basePath schemes consumes produces security",
          [
            "info": .one(.info), "paths": .one(.paths), "definitions": .map(.schema),
            "parameters": .map(.parameter), "responses": .map(.response),
            "securityDefinitions": .map(.securityScheme), "tags": .list(.tag),
            "externalDocs": .one(.externalDocs),
          ]),
        .info: Rule(
          "title description termsOfService version",
          ["contact": .one(.contact), "license": .one(.license)]),
        .license: Rule("name url"),
        .pathItem: Rule(
          "$ref",
          [
            "get": .one(.operation), "put": .one(.operation), "post": .one(.operation),
            "delete": .one(.operation), "options": .one(.operation), "head": .one(.operation),
            "patch": .one(.operation), "parameters": .list(.parameter),
          ]),
        .operation: Rule(
          "tags summary description operationId consumes produces schemes deprecated security",
          [
            "externalDocs": .one(.externalDocs), "parameters": .list(.parameter),
            "responses": .one(.responses),
          ]),
        .parameter: Rule(
          "name in description required allowEmptyValue " + itemWords,
          ["schema": .one(.schema), "items": .one(.items)]),
        .items: Rule(itemWords, ["items": .one(.items)]),
        .header: Rule("description " + itemWords, ["items": .one(.items)]),
        .response: Rule(
          "description examples", ["schema": .one(.schema), "headers": .map(.header)]),
        .securityScheme: Rule(
          "type description name in flow authorizationUrl tokenUrl scopes"),
        .schema: Rule(draft4Words, draft4Places),
      ], uniquingKeysWith: { $1 }))

  static let openAPI30 = SpecGrammar(
    name: "OpenAPI 3.0",
    rules: common.merging(openAPI3, uniquingKeysWith: { $1 }).merging(
      [
        .schema: Rule(
          draft4Words + " nullable writeOnly deprecated",
          draft4Places.merging(
            [
              "oneOf": .list(.schema), "anyOf": .list(.schema), "not": .one(.schema),
            ], uniquingKeysWith: { $1 }))
      ], uniquingKeysWith: { $1 }))

  static let openAPI31 = SpecGrammar(
    name: "OpenAPI 3.1", hasReferenceSiblings: true,
    rules: common.merging(openAPI3, uniquingKeysWith: { $1 }).merging(
      [
        .document: Rule(
          "openapi security jsonSchemaDialect",
          [
            "info": .one(.info), "servers": .list(.server), "paths": .one(.paths),
            "webhooks": .map(.pathItem), "components": .one(.components), "tags": .list(.tag),
            "externalDocs": .one(.externalDocs),
          ]),
        .info: Rule(
          "title summary description termsOfService version",
          ["contact": .one(.contact), "license": .one(.license)]),
        .license: Rule("name identifier url"),
        .components: Rule("", components.merging(["pathItems": .map(.pathItem)]) { $1 }),
        .schema: Rule("", schema31, rest: .free),
      ], uniquingKeysWith: { $1 }))

  private static let schema31: [String: Place] = [
    "properties": .map(.schema), "patternProperties": .map(.schema),
    "dependentSchemas": .map(.schema), "$defs": .map(.schema), "definitions": .map(.schema),
    "items": .schemaOrFlag, "additionalProperties": .schemaOrFlag, "contains": .schemaOrFlag,
    "propertyNames": .schemaOrFlag, "not": .schemaOrFlag, "if": .schemaOrFlag,
    "then": .schemaOrFlag, "else": .schemaOrFlag, "unevaluatedItems": .schemaOrFlag,
    "unevaluatedProperties": .schemaOrFlag, "contentSchema": .schemaOrFlag,
    "allOf": .list(.schema), "anyOf": .list(.schema), "oneOf": .list(.schema),
    "prefixItems": .list(.schema), "discriminator": .one(.discriminator), "xml": .one(.xml),
    "externalDocs": .one(.externalDocs),
  ]

  private static let components: [String: Place] = [
    "schemas": .map(.schema), "responses": .map(.response), "parameters": .map(.parameter),
    "examples": .map(.example), "requestBodies": .map(.requestBody), "headers": .map(.header),
    "securitySchemes": .map(.securityScheme), "links": .map(.link), "callbacks": .map(.callback),
  ]

  private static let valuePlaces: [String: Place] = [
    "schema": .one(.schema), "examples": .map(.example), "content": .map(.mediaType),
  ]

  private static let openAPI3: [SpecKind: Rule] = [
    .document: Rule(
      "openapi security",
      [
        "info": .one(.info), "servers": .list(.server), "paths": .one(.paths),
        "components": .one(.components), "tags": .list(.tag), "externalDocs": .one(.externalDocs),
      ]),
    .info: Rule(
      "title description termsOfService version",
      ["contact": .one(.contact), "license": .one(.license)]),
    .license: Rule("name url"),
    .server: Rule("url description", ["variables": .map(.serverVariable)]),
    .serverVariable: Rule("enum default description"),
    .components: Rule("", components),
    .pathItem: Rule(
      "$ref summary description",
      [
        "get": .one(.operation), "put": .one(.operation), "post": .one(.operation),
        "delete": .one(.operation), "options": .one(.operation), "head": .one(.operation),
        "patch": .one(.operation), "trace": .one(.operation), "servers": .list(.server),
        "parameters": .list(.parameter),
      ]),
    .operation: Rule(
      "tags summary description operationId deprecated security",
      [
        "externalDocs": .one(.externalDocs), "parameters": .list(.parameter),
        "requestBody": .one(.requestBody), "responses": .one(.responses),
        "callbacks": .map(.callback), "servers": .list(.server),
      ]),
    .parameter: Rule(
      "name in description required deprecated allowEmptyValue style explode allowReserved "
        + "example", valuePlaces),
    .header: Rule(
      "description required deprecated style explode example", valuePlaces),
    .requestBody: Rule("description required", ["content": .map(.mediaType)]),
    .mediaType: Rule(
      "example",
      [
        "schema": .one(.schema), "examples": .map(.example), "encoding": .map(.encoding),
      ]),
    .encoding: Rule("contentType style explode allowReserved", ["headers": .map(.header)]),
    .response: Rule(
      "description",
      [
        "headers": .map(.header), "content": .map(.mediaType), "links": .map(.link),
      ]),
    .example: Rule("summary description value externalValue"),
    .link: Rule(
      "operationRef operationId parameters requestBody description", ["server": .one(.server)]),
    .callback: Rule(rest: .one(.pathItem)),
    .discriminator: Rule("propertyName mapping"),
    .securityScheme: Rule(
      "type description name in scheme bearerFormat openIdConnectUrl", ["flows": .one(.flows)]),
    .flows: Rule(
      "",
      [
        "implicit": .one(.flow), "password": .one(.flow), "clientCredentials": .one(.flow),
        "authorizationCode": .one(.flow),
      ]),
    .flow: Rule("authorizationUrl tokenUrl refreshUrl scopes"),
  ]
}
