import Contracts
import Documents
import Schemas
import Testing

/// The founding contract, read from beside the package where it lies there.
@Suite(
  "Founding contract",
  .enabled(if: Shared.exists(Shared.seed), "the founding contract (../shared/seed) is not here"))
struct SeedTests {
  let loaded: LoadedContract
  var contract: Contract { loaded.contract }

  init() throws {
    loaded = try Shared.load(Shared.seed)
  }

  @Test func identity() throws {
    #expect(contract.title == "tigo_b2b_co_selfcare_crm_v2")
    #expect(contract.version == "2.0.0")
    #expect(contract.format == "markdown")
    #expect(contract.dialect == .swagger20)
    #expect(contract.servers == [])
    let scheme = try #require(contract.securitySchemes.first)
    #expect(contract.securitySchemes.count == 1)
    #expect(scheme.name == "application")
    #expect(
      scheme.kind
        == .oauth2(
          flows: [
            Contract.SecurityScheme.OAuthFlow(
              name: "clientCredentials",
              tokenURL: "https://test.api.tigo.com/oauth/client_credential/accesstoken"
                + "?grant_type=client_credentials", scopes: ["read"])
          ]))
    #expect(scheme.range?.start.line == 20)
  }

  @Test func onlyNotesAreGiven() {
    #expect(
      loaded.diagnostics.marks == [
        "replacement-character@34", "replacement-character@131", "replacement-character@177",
        "replacement-character@179", "media-type-assumed@48", "security-assumed@42",
      ])
    #expect(loaded.diagnostics.allSatisfy { $0.severity == .note })
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var line: Int
    var id: String
    /// `location name` of each parameter but the credential and the body; `?` marks optional.
    var parameters: [String]
    var body: String?
    var success: String
    var testDescription: String { id }
  }

  static let rows = [
    Row(
      line: 31, id: "GET /accounts", parameters: ["query idType: string", "query id: integer"],
      success: "accountsResponse"),
    Row(
      line: 56, id: "GET /accounts/{accountId}", parameters: ["path accountId: integer"],
      success: "accountsDetailsResponse"),
    Row(
      line: 80, id: "GET /accounts/{accountId}/profiles", parameters: ["path accountId: integer"],
      success: "profilesResponse"),
    Row(
      line: 104, id: "GET /accounts/profiles/{profileId}", parameters: ["path profileId: integer"],
      success: "profilesDetailsResponse"),
    Row(
      line: 128, id: "GET /accounts/profiles/{profileId}/lines",
      parameters: ["path profileId: integer"], success: "linesResponse"),
    Row(
      line: 152, id: "GET /accounts/profiles/{profileId}/services",
      parameters: ["path profileId: integer"], success: "servicesResponse"),
    Row(
      line: 176, id: "GET /accounts/profiles", parameters: ["query msisdn: integer"],
      success: "linesDetailsResponse"),
    Row(
      line: 200, id: "GET /documents/{documentId}",
      parameters: [
        "path documentId: integer", "query movil: integer", "query segment?: string",
        "query document?: string", "query additional?: string",
      ], success: "documents"),
    Row(
      line: 228, id: "GET /customers/{nit}/portfolio", parameters: ["path nit: integer"],
      success: "portfolioList"),
    Row(
      line: 252, id: "POST /lines/recordings", parameters: [],
      body: "recordingsParameters: recordingsParameters", success: "recordingsList"),
    Row(
      line: 276, id: "GET /calls/{idFormat}/{idCall}/recordings",
      parameters: ["path idCall: integer", "path idFormat: integer"], success: "callsList"),
    Row(
      line: 301, id: "GET /calls/{idCall}/recordings", parameters: ["path idCall: integer"],
      success: "recordings"),
    Row(
      line: 325, id: "GET /customers/{MSISDN}/calls/details",
      parameters: ["path MSISDN: integer", "query dateFrom: string", "query dateTill: integer"],
      success: "details"),
    Row(
      line: 351, id: "POST /profiles/{profileId}/services",
      parameters: ["path profileId: integer"],
      body: "postServicesParameters: servicesParameters", success: "servicesList"),
    Row(
      line: 376, id: "DELETE /profiles/{profileId}", parameters: ["path profileId: integer"],
      body: "deleteServicesParameters: servicesParameters", success: "servicesList"),
    Row(
      line: 401, id: "PUT /profile/{profileId}", parameters: ["path profileId: integer"],
      body: "updateServicesParameters: updateServicesParameters", success: "servicesList"),
    Row(
      line: 426, id: "GET /services/{partnum}", parameters: ["path partnum: integer"],
      success: "getServicesList"),
    Row(
      line: 450, id: "POST /accounts/{accountId}/processes",
      parameters: ["path accountId: integer"],
      body: "postAccountsParameters: postAccountsParameters", success: "servicesList"),
  ]

  @Test(arguments: rows)
  func operation(_ row: Row) throws {
    let index = try #require(Self.rows.firstIndex { $0.line == row.line })
    let operation = try #require(
      contract.operations.indices.contains(index) ? contract.operations[index] : nil)
    #expect(operation.id.description == row.id)
    #expect(operation.range?.start == SourcePosition(line: row.line, column: 1))
    let credential = try #require(operation.parameters.last)
    #expect(credential.isCredential && credential.name == "Authorization")
    #expect(credential.isRequired && credential.location == .header)
    let parameters = operation.parameters.dropLast().map {
      "\($0.location) \($0.name)\($0.isRequired ? "" : "?"): \($0.schema.label)"
    }
    #expect(parameters == row.parameters)
    #expect(operation.parameters.dropLast().allSatisfy { !$0.isCredential })
    let body = operation.body.map {
      "\($0.name ?? ""): \($0.content.map { $0.schema?.label ?? "" }.joined())"
    }
    #expect(body == row.body)
    #expect(operation.body?.isRequired ?? true)
    #expect(
      operation.responses.map(\.status) == [
        .code(200), .code(400), .code(401), .code(404), .default,
      ])
    for (response, model) in zip(
      operation.responses, [row.success] + Array(repeating: "errorBody", count: 4))
    {
      #expect(response.content.map(\.name) == ["application/json"])
      #expect(response.content.allSatisfy { $0.isAssumed })
      #expect(response.content.first?.schema?.label == model)
      #expect(response.content.first?.schema?.pointer == JSONPointer(["definitions", model]))
    }
    #expect(operation.security == [[Contract.SecurityRequirement(scheme: "application")]])
  }

  @Test func totals() {
    #expect(contract.operations.count == 18)
    let parameters = contract.operations.flatMap(\.parameters)
    let bodies = contract.operations.compactMap(\.body)
    #expect(parameters.count + bodies.count == 48)
    #expect(parameters.filter { $0.location == .path }.count == 16)
    #expect(parameters.filter { $0.location == .query }.count == 9)
    #expect(parameters.filter { $0.location == .header }.count == 18)
    #expect(parameters.filter { !$0.isRequired }.count == 3)
    #expect(bodies.count == 5)
    #expect(contract.operations.map(\.responses.count).reduce(0, +) == 90)
    #expect(contract.models.count == 23)
    #expect(contract.models.filter { !$0.properties.isEmpty }.count == 21)
    #expect(contract.models.map(\.properties.count).reduce(0, +) == 76)
    #expect(contract.models.flatMap(\.properties).allSatisfy { !$0.isRequired })
  }

  @Test func fieldTypes() {
    let types = contract.models.flatMap(\.properties).map(\.schema.label)
    let histogram = Dictionary(grouping: types) { $0 }.mapValues(\.count)
    #expect(
      histogram == [
        "string": 46, "integer": 12, "[ object ]": 9, "object": 3, "string (date-time)": 3,
        "[ service ]": 1, "[ serviceList ]": 1, "[ integer ]": 1,
      ])
  }

  @Test func places() throws {
    let lines = contract.models.map { "\($0.name) \($0.range?.start.line ?? 0)" }
    #expect(
      lines == [
        "servicesParameters 476", "service 482", "updateServicesParameters 488", "serviceList 494",
        "postAccountsParameters 501", "servicesList 507", "getServicesList 516", "details 523",
        "portfolioList 539", "extensions 545", "recordingsParameters 553", "recordingsList 562",
        "callsList 568", "recordings 575", "documents 582", "accountsResponse 588",
        "accountsDetailsResponse 594", "profilesResponse 613", "profilesDetailsResponse 619",
        "linesResponse 642", "servicesResponse 648", "linesDetailsResponse 654", "errorBody 663",
      ])
    let error = try #require(contract.models.last?.properties.first)
    #expect(error.range?.start == SourcePosition(line: 667, column: 1))
    #expect(
      error.schema.pointer == JSONPointer(["definitions", "errorBody", "properties", "error"]))
    let query = try #require(contract.operations.first?.parameters.first)
    #expect(query.range?.start.line == 40)
    #expect(contract.operations[0].responses[4].range?.start.line == 52)
  }

  @Test func bareArraysAreTheModelItself() throws {
    for (name, line) in [("portfolioList", 543), ("recordingsList", 566)] {
      let model = try #require(contract.models.first { $0.name == name })
      #expect(model.properties.isEmpty)
      #expect(model.schema.label == "array")
      #expect(model.schema.range?.start.line == line)
    }
  }

  @Test func effects() {
    let effects = Dictionary(
      uniqueKeysWithValues: contract.operations.map {
        ($0.id.description, "\($0.effect) \($0.effectOrigin)")
      })
    #expect(effects["GET /calls/{idCall}/recordings"] == "destroy wording")
    #expect(effects["DELETE /profiles/{profileId}"] == "destroy method")
    #expect(effects.values.filter { $0 == "write method" }.count == 4)
    #expect(effects.values.filter { $0 == "read method" }.count == 12)
  }

  @Test func vacuity() {
    let vacuity = Vacuity(of: contract)
    #expect(vacuity.modelsAcceptingEmptyObject.count == 21)
    #expect(vacuity.swallowingOperations.count == 18)
    #expect(vacuity.unreferencedModels.map(\.name) == ["extensions"])
    #expect(vacuity.unreferencedModels.first?.range?.start.line == 545)
    #expect(vacuity.unknownTypes.isEmpty)
    let places = vacuity.opaquePlaces.map {
      "\($0.pointer) \($0.label) \($0.range?.start.line ?? 0)"
    }
    #expect(
      places == [
        "/definitions/getServicesList/properties/service object 521",
        "/definitions/portfolioList array 543",
        "/definitions/recordingsList array 566",
        "/definitions/accountsResponse/properties/accountCollection [ object ] 592",
        "/definitions/accountsDetailsResponse/properties/contractCollection [ object ] 604",
        "/definitions/profilesResponse/properties/profileCollection [ object ] 617",
        "/definitions/profilesDetailsResponse/properties/lineCollection [ object ] 633",
        "/definitions/profilesDetailsResponse/properties/serviceCollection [ object ] 638",
        "/definitions/linesResponse/properties/lineCollection [ object ] 646",
        "/definitions/servicesResponse/properties/serviceCollection [ object ] 652",
        "/definitions/linesDetailsResponse/properties/account object 658",
        "/definitions/linesDetailsResponse/properties/contractCollecion [ object ] 659",
        "/definitions/linesDetailsResponse/properties/profileList [ object ] 661",
        "/definitions/errorBody/properties/error object 667",
      ])
  }

  @Test func ourOwnWordingHasTheSameStructure() throws {
    let own = try Shared.load(Shared.ownSpec)
    #expect(own.contract.structure() == contract.structure())
    #expect(own.contract.operations.map(\.effect) == contract.operations.map(\.effect))
    #expect(own.diagnostics.allSatisfy { $0.severity == .note })
  }

  @Test func ourOverlayFitsBoth() throws {
    for spec in [Shared.seed, Shared.ownSpec] {
      let refined = try Shared.load(spec, overlays: [Shared.ownOverlay])
      #expect(refined.diagnostics.allSatisfy { $0.severity == .note })
      let operation = refined.contract.operation(
        Contract.Operation.ID(method: "GET", path: "/calls/{idCall}/recordings"))
      #expect(operation?.effect == .destroy && operation?.effectOrigin == .overlay)
    }
  }
}
