internal import Contracts
internal import Documents

/// The loader of definitions and all that is derived from one: it loads or is refused with a place,
/// every reference to a schema leads somewhere, and a second time gives the same.
enum LoaderTarget {
  /// The bytes are a definition in any format.
  static func definition(_ bytes: [UInt8]) -> FuzzTarget.Outcome {
    load(bytes)
  }

  /// The bytes are an overlay on a small definition.
  static func overlay(_ bytes: [UInt8]) -> FuzzTarget.Outcome {
    load(Array(base.utf8), overlays: [(bytes, SourceFile(name: "overlay"))])
  }

  /// Changes a definition or an overlay; YAML becomes JSON.
  static func mutated(_ bytes: [UInt8], seed: UInt64) -> [UInt8]? {
    let file = SourceFile(name: "mutated")
    guard let value = try? StructuredReader.read(bytes, file: file) else { return nil }
    var mutator = ValueMutator(words: words, seed: seed)
    return JSONWriter.bytes(mutator.mutated(value))
  }

  private static let words = [
    "$ref", "swagger", "openapi", "info", "title", "version", "paths", "/a/{id}", "/b", "get",
    "post",
    "parameters", "name", "in", "required", "schema", "type", "items", "responses", "200", "4XX",
    "default", "description", "headers", "content", "application/json", "requestBody", "components",
    "schemas", "definitions", "securitySchemes", "securityDefinitions", "security", "servers",
    "url",
    "variables", "host", "basePath", "schemes", "consumes", "produces", "collectionFormat", "style",
    "explode", "allOf", "oneOf", "properties", "additionalProperties", "enum", "discriminator",
    "propertyName", "mapping", "links", "callbacks", "webhooks", "pathItems", "examples", "example",
    "scheme", "flows", "scopes", "tokenUrl", "operationId", "tags", "deprecated", "allowEmptyValue",
    "encoding", "id", "x-a", "Pet", "overlay", "actions", "target", "update", "remove", "copy",
    "extends",
  ]

  private static let base = """
    {"swagger":"2.0","info":{"title":"Pets","version":"1"},"tags":[{"name":"a"}],"paths":{
    "/pets":{"get":{"summary":"List","tags":["x"],"responses":{"200":{"description":"ok"}}},
    "post":{"summary":"Add","responses":{"200":{"description":"ok"}}}},
    "/owners":{"get":{"responses":{"200":{"description":"ok",
    "schema":{"$ref":"#/definitions/Pet"}}}}}},
    "definitions":{"Pet":{"type":"object","required":["id"],
    "properties":{"id":{"type":"integer"},"name":{"type":"string"}}}}}
    """

  private static func load(
    _ bytes: [UInt8], overlays: [(bytes: [UInt8], file: SourceFile)] = []
  ) -> FuzzTarget.Outcome {
    let file = SourceFile(name: "spec")
    let lines = max(
      Places.lineCount(bytes), overlays.map { Places.lineCount($0.bytes) }.max() ?? 0)
    let first = summary(bytes, file, overlays, lines: lines)
    hold(first == summary(bytes, file, overlays, lines: lines), "the second time differs")
    return .tried
  }

  /// What came of loading, as text.
  private static func summary(
    _ bytes: [UInt8], _ file: SourceFile, _ overlays: [(bytes: [UInt8], file: SourceFile)],
    lines: Int
  ) -> [String] {
    let loaded: LoadedContract
    do {
      loaded = try ContractLoader.load(bytes, file: file, overlays: overlays)
    } catch {
      Places.checkRefusal(error, lines: lines)
      return error.diagnostics.map(\.description)
    }
    for diagnostic in loaded.diagnostics {
      hold(diagnostic.severity < .error, "loaded in spite of \(diagnostic)")
      Places.check(diagnostic.range, lines: lines)
    }
    let contract = loaded.contract
    check(contract)
    let problems = ContractSchemas(contract: contract).compileAll()
    for problem in problems { Places.check(problem.range, lines: lines) }
    return loaded.diagnostics.map(\.description) + problems.map(\.description)
      + contract.obligations.map(\.id) + ["\(Vacuity(of: contract))"]
      + [JSONWriter.text(contract.document)]
  }

  private static func check(_ contract: Contract) {
    hold(!contract.operations.isEmpty, "loaded without an operation")
    let ids = Set(contract.operations.map(\.id))
    hold(ids.count == contract.operations.count, "two operations of the same id")
    hold(
      Set(contract.models.map { ExactName($0.name) }).count == contract.models.count,
      "two models of the same name")
    let references =
      contract.models.map(\.schema) + contract.operations.flatMap(\.schemaReferences)
    for reference in references {
      hold(contract.document[reference.pointer] != nil, "\(reference.pointer) leads nowhere")
    }
  }
}
