import ArgumentParser
import Checks
import Contracts
import Documents
import Inputs
import Schemas

/// What documents are validated against.
struct SchemaOptionsGroup: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("A JSON Schema, in JSON or YAML.", valueName: "path"))
  var schema: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How to read schemas that have no $schema: draft4, draft6, draft7, 2019-09, 2020-12 (this if"
        + " nothing is said), swagger-2.0, openapi-3.0 or openapi-3.1."))
  var dialect: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "A folder with the schemas that are referred to by a URL: `$ref`s below the URL lead to the"
        + " files below the folder. Nothing is fetched. May be given more than once.",
      valueName: "url=dir"))
  var remote: [String] = []

  @Flag(
    name: .long, inversion: .prefixedNo,
    help: "Whether `format` is checked; if nothing is said, as the schema's dialect wants it.")
  var assertFormats: Bool?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "An API definition, of which --operation and --status name an answer.", valueName: "path"))
  var spec: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "An OpenAPI Overlay that refines the definition; may be given more than once.",
      valueName: "path"))
  var overlay: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("For instance 'GET /accounts'.", valueName: "method path"))
  var operation: String?

  @Option(name: .long, help: "The status of the answer whose body is validated.")
  var status: Int?

  @Flag(name: .long, help: "Validate the body of the operation's request, not of an answer.")
  var request = false

  /// - Parameter isInlineAllowed: whether each document may bring its schema.
  func load(isInlineAllowed: Bool) async throws(Failure) -> SchemaChoice {
    try checkCombination(isInlineAllowed: isInlineAllowed)
    if let spec { return try await load(spec) }
    let dialect = try chosenDialect() ?? .draft202012
    let remotes = try RemoteSchemas(remote, dialect: dialect)
    var choice = SchemaChoice(
      schema: nil, registry: remotes.registry, dialect: dialect,
      options: SchemaOptions(assertFormats: assertFormats), diagnostics: remotes.diagnostics)
    if let schema { try choice.compile(schema, isDialectGiven: self.dialect != nil) }
    return choice
  }

  private func checkCombination(isInlineAllowed: Bool) throws(Failure) {
    if schema != nil, spec != nil {
      throw .unusable("--schema and --spec are two things to validate by", remedy: "leave one out")
    }
    if spec == nil {
      if schema == nil, !isInlineAllowed {
        throw .unusable(
          "there is nothing to validate by", remedy: "give --schema FILE, or --spec FILE")
      }
      let extra =
        operation != nil
        ? "--operation" : status != nil ? "--status" : request ? "--request" : overlay.first
      if let extra {
        throw .unusable(
          "\(overlay.first == extra ? "--overlay" : extra) is about a definition",
          remedy: "give one by --spec FILE")
      }
      return
    }
    for (name, isGiven) in [
      ("--dialect", dialect != nil), ("--remote", !remote.isEmpty),
      ("--assert-formats", assertFormats != nil),
    ] where isGiven {
      throw .unusable(
        "\(name) does not go with --spec, whose definition decides", remedy: "leave it out")
    }
    guard operation != nil else {
      throw .unusable("--spec needs an operation", remedy: "add --operation 'METHOD /path'")
    }
    guard request != (status != nil) else {
      throw .unusable(
        "--operation needs either --status or --request",
        remedy: "add --status 200 for the body of that answer, or --request")
    }
  }

  private func chosenDialect() throws(Failure) -> SchemaDialect? {
    guard let dialect else { return nil }
    guard let known = SchemaDialect(rawValue: dialect) else {
      throw .unusable(
        "there is no dialect `\(dialect)`",
        remedy: Suggestion.remedy(for: dialect, among: SchemaDialect.allCases.map(\.rawValue)))
    }
    return known
  }
}

// MARK: - From a definition

extension SchemaOptionsGroup {
  private func load(_ spec: String) async throws(Failure) -> SchemaChoice {
    let loaded = try await SpecLoader(spec: spec, overlays: overlay).load()
    let contract = loaded.contract
    let operation = try operation(in: contract)
    let content: [Contract.MediaType]
    let what: String
    if request {
      content = operation.body?.content ?? []
      what = "a body of the request"
    } else {
      let status = status ?? 0
      guard let response = operation.response(for: status) else {
        let known = operation.responses.map { "\($0.status)" }.joined(separator: ", ")
        throw .unusable(
          "\(operation.id) documents no answer \(status)", remedy: "known: \(known)")
      }
      content = response.content
      what = "a body of the answer \(status)"
    }
    let isJSON = { (medium: Contract.MediaType) in MediaTypeName(medium.name)?.isJSON ?? false }
    guard
      let reference = content.first(where: { isJSON($0) && $0.schema != nil })?.schema
        ?? content.lazy.compactMap(\.schema).first
    else {
      throw .unusable(
        "\(operation.id) documents no schema for \(what)", remedy: "name another operation")
    }
    do {
      let schema = try ContractSchemas(contract: contract).schema(
        reference, direction: request ? .request : .response)
      return SchemaChoice(
        schema: schema, registry: SchemaRegistry(), dialect: contract.dialect,
        options: SchemaOptions(), diagnostics: loaded.diagnostics.filter { $0.severity > .note })
    } catch {
      throw Failure(error)
    }
  }

  private func operation(in contract: Contract) throws(Failure) -> Contract.Operation {
    let words = (operation ?? "").split(separator: " ").map(String.init)
    if words.count == 2, let method = words.first, let path = words.last {
      let id = Contract.Operation.ID(method: method.uppercased(), path: path)
      if let known = contract.operation(id) { return known }
    }
    throw .unusable(
      "the definition has no operation `\(operation ?? "")`",
      remedy: Suggestion.remedy(
        for: operation ?? "", among: contract.operations.map { "\($0.id)" }))
  }
}
