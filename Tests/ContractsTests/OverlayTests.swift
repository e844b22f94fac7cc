import Contracts
import Documents
import Testing

@Suite("Overlays")
struct OverlayTests {
  static let spec = """
    swagger: '2.0'
    info: {title: Pets, version: '1'}
    tags: [{name: a}]
    paths:
      /pets:
        get: {summary: List, tags: [x], responses: {200: {description: ok}}}
        post: {summary: Add, responses: {200: {description: ok}}}
      /owners:
        get:
          summary: Owners
          responses: {200: {description: ok, schema: {$ref: '#/definitions/Pet'}}}
    definitions:
      Pet: {type: object, required: [id], properties: {id: {type: integer}, name: {type: string}}}
    """

  static func overlay(_ actions: String, version: String = "1.0.0") -> String {
    "overlay: \(version)\ninfo: {title: t, version: '1'}\nactions:\n" + actions
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var actions: String
    var version = "1.0.0"
    /// A place in the changed document and the JSON that stands there; nil where nothing does.
    var changed: (String, String?)
    var diagnostics: [String] = []
    var testDescription: String { name }
  }

  static let rows = [
    Row(
      name: "replaces a text", actions: "- {target: $.info, update: {title: Zoo}}",
      changed: ("/info/title", "\"Zoo\"")),
    Row(
      name: "adds beside what is there", actions: "- {target: $.info, update: {x-a: 1}}",
      changed: ("/info", "{\"title\":\"Pets\",\"version\":\"1\",\"x-a\":1}")),
    Row(
      name: "merges deeply",
      actions: "- {target: $, update: {definitions: {Pet: {properties: {id: {minimum: 1}}}}}}",
      changed: ("/definitions/Pet/properties/id", "{\"type\":\"integer\",\"minimum\":1}")),
    Row(
      name: "appends to arrays inside of objects",
      actions: "- {target: $.definitions.Pet, update: {required: [name]}}",
      changed: ("/definitions/Pet/required", "[\"id\",\"name\"]")),
    Row(
      name: "appends an entry to an array", actions: "- {target: $.tags, update: {name: b}}",
      changed: ("/tags", "[{\"name\":\"a\"},{\"name\":\"b\"}]")),
    Row(
      name: "appends the entries of an array",
      actions: "- {target: $.tags, update: [{name: b}, {name: c}]}",
      changed: ("/tags", "[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"}]")),
    Row(
      name: "updates all that a wildcard selects",
      actions: "- {target: '$.paths.*.get', update: {deprecated: true}}",
      changed: ("/paths/~1owners/get/deprecated", "true")),
    Row(
      name: "removes a member", actions: "- {target: '$.paths[''/pets''].post', remove: true}",
      changed: ("/paths/~1pets/post", nil)),
    Row(
      name: "removes by a filter",
      actions: "- {target: '$.paths.*[?@.summary == \"Add\"]', remove: true}",
      changed: ("/paths/~1pets/post", nil)),
    Row(
      name: "removes items", actions: "- {target: '$..required[?@ == \"id\"]', remove: true}",
      changed: ("/definitions/Pet/required", "[]")),
    Row(
      name: "an update beside a removal has no effect",
      actions: "- {target: '$.paths[''/pets''].post', update: {x-a: 1}, remove: true}",
      changed: ("/paths/~1pets/post", nil)),
    Row(
      name: "actions see what earlier ones did",
      actions:
        "- {target: $.info, update: {x-a: {b: 1}}}\n- {target: '$.info[''x-a'']', update: {c: 2}}",
      changed: ("/info/x-a", "{\"b\":1,\"c\":2}")),
    Row(
      name: "adds a whole operation",
      actions:
        "- {target: '$.paths[''/owners'']', update: {put: {responses: {204: {description: "
        + "done}}}}}",
      changed: ("/paths/~1owners/put/responses/204/description", "\"done\"")),
    Row(
      name: "1.1 updates a text", actions: "- {target: $.info.title, update: Zoo}",
      version: "1.1.0",
      changed: ("/info/title", "\"Zoo\"")),
    Row(
      name: "1.1 copies", actions: "- {target: '$.paths[''/owners'']', copy: '$.paths[''/pets'']'}",
      version: "1.1.0",
      changed: ("/paths/~1owners/post/summary", "\"Add\"")),
    Row(
      name: "extensions are allowed everywhere",
      actions: "- {target: $.info, x-why: because, update: {x-a: 1}}", changed: ("/info/x-a", "1")),
    Row(
      name: "an action that selects nothing", actions: "- {target: $.paths.x, update: {a: 1}}",
      changed: ("/info/title", "\"Pets\""),
      diagnostics: [
        "overlay:4:12: warning: `$.paths.x` selects nothing; correct the target or remove the "
          + "action [overlay-unmatched]"
      ]),
    Row(
      name: "beside a reference", actions: "- {target: '$..schema', update: {type: array}}",
      changed: ("/paths/~1owners/get/responses/200/schema/type", "\"array\""),
      diagnostics: [
        "overlay:4:12: warning: `$['paths']['/owners']['get']['responses']['200']['schema']` is a "
          + "reference, what stands beside `$ref` is ignored; update what it refers to "
          + "[overlay-beside-reference]"
      ]),
  ]

  @Test(arguments: rows)
  func changes(_ row: Row) throws {
    let loaded = try load(Self.spec, overlays: [Self.overlay(row.actions, version: row.version)])
    let pointer = try #require(JSONPointer(parsing: row.changed.0))
    #expect(loaded.contract.document[pointer].map { JSONWriter.text($0) } == row.changed.1)
    #expect(loaded.diagnostics.without("media-type-assumed").map(\.description) == row.diagnostics)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var name: String
    var overlay: String
    var errors: [String]
    var testDescription: String { name }
  }

  static let refusals = [
    Refusal(
      name: "unknown key", overlay: overlay("- {target: $.info, updat: {a: 1}}"),
      errors: [
        "overlay:4:20: error: an action has no key `updat`; did you mean `update`? [unknown-key]",
        "overlay:4:3: error: the action changes nothing; add `update` or `remove: true` "
          + "[overlay-no-change]",
      ]),
    Refusal(
      name: "unknown key at the top",
      overlay: overlay("- {target: $.info, update: {}}") + "\nextend: x\n",
      errors: [
        "overlay:5:1: error: an overlay has no key `extend`; did you mean `extends`? [unknown-key]"
      ]),
    Refusal(
      name: "no target", overlay: overlay("- {update: {a: 1}}"),
      errors: [
        "overlay:4:3: error: an action lacks the key `target`; add `target: …` [missing-key]"
      ]),
    Refusal(
      name: "not a query", overlay: overlay("- {target: paths, update: {a: 1}}"),
      errors: [
        "overlay:4:12: error: `target` is no JSONPath query: a query begins with `$` (at "
          + "character 1); write a query such as `$.paths['/accounts'].get` [overlay-target]"
      ]),
    Refusal(
      name: "a list", overlay: "[]",
      errors: [
        "overlay:1:1: error: an overlay must be an object, not a list; write it as `name: value` "
          + "lines [wrong-type]"
      ]),
    Refusal(
      name: "another version",
      overlay: overlay("- {target: $.info, update: {a: 1}}", version: "2.0.0"),
      errors: [
        "overlay:1:10: error: overlay version 2.0.0 is not supported; write `overlay: 1.0.0` or "
          + "`overlay: 1.1.0` [overlay-version]"
      ]),
    Refusal(
      name: "no actions", overlay: "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: []\n",
      errors: ["overlay:3:10: error: the overlay has no action; add one [overlay-empty]"]),
    Refusal(
      name: "no title",
      overlay: "overlay: 1.0.0\ninfo: {version: '1'}\nactions: [{target: $, update: {}}]\n",
      errors: [
        "overlay:2:7: error: the overlay's info lacks the key `title`; add `title: …` [missing-key]"
      ]),
    Refusal(
      name: "removing everything", overlay: overlay("- {target: $, remove: true}"),
      errors: [
        "overlay:4:12: error: the whole definition can't be removed; name what to remove "
          + "[overlay-remove-root]"
      ]),
    Refusal(
      name: "updating a text in 1.0", overlay: overlay("- {target: $.info.title, update: Zoo}"),
      errors: [
        "overlay:4:12: error: `$['info']['title']` is no object or array, Overlay 1.0 can't "
          + "update it; select the object around it, or write `overlay: 1.1.0` [overlay-primitive]"
      ]),
    Refusal(
      name: "a text for an object", overlay: overlay("- {target: $.info, update: Zoo}"),
      errors: [
        "overlay:4:28: error: `$['info']` is an object and can't be updated with string; give an "
          + "object with the members to merge [overlay-incompatible]"
      ]),
    Refusal(
      name: "copy in 1.0", overlay: overlay("- {target: $.info, copy: $.tags}"),
      errors: [
        "overlay:4:20: error: an action has no key `copy`; known: description, remove, target, "
          + "update [unknown-key]"
      ]),
    Refusal(
      name: "no YAML", overlay: "overlay: [1",
      errors: []),
  ]

  @Test(arguments: refusals)
  func refuses(_ row: Refusal) {
    let error = #expect(throws: InvalidInput.self) {
      try load(Self.spec, overlays: [row.overlay])
    }
    if !row.errors.isEmpty { #expect(error?.diagnostics.map(\.description) == row.errors) }
    #expect(error?.diagnostics.allSatisfy { $0.range?.file.name == "overlay" } == true)
  }

  @Test func whatAnOverlayBringsInKeepsItsPlace() throws {
    let overlay = Self.overlay(
      "- target: $.definitions.Pet\n  update:\n    properties:\n      name: {minLength: 1}\n      "
        + "age:\n        type: integer\n"
    )
    let contract = try load(Self.spec, overlays: [overlay]).contract
    let pet = try #require(contract.models.first)
    #expect(pet.properties.map(\.name) == ["id", "name", "age"])
    #expect(pet.properties[0].range?.description == "spec:13:52")
    #expect(pet.properties[1].range?.description == "spec:13:73")
    #expect(pet.properties[2].range?.description == "overlay:8:7")
    let schema = contract.document[pet.properties[1].schema.pointer]
    #expect(schema?["minLength"]?.range?.description == "overlay:7:25")
  }

  @Test func overlaysAreAppliedInOrder() throws {
    let first = Self.overlay("- {target: $.info, update: {title: A}}")
    let second = Self.overlay("- {target: '$.info[?@ == \"A\"]', remove: true}")
    let contract = try load(Self.spec, overlays: [first, second]).contract
    #expect(contract.title == "")
  }
}
