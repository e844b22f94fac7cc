import Documents
import Schemas

/// Builds a contract from a located document in the shape of OpenAPI 3, whatever format it was
/// written in.
struct OpenAPI3Builder: SpecBuilder {
  let version: OpenAPIVersion
  let methods: [String]
  let pathItemMembers: Set<String>
  let parameterLocations: [ParameterSource.Location]
  let modelsPointer = JSONPointer(["components", "schemas"])
  let document: Value
  let references: LocalReference
  var diagnostics: [Diagnostic] = []

  var securitySchemes: [Contract.SecurityScheme] = []
  var credentials = CredentialSlots([])
  var rootSecurity: [[Contract.SecurityRequirement]]?
  var hasAssumedSecurity = false

  /// Where a place was needed that any value conforms to.
  var needsAnySchema = false

  var familyName: String { "OpenAPI \(version.rawValue)" }
  var readsBesideReferences: Bool { version >= .v31 }
  var hasBooleanSchemas: Bool { version >= .v31 }

  static func build(
    _ document: Value, format: String, source: SourceFile, diagnostics: inout [Diagnostic]
  ) -> Contract {
    var builder = OpenAPI3Builder(document: document)
    let contract = builder.contract(format: format, source: source)
    diagnostics += builder.diagnostics.withoutRepeats()
    return contract
  }

  private init(document: Value) {
    self.document = document
    references = LocalReference(document: document)
    version = OpenAPIVersion(of: document) ?? .v30
    let known = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
    methods = version >= .v32 ? known + ["query"] : known
    let members: Set<String> = ["$ref", "summary", "description", "servers", "parameters"]
    pathItemMembers = version >= .v32 ? members.union(["additionalOperations"]) : members
    parameterLocations =
      [.path, .query, .header, .cookie] + (version >= .v32 ? [.querystring] : [])
  }

  private mutating func contract(format: String, source: SourceFile) -> Contract {
    var contract = Contract(
      title: "", version: "", format: format, source: source, document: document,
      dialect: version >= .v31 ? .openAPI31 : .openAPI30)
    guard let root = SpecObject(document, at: JSONPointer(), into: &diagnostics) else {
      return contract
    }
    readInfo(root, into: &contract)
    if let dialect = dialect(root) { contract.dialect = dialect }
    contract.servers = servers(root)
    securitySchemes = readSecuritySchemes(root)
    credentials = CredentialSlots(securitySchemes)
    contract.securitySchemes = securitySchemes
    rootSecurity = readRequirements(root)
    contract.operations = operations(root)
    resolveLinks(&contract.operations)
    contract.models = models(root)
    contract.models += bundledModels(besides: contract.models, of: contract.operations)
    contract.webhooks = webhooks(root)
    noteCallbacks(contract)
    if needsAnySchema { contract.document = documentWithAnySchema(root) }
    return contract
  }

  mutating func parts(of object: SpecObject, in item: inout PathItem) -> OperationParts {
    let sources = merged(item.parameters, parameterList(object))
    let parameters = parameters(sources, in: &item)
    let body = body(object)
    let responses = responses(object) { builder, response, member, status in
      builder.response(response, member, status)
    }
    let callbacks = callbacks(object)
    var servers = servers(object)
    if servers.isEmpty, let layer = item.layer(with: "servers") { servers = self.servers(layer) }
    return OperationParts(
      parameters: parameters, body: body, responses: responses, callbacks: callbacks,
      servers: servers)
  }

  /// How schemas are to be read that don't say it themselves (OpenAPI 3.1.1 §4.8.24.7).
  private mutating func dialect(_ root: SpecObject) -> SchemaDialect? {
    guard version >= .v31, let text = root.text("jsonSchemaDialect", into: &diagnostics) else {
      return nil
    }
    let uri = text.dropping(suffix: "#").map(String.init) ?? text
    if let dialect = SchemaDialect(metaschema: uri) { return dialect }
    if uri.startsExactly(with: "https://spec.openapis.org/oas/3.") { return .openAPI31 }
    warn(
      "dialect-unknown", "the JSON Schema dialect `\(text)` is not known",
      remedy: "schemas are read as OpenAPI \(version.rawValue)'s own; name that or a draft of "
        + "JSON Schema", at: root["jsonSchemaDialect"]?.range)
    return nil
  }
}

// MARK: - A schema for what has none

extension OpenAPI3Builder {
  /// Where a schema stands that any value conforms to.
  private static let anySchema = JSONPointer(["x-muster-any"])

  /// For a parameter without a schema: every parameter has one.
  mutating func anySchema(at range: SourceRange?) -> Contract.SchemaReference {
    needsAnySchema = true
    return Contract.SchemaReference(pointer: Self.anySchema, label: "any", range: range)
  }

  private func documentWithAnySchema(_ root: SpecObject) -> Value {
    var members = root.members
    members[Self.anySchema.tokens[0]] = .object(ValueObject())
    return .object(members, at: document.range)
  }
}
