import Contracts
import Documents
import Schemas
import Synchronization
import Testing

/// Definitions of several files, and references to files that nobody may open.
@Suite("References to other files")
struct SpecFileTests {
  /// Files in memory, with the rules of the folder; counts how often each is read.
  final class Files: SpecFileSource {
    let root: SpecFileLocation
    private let folders: SpecFolders
    private let texts: [String: String]
    let reads = Mutex<[String]>([])

    init(_ spec: String, _ texts: [String: String], allowed: [String] = []) {
      root = SpecFileLocation(identity: spec, name: spec, key: spec)
      folders = SpecFolders(spec: spec, allowed: allowed)
      self.texts = texts
    }

    func locate(
      _ reference: String, from location: SpecFileLocation
    ) throws(SpecFileRefusal) -> SpecFileLocation {
      let path = try folders.path(of: reference, in: location.name)
      return SpecFileLocation(identity: path, name: path, key: folders.key(of: path))
    }

    func read(_ location: SpecFileLocation) throws(SpecFileRefusal) -> [UInt8] {
      reads.withLock { $0.append(location.name) }
      guard let text = texts[location.identity] else {
        throw SpecFileRefusal(
          code: "reference-no-file", reason: "leads to `\(location.name)`, which does not exist",
          remedy: "correct the reference")
      }
      return Array(text.utf8)
    }

    func load() throws(InvalidInput) -> LoadedContract {
      try ContractLoader.load(
        Array((texts[root.identity] ?? "").utf8), file: SourceFile(name: root.name), files: self)
    }
  }

  static let split = [
    "specs/api.yaml": """
    openapi: 3.1.0
    info: {title: t, version: '1'}
    paths:
      /pets/{id}: {$ref: 'paths/pet.yaml'}
      /own:
        get:
          parameters: [{$ref: 'common.yaml#/components/parameters/limit'}]
          responses: {'200': {$ref: './common.yaml#/components/responses/Pet%20s'}}
    components:
      schemas:
        Pet: {$ref: models/pet.yaml}
        Animal: {oneOf: [{$ref: models/pet.yaml}], discriminator: {propertyName: t, mapping: {p: models/pet.yaml}}}
    """,
    "specs/paths/pet.yaml": """
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
    get:
      responses:
        200: {description: ok, content: {application/json: {schema: {$ref: '../models/pet.yaml'}, example: {$ref: nothing.yaml}}}}
        4XX: {description: no, content: {application/json: {schema: {$ref: '../api.yaml#/components/schemas/Pet'}}}}
    """,
    "specs/models/pet.yaml": """
    type: object
    required: [name]
    properties:
      name: {type: string, default: {$ref: nothing.yaml}}
      mother: {$ref: '#'}
      owner: {$ref: 'people.yaml#/definitions/Owner'}
      $ref: {type: string}
    """,
    "specs/models/people.yaml": """
    definitions:
      Owner: {type: object, properties: {pets: {type: array, items: {$ref: pet.yaml}}, age: {$ref: '#/definitions/Age'}}}
      Age: {type: integer, minimum: 0}
    """,
    "specs/common.yaml": """
    components:
      parameters:
        limit: {name: limit, in: query, schema: {$ref: 'models/people.yaml#/definitions/Age'}}
      responses:
        Pet s: {description: ok, content: {application/json: {schema: {type: array, items: {$ref: models/pet.yaml}}}}}
    """,
  ]

  @Test func filesBecomeOneDocument() throws {
    let files = Files("specs/api.yaml", Self.split)
    let loaded = try files.load()
    let pet = "/x-muster-files/models~1pet.yaml"
    let people = "/x-muster-files/models~1people.yaml"
    let expected = """
      OpenAPI 3.1, openapi-3.1
      GET /pets/{id}
        path id: string @/x-muster-files/paths~1pet.yaml/parameters/0/schema simple required
        200 “ok”
          application/json: pet @\(pet) example - {"$ref":"nothing.yaml"} @/x-muster-files/paths~1pet.yaml/get/responses/200/content/application~1json/example
        4XX “no”
          application/json: Pet @\(pet)
      GET /own
        query limit: Age @\(people)/definitions/Age form exploded
        200 “ok”
          application/json: [ pet ] @/x-muster-files/common.yaml/components/responses/Pet s/content/application~1json/schema
      model Pet: pet @\(pet) name!: string @\(pet)/properties/name, mother: pet @\(pet), owner: Owner @\(people)/definitions/Owner, $ref: string @\(pet)/properties/$ref
      model Animal: pet @/components/schemas/Animal
      model Age: integer @\(people)/definitions/Age
      model Owner: object @\(people)/definitions/Owner pets: [ pet ] @\(people)/definitions/Owner/properties/pets, age: Age @\(people)/definitions/Age
      """
    #expect(loaded.contract.account.joined(separator: "\n") == expected)
    #expect(loaded.diagnostics == [])
    #expect(ContractSchemas(contract: loaded.contract).compileAll() == [])
    let reads = files.reads.withLock { $0.sorted() }
    #expect(
      reads == [
        "specs/common.yaml", "specs/models/people.yaml", "specs/models/pet.yaml",
        "specs/paths/pet.yaml",
      ])
    let owner = loaded.contract.models.first { $0.name == "Owner" }
    #expect(owner?.range.map { "\($0)" } == "specs/models/people.yaml:2:10")
  }

  @Test func schemasOfOtherFilesJudge() throws {
    let contract = try Files("specs/api.yaml", Self.split).load().contract
    let reference = try #require(contract.models.first?.schema)
    let schema = try ContractSchemas(contract: contract).schema(reference, direction: .none)
    let text = #"{"name": "a", "owner": {"age": -1}}"#
    let answer = try JSONReader.read(Array(text.utf8), file: SourceFile(name: "answer"))
    #expect(schema.violations(in: answer.root).map { "\($0.instance)" } == ["/owner/age"])
  }

  @Test func swaggerToo() throws {
    let files = Files(
      "api.json",
      [
        "api.json": """
        {"swagger": "2.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"$ref": "a.json"}}}
        """,
        "a.json": """
        {"get": {"produces": ["a/b"], "responses": {"200": {"description": "ok", "schema": {"$ref": "b.yaml#/definitions/B"}}}}}
        """,
        "b.yaml": "definitions: {B: {type: object, properties: {c: {type: string}}}}",
      ])
    #expect(
      try files.load().contract.account == [
        "Swagger 2.0, swagger-2.0", "GET /a", "  200 “ok”",
        "    a/b: B @/x-muster-files/b.yaml/definitions/B",
        "model B: object @/x-muster-files/b.yaml/definitions/B"
          + " c: string @/x-muster-files/b.yaml/definitions/B/properties/c",
      ])
  }

  /// Identifiers and anchors of JSON Schema, and the document's own address.
  @Test func identifiersAndAnchors() throws {
    let contract = try Files(
      "api.yaml",
      [
        "api.yaml": """
        openapi: 3.2.0
        $self: https://example.com/api
        info: {title: t, version: '1'}
        paths:
          /a: {get: {responses: {'200': {description: ok, content: {a/b: {schema: {$ref: 'https://example.com/api#/components/schemas/A'}}}}}}}
        components:
          schemas:
            A: {$id: 'https://example.com/s/a', properties: {b: {$ref: b}, c: {$ref: '#/$defs/c'}, d: {$ref: '#d'}}, $defs: {c: {type: string}, d: {$anchor: d, type: integer}}}
            B: {$id: 'https://example.com/s/b', type: boolean}
        """
      ]
    ).load().contract
    #expect(
      contract.account.dropFirst(2) == [
        "  200 “ok”", "    a/b: A @/components/schemas/A",
        "model A: object @/components/schemas/A b: B @/components/schemas/B,"
          + " c: c @/components/schemas/A/$defs/c, d: d @/components/schemas/A/$defs/d",
        "model B: boolean @/components/schemas/B",
      ])
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { reference }
    var reference: String
    var message: String

    init(_ reference: String, _ message: String) {
      self.reference = reference
      self.message = message
    }
  }

  private static let network =
    "leads to the network; download the file into the folder of the definition and refer to it "
    + "there, or allow such references with --allow-remote-refs [reference-network]"
  private static let outside =
    "leads out of the folder of the definition; put the file into `specs`, or allow its folder with "
    + "--allow-ref-folder [reference-outside]"
  private static let scheme =
    "resource; write the path from this file, such as `models/pet.yaml` [reference-scheme]"

  static let refused = [
    Row("http://127.0.0.1:1/a.yaml", "http://127.0.0.1:1/a.yaml` \(network)"),
    Row("HTTPS://example.com/a.yaml#/a", "https://example.com/a.yaml` \(network)"),
    Row("http://me:word@example.com/a.yaml", "http://[redacted]@example.com/a.yaml` \(network)"),
    Row("//localhost/a.yaml", "//localhost/a.yaml` \(network)"),
    Row("file:///etc/passwd", "file:///etc/passwd` leads to a `file:` \(scheme)"),
    Row("ftp://x/y", "ftp://x/y` leads to a `ftp:` \(scheme)"),
    Row("data:,x", "data:,x` leads to a `data:` \(scheme)"),
    Row("/etc/passwd", "/etc/passwd` \(outside)"),
    Row("../a.yaml", "../a.yaml` \(outside)"),
    Row("x/../../a.yaml", "x/../../a.yaml` \(outside)"),
    Row("%2e%2e/a.yaml", "%2e%2e/a.yaml` \(outside)"),
    Row("..%2fa.yaml", "..%2fa.yaml` \(outside)"),
    Row("../specs-b/a.yaml", "../specs-b/a.yaml` \(outside)"),
    Row("..", "..` \(outside)"),
    Row("%00", "%00` is no path of a file; correct it [reference-malformed]"),
    Row("%zz", "%zz` is no path of a file; correct it [reference-malformed]"),
    Row(
      "nothing.yaml",
      "nothing.yaml` leads to `specs/nothing.yaml`, which does not exist; correct the reference "
        + "[reference-no-file]"),
  ]

  /// Each is an error at its place, and no file but the definition was opened.
  @Test(arguments: refused)
  func refuses(_ row: Row) {
    let files = Files(
      "specs/api.yaml",
      [
        "specs/api.yaml": """
        openapi: 3.0.3
        info: {title: t, version: '1'}
        paths:
          /a: {$ref: '\(row.reference)'}
        """
      ])
    let error = #expect(throws: InvalidInput.self) { try files.load() }
    #expect(error?.description == "specs/api.yaml:4:14: error: the reference `\(row.message)")
    #expect(
      files.reads.withLock { $0 } == (row.reference == "nothing.yaml" ? ["specs/nothing.yaml"] : [])
    )
  }

  @Test func allowedFolders() throws {
    let text = """
      openapi: 3.0.3
      info: {title: t, version: '1'}
      paths:
        /a: {get: {responses: {'200': {$ref: '../common/r.yaml#/r'}}}}
      """
    let files = Files(
      "specs/api.yaml", ["specs/api.yaml": text, "common/r.yaml": "r: {description: ok}"],
      allowed: ["./common/"])
    #expect(try files.load().contract.operations.first?.responses.first?.description == "ok")
  }

  @Test func problemsInOtherFilesAreLocatedThere() {
    func message(_ other: String) -> String? {
      let files = Files(
        "api.yaml",
        [
          "api.yaml": """
          openapi: 3.0.3
          info: {title: t, version: '1'}
          paths:
            /a: {$ref: a.yaml}
            /b: {$ref: a.yaml}
          """, "a.yaml": other,
        ])
      let error = #expect(throws: InvalidInput.self) { try files.load() }
      return error?.description
    }
    #expect(
      message("get: []")
        == "a.yaml:1:6: error: `a.yaml#/get` must be an object, not an array; correct it [wrong-type]"
    )
    #expect(
      message("get: {parameters: [{$ref: '#/x'}]}")
        == "a.yaml:1:27: error: nothing stands at `a.yaml#/x`; define it or correct the reference [reference-undefined]"
    )
    #expect(message("get: {\n")?.hasPrefix("a.yaml:") == true)
    #expect(
      message("$ref: api.yaml#/paths/~1a")
        == "api.yaml:4:7: error: the reference at `/paths/~1a` leads in a circle; break the circle [reference-cycle]\n"
        + "api.yaml:5:7: error: the reference at `/paths/~1b` leads in a circle; break the circle [reference-cycle]"
    )
  }

  /// A thousand files, each referring to the next: every one is read once, and none twice.
  @Test func aLongChainOfFiles() throws {
    var texts = [
      "api.yaml": """
      openapi: 3.0.3
      info: {title: t, version: '1'}
      paths: {/a: {get: {responses: {'200': {description: ok, content: {a/b: {schema: {$ref: s0.yaml}}}}}}}}
      """
    ]
    for number in 0..<1000 {
      texts["s\(number).yaml"] =
        "type: object\nproperties: {next: {$ref: s\((number + 1) % 1000).yaml}, own: {$ref: '#/properties/next'}}"
    }
    let files = Files("api.yaml", texts)
    let contract = try files.load().contract
    #expect(contract.models.count == 1000)
    #expect(files.reads.withLock { $0.count } == 1000)
    #expect(ContractSchemas(contract: contract).compileAll() == [])
  }
}
