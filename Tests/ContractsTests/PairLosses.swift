import Testing

/// One thing that a rendering doesn't say, or says otherwise than its definition.
struct PairLoss: Sendable {
  /// Differences `fact: definition → rendering`; a star stands for any text and a question mark for
  /// one byte.
  var pattern: String
  var reason: String

  func covers(_ line: String) -> Bool {
    Glob.matches(Array(pattern.utf8), Array(line.utf8))
  }
}

/// What each version of the renderer loses of the definitions it was given, with the reasons.
///
/// Every line is needed: a test fails where a loss is listed that is none any more.
enum PairLosses {
  struct Folder: Sendable, CustomTestStringConvertible {
    var folder: String
    var losses: [PairLoss]
    var testDescription: String { folder }
  }

  /// What no version prints.
  private static let everywhere = [
    PairLoss(pattern: "* operationId: * → nothing", reason: "operationId is never printed"),
    PairLoss(
      pattern: "*/format: \"int32\" → nothing", reason: "int32 and no format are the same text"),
  ]

  private static let emptyDescriptions = [
    PairLoss(
      pattern: "* description:  → nothing", reason: "an empty description is printed as nothing")
  ]

  /// What no version prints of a Swagger 2.0 definition.
  private static let swagger2 =
    everywhere + emptyDescriptions + [
      PairLoss(pattern: "servers/*: http* → nothing", reason: "host and basePath are not printed"),
      PairLoss(
        pattern: "* schema/title: \"Pets\" → nothing", reason: "titles of schemas are not printed"),
      PairLoss(
        pattern: "* query limit schema/default: 11 → nothing",
        reason: "defaults of parameters are not printed"),
      PairLoss(
        pattern: "* query limit schema/m??imum: * → nothing", reason: "limits are not printed"),
      PairLoss(
        pattern: "* style: form exploded → form", reason: "collectionFormat is not printed"),
      PairLoss(
        pattern: "* tags: * → nothing",
        reason: "tags are printed where the definition lists them, which these don't"),
    ]

  /// The lines of a contact have no labels.
  private static let contact = [
    PairLoss(
      pattern: "info/contact/name: \"apiteam@swagger.io\" → nothing",
      reason: "the lines of a contact have no labels; with an @ it is taken for an address"),
    PairLoss(
      pattern: "info/contact/email: nothing → \"apiteam@swagger.io\"",
      reason: "the lines of a contact have no labels; with an @ it is taken for an address"),
  ]

  private static let mediaTypes = [
    PairLoss(
      pattern: "* media types: application/json, * → application/json",
      reason: "consumes and produces are not printed, JSON is assumed")
  ]

  /// Before 1.0 neither schemas nor models are printed.
  private static let noModels = [
    PairLoss(pattern: "* 200 schema*: * → nothing", reason: "responses have no schema"),
    PairLoss(pattern: "* default schema*: * → nothing", reason: "responses have no schema"),
    PairLoss(
      pattern: "* media types: application/json* → nothing", reason: "responses have no schema"),
    PairLoss(pattern: "models: * → nothing", reason: "there are no models"),
    PairLoss(pattern: "model *: * → nothing", reason: "there are no models"),
    PairLoss(pattern: "* body schema: * → {}", reason: "a body's type is printed as undefined"),
    PairLoss(
      pattern: "* body schema/*: * → nothing", reason: "a body's type is printed as undefined"),
    PairLoss(
      pattern: "* body media types: application/json, * → application/json",
      reason: "consumes is not printed, JSON is assumed"),
  ]

  private static let noFormats = [
    PairLoss(
      pattern: "* path *d schema/format: \"int64\" → nothing", reason: "formats are not printed")
  ]

  private static let noItems = [
    PairLoss(
      pattern: "* query * schema/items/type: \"string\" → nothing",
      reason: "the items of arrays are not printed")
  ]

  private static let nestedRequired = [
    PairLoss(
      pattern: "model petList/items/required/*: * → nothing",
      reason: "required members of nested objects are not printed")
  ]

  /// What no version prints of an OpenAPI 3 definition.
  private static let openAPI3 =
    everywhere + [
      PairLoss(
        pattern: "* description: Add a new pet to the store* → nothing",
        reason: "a description that says the same as the summary is not printed"),
      PairLoss(
        pattern: "* description: Creates list of users with given input array* → nothing",
        reason: "a description that says the same as the summary is not printed"),
      PairLoss(
        pattern: "* header X-* schema: nothing → {}",
        reason: "the types of headers are not printed"),
      PairLoss(
        pattern: "* header X-* schema/*: * → nothing",
        reason: "the types of headers are not printed"),
      PairLoss(
        pattern: "GET /store/inventory 200 schema/additionalProperties/*: * → nothing",
        reason: "additionalProperties is not printed"),
      PairLoss(pattern: "model */xml/*: * → nothing", reason: "the form as XML is not printed"),
    ]

  private static func alternatives(of facts: String...) -> [PairLoss] {
    facts.flatMap { fact in
      [
        PairLoss(
          pattern: "\(fact)/oneOf/*: * → nothing", reason: "oneOf and anyOf are printed alike"),
        PairLoss(
          pattern: "\(fact)/anyOf/*: nothing → *", reason: "oneOf and anyOf are printed alike"),
      ]
    }
  }

  private static let list = [
    PairLoss(
      pattern: "model PetList/items/required/*: * → nothing",
      reason: "required members of nested objects are not printed")
  ]

  /// Version 3.1.0 prints nothing for a model that is a choice.
  private static let bareAlternatives = [
    PairLoss(
      pattern: "model PetByType: nothing → {}", reason: "models that are a choice are empty"),
    PairLoss(
      pattern: "model PetByType/oneOf/*: * → nothing", reason: "models that are a choice are empty"),
    PairLoss(pattern: "model PetOrId: nothing → {}", reason: "models that are a choice are empty"),
    PairLoss(
      pattern: "model PetOrId/anyOf/*: * → nothing", reason: "models that are a choice are empty"),
  ]

  private static let openAPI31 = [
    PairLoss(
      pattern: "info/summary: * → nothing",
      reason: "summary and description of the API are printed one below the other"),
    PairLoss(
      pattern: "info/description: * → \"A sample Pet Store Server*",
      reason: "summary and description of the API are printed one below the other"),
    PairLoss(
      pattern: "summary: * → A sample Pet Store Server*",
      reason: "summary and description of the API are printed one below the other"),
    PairLoss(
      pattern: "model */examples/0: * → nothing",
      reason: "of examples only `example` is printed for properties"),
  ]

  static let folders = [
    Folder(
      folder: "0.0.3",
      losses: swagger2 + noModels + noFormats + noItems + [
        PairLoss(
          pattern: "GET /test-path/{id} *: * → nothing",
          reason: "parameters of a path are not printed"),
        PairLoss(pattern: "info/contact/*: * → nothing", reason: "there is no contact"),
        PairLoss(pattern: "info/license/*: * → nothing", reason: "there is no license"),
        PairLoss(pattern: "info/termsOfService: * → nothing", reason: "there are no terms"),
        PairLoss(pattern: "scheme*: * → nothing", reason: "there is no security"),
        PairLoss(pattern: "* security: * → nothing", reason: "there is no security"),
        PairLoss(
          pattern: "* header api_key credential: yes → nothing",
          reason: "there is no security, so no parameter is known to carry a key"),
      ]),
    Folder(
      folder: "0.1.6",
      losses: swagger2 + noModels + noFormats + noItems + contact + [
        PairLoss(
          pattern: "scheme *: * → nothing",
          reason: "security schemes are printed without their names"),
        PairLoss(
          pattern: "scheme *: nothing → *",
          reason: "security schemes are printed without their names"),
        PairLoss(
          pattern: "schemes: api_key, petstore_auth → apiKey, oauth2",
          reason: "security schemes are printed without their names"),
        PairLoss(
          pattern: "* security: * → nothing", reason: "the security of operations is not printed"),
      ]),
    Folder(folder: "1.2.0", losses: swagger2 + noModels + noItems + contact),
    Folder(folder: "v1.4.0", losses: swagger2 + mediaTypes + contact),
    Folder(folder: "v2.0.0-beta.10", losses: swagger2 + mediaTypes + contact),
    Folder(folder: "v2.3.2", losses: swagger2 + mediaTypes + contact),
    Folder(folder: "v3.0.0/v2", losses: swagger2 + mediaTypes + contact),
    Folder(folder: "v3.1.0/v2", losses: swagger2 + mediaTypes + contact),
    Folder(folder: "master/v2", losses: swagger2 + mediaTypes + contact + nestedRequired),
    Folder(
      folder: "v3.0.0/v3",
      losses: openAPI3 + emptyDescriptions + [
        PairLoss(
          pattern: "* body description: * → nothing",
          reason: "descriptions of bodies are not printed"),
        PairLoss(pattern: "servers/0: * → nothing", reason: "servers are not printed"),
      ]),
    Folder(
      folder: "v3.1.0/v3",
      losses: openAPI3 + emptyDescriptions + bareAlternatives
        + alternatives(of: "GET /pet/typed 200 schema")),
    Folder(
      folder: "v3.1.0/v3.1",
      losses: openAPI3 + openAPI31 + bareAlternatives
        + alternatives(of: "GET /pet/typed 200 schema")),
    Folder(
      folder: "master/v3",
      losses: openAPI3 + emptyDescriptions + list
        + alternatives(of: "GET /pet/typed 200 schema", "model PetByType")),
    Folder(
      folder: "master/v3.1",
      losses: openAPI3 + openAPI31 + list
        + alternatives(of: "GET /pet/typed 200 schema", "model PetByType")),
  ]
}

/// Patterns in which a star stands for any text and a question mark for one byte.
enum Glob {
  static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    var (p, t) = (0, 0)
    var retry: (p: Int, t: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        retry = (p, t)
        p += 1
      } else if p < pattern.count, pattern[p] == text[t] || pattern[p] == UInt8(ascii: "?") {
        p += 1
        t += 1
      } else if let last = retry {
        retry = (last.p, last.t + 1)
        p = last.p + 1
        t = last.t + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
