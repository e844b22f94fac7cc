import Documents
import Schemas

/// Builds a contract from a located document in the shape of Swagger 2.0, whatever format it was
/// written in.
struct Swagger2Builder: SpecBuilder {
  let familyName = "Swagger 2.0"
  let methods = ["get", "put", "post", "delete", "options", "head", "patch"]
  let pathItemMembers: Set<String> = ["parameters", "$ref"]
  let parameterLocations: [ParameterSource.Location] = [.path, .query, .header, .body, .formData]
  let modelsPointer = JSONPointer(["definitions"])
  let readsBesideReferences = false
  let hasBooleanSchemas = false
  let document: Value
  let references: LocalReference
  var diagnostics: [Diagnostic] = []

  // What the document says for all operations.
  var securitySchemes: [Contract.SecurityScheme] = []
  var credentials = CredentialSlots([])
  var consumes: [String]?
  var produces: [String]?
  var rootSecurity: [[Contract.SecurityRequirement]]?

  // Assumptions are noted once, at the first place that needs them.
  var hasAssumedMediaType = false
  var hasAssumedSecurity = false

  static func build(
    _ document: Value, format: String, source: SourceFile, diagnostics: inout [Diagnostic]
  ) -> Contract {
    var builder = Swagger2Builder(document: document)
    let contract = builder.contract(format: format, source: source)
    diagnostics += builder.diagnostics.withoutRepeats()
    return contract
  }

  private init(document: Value) {
    self.document = document
    references = LocalReference(document: document)
  }

  private mutating func contract(format: String, source: SourceFile) -> Contract {
    var contract = Contract(
      title: "", version: "", format: format, source: source, document: document,
      dialect: .swagger20)
    guard let root = SpecObject(document, at: JSONPointer(), into: &diagnostics) else {
      return contract
    }
    readInfo(root, into: &contract)
    contract.servers = servers(root)
    consumes = root.texts("consumes", into: &diagnostics)
    produces = root.texts("produces", into: &diagnostics)
    securitySchemes = readSecuritySchemes(root)
    credentials = CredentialSlots(securitySchemes)
    contract.securitySchemes = securitySchemes
    rootSecurity = readRequirements(root)
    contract.operations = operations(root)
    contract.models = models(root)
    contract.models += bundledModels(besides: contract.models, of: contract.operations)
    return contract
  }

  mutating func parts(of object: SpecObject, in item: inout PathItem) -> OperationParts {
    let sources = merged(item.parameters, parameterList(object))
    let requestTypes = object.texts("consumes", into: &diagnostics) ?? consumes
    let parameters = built(sources, in: &item) { $0.parameter($1) }
    let body = body(sources, types: requestTypes)
    let answerTypes = object.texts("produces", into: &diagnostics) ?? produces
    let responses = responses(object) { builder, object, member, status in
      builder.response(object, member, status, types: answerTypes)
    }
    return OperationParts(
      parameters: parameters, body: body, responses: responses, produces: answerTypes ?? [])
  }

  /// Base URLs from schemes, host and basePath; without a host the path alone, which is relative to
  /// where the definition was read.
  private mutating func servers(_ root: SpecObject) -> [Contract.Server] {
    let schemes = root.texts("schemes", into: &diagnostics) ?? []
    let base = root.text("basePath", into: &diagnostics) ?? ""
    let path = base == "/" ? "" : base
    guard let host = root.text("host", into: &diagnostics), !host.isEmpty else {
      if path.isEmpty { return [] }
      return [Contract.Server(template: path, range: root["basePath"]?.range)]
    }
    return (schemes.isEmpty ? ["https"] : schemes).map { scheme in
      Contract.Server(
        template: "\(scheme)://\(host)\(path)", range: root["host"]?.range ?? root.range)
    }
  }
}

// MARK: - Security

extension Swagger2Builder {
  private mutating func readSecuritySchemes(_ root: SpecObject) -> [Contract.SecurityScheme] {
    guard let definitions = root.object("securityDefinitions", into: &diagnostics) else {
      return []
    }
    var schemes: [Contract.SecurityScheme] = []
    for member in definitions.members where !member.name.startsExactly(with: "x-") {
      let pointer = definitions.pointer.appending(member.name)
      guard let object = SpecObject(member.value, at: pointer, into: &diagnostics) else {
        continue
      }
      schemes.append(
        Contract.SecurityScheme(
          name: member.name, kind: kind(of: object),
          range: member.nameRange ?? member.value.range))
    }
    return schemes
  }

  private mutating func kind(of scheme: SpecObject) -> Contract.SecurityScheme.Kind {
    let type = scheme.text("type", into: &diagnostics) ?? ""
    switch type {
    case "basic": return .basic
    case "apiKey":
      let name = scheme.text("name", into: &diagnostics) ?? ""
      let place = scheme.text("in", into: &diagnostics) ?? ""
      guard let location = Contract.Parameter.Location(rawValue: place) else { break }
      return .apiKey(name: name, location: location)
    case "oauth2":
      let scopes = scheme.object("scopes", .warning, into: &diagnostics)
      let flow = Contract.SecurityScheme.OAuthFlow(
        name: Self.flowName(scheme.text("flow", into: &diagnostics) ?? ""),
        tokenURL: scheme.text("tokenUrl", into: &diagnostics),
        authorizationURL: scheme.text("authorizationUrl", into: &diagnostics),
        scopes: scopes?.members.names.filter { !$0.startsExactly(with: "x-") } ?? [])
      return .oauth2(flows: [flow])
    default: break
    }
    diagnostics.append(
      Diagnostic(
        .warning, code: "security-scheme-unknown",
        "`\(scheme.pointer)` is no kind of security scheme that Swagger 2.0 has",
        remedy: "write basic, apiKey with name and in, or oauth2", at: scheme.range))
    return .unknown(type)
  }

  /// Swagger 2.0's names of the OAuth flows, as OpenAPI 3 spells them.
  private static func flowName(_ name: String) -> String {
    switch name {
    case "application": "clientCredentials"
    case "accessCode": "authorizationCode"
    default: name
    }
  }
}
