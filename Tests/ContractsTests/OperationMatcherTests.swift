import Contracts
import Documents
import Testing

@Suite("Matching")
struct OperationMatcherTests {
  static let definition = """
    openapi: 3.0.3
    info: {title: t, version: '1'}
    servers: [{url: 'https://x.example/v2/'}, {url: '/{stage}/api', variables: {stage: {default: live}}}]
    paths:
      /pets/{id}: {get: {}, put: {}}
      /pets/mine: {get: {}}
      /pets/{id}/{part}: {get: {}}
      /pets/{id}/photo: {get: {}}
      /{kind}/mine/photo: {get: {}}
      /reports/{name}.{format}: {get: {}}
      /reports/all.csv: {get: {}}
      /ranges/{from}-{to}: {get: {}}
      /a%20b/ü: {get: {}}
      /upload: {servers: [{url: 'https://files.example/store'}], post: {}}
      /: {get: {}}
    """

  struct Row: Sendable, CustomTestStringConvertible {
    var request: String
    var outcome: String
    var testDescription: String { request }

    init(_ request: String, _ outcome: String) {
      self.request = request
      self.outcome = outcome
    }
  }

  static let rows = [
    Row("GET /v2/pets/5", "GET /pets/{id} id=5"),
    Row("PUT /v2/pets/5", "PUT /pets/{id} id=5"),
    // Concrete before templated; where the concrete path lacks the method, the templated one counts.
    Row("GET /v2/pets/mine", "GET /pets/mine"),
    Row("PUT /v2/pets/mine", "PUT /pets/{id} id=mine"),
    Row("DELETE /v2/pets/mine", "other GET, PUT"),
    Row("get /v2/pets/mine", "other GET, PUT"),
    Row("GET /v2/pets/5/photo", "GET /pets/{id}/photo id=5"),
    Row("GET /v2/pets/5/name", "GET /pets/{id}/{part} id=5 part=name"),
    // From left to right: the first segment decides.
    Row("GET /v2/pets/mine/photo", "GET /pets/{id}/photo id=mine"),
    Row("GET /v2/dogs/mine/photo", "GET /{kind}/mine/photo kind=dogs"),
    // Slashes and other reserved characters inside of a value.
    Row("GET /v2/pets/a%2Fb", "GET /pets/{id} id=a/b"),
    Row("GET /v2/pets/%7Bid%7D", "GET /pets/{id} id={id}"),
    Row("GET /v2/pets/a+b%20c", "GET /pets/{id} id=a+b c"),
    Row("GET /v2/pets/%C3%BC", "GET /pets/{id} id=ü"),
    Row("GET /v2/pets/%zz", "GET /pets/{id} id=%zz"),
    Row("GET /v2/pets/%6Dine", "GET /pets/mine"),
    Row("GET /v2/a%20b/%C3%BC", "GET /a%20b/ü"),
    Row("GET /v2/pets/5?x=/pets/6#f", "GET /pets/{id} id=5"),
    // A path parameter is never empty.
    Row("GET /v2/pets/", "none"),
    Row("GET /v2/pets//photo", "none"),
    Row("GET /v2/pets/5/", "none"),
    Row("GET /v2/reports/may.pdf", "GET /reports/{name}.{format} name=may format=pdf"),
    Row("GET /v2/reports/a.b.pdf", "GET /reports/{name}.{format} name=a format=b.pdf"),
    Row("GET /v2/reports/all.csv", "GET /reports/all.csv"),
    Row("GET /v2/reports/.pdf", "none"),
    Row("GET /v2/reports/may.", "none"),
    Row("GET /v2/ranges/1-2-3", "GET /ranges/{from}-{to} from=1 to=2-3"),
    // Base paths: of each server, with variables, of the operation, or none at all.
    Row("GET /live/api/pets/5", "GET /pets/{id} id=5"),
    Row("GET /test/api/pets/5", "GET /pets/{id} id=5"),
    Row("GET /pets/5", "GET /pets/{id} id=5"),
    Row("POST /store/upload", "POST /upload"),
    Row("POST /v2/upload", "none"),
    Row("GET /v2/", "GET /"),
    Row("GET /v3/pets/5", "none"),
    Row("GET ", "GET /"),
  ]

  @Test(arguments: rows)
  func finds(_ row: Row) throws {
    let matcher = OperationMatcher(contract: try load(Self.definition).contract)
    #expect(Self.text(matcher, row.request) == row.outcome)
  }

  @Test func aGivenBasePathReplacesThoseOfTheServers() throws {
    let matcher = OperationMatcher(contract: try load(Self.definition).contract, basePath: "/x/y/")
    #expect(Self.text(matcher, "GET /x/y/pets/5") == "GET /pets/{id} id=5")
    #expect(Self.text(matcher, "POST /x/y/upload") == "POST /upload")
    #expect(Self.text(matcher, "GET /v2/reports/all.csv") == "none")
  }

  private static func text(_ matcher: OperationMatcher, _ request: String) -> String {
    let parts = request.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    switch matcher.outcome(method: String(parts[0]), path: String(parts[1])) {
    case .match(let match):
      return "\(match.operation)" + match.values.map { " \($0.name)=\($0.value)" }.joined()
    case .otherMethods(let methods): return "other " + methods.joined(separator: ", ")
    case .none: return "none"
    }
  }

  // MARK: Responses

  @Test func theExactStatusComesFirst() throws {
    let contract = try load(
      """
      openapi: 3.0.3
      info: {title: t, version: '1'}
      paths:
        /a: {get: {responses: {default: {description: d}, 2XX: {description: r}, '200': {description: e}}}}
        /b: {get: {responses: {4XX: {description: r}}}}
      """
    ).contract
    let found = [200, 201, 299, 300, 404].map {
      contract.operations[0].response(for: $0)?.description
    }
    #expect(found == ["e", "r", "r", "d", "d"])
    #expect(contract.operations[1].response(for: 404)?.description == "r")
    #expect(contract.operations[1].response(for: 200) == nil)
  }

  struct TypeRow: Sendable, CustomTestStringConvertible {
    var documented: [String]
    var actual: String
    var best: String?
    var testDescription: String { "\(actual) among \(documented)" }

    init(_ documented: [String], _ actual: String, _ best: String?) {
      self.documented = documented
      self.actual = actual
      self.best = best
    }
  }

  static let types = [
    TypeRow(["application/json"], "application/json", "application/json essence"),
    TypeRow(["Application/JSON"], "application/json; charset=utf-8", "Application/JSON essence"),
    TypeRow(["application/json"], "APPLICATION/JSON", "application/json essence"),
    TypeRow(
      ["application/json", "application/json; charset=utf-8"], "application/json;charset=\"UTF-8\"",
      "application/json; charset=utf-8 parameters"),
    TypeRow(["a/b; x=1; y=2", "a/b; x=1"], "a/b; x=1", "a/b; x=1 parameters"),
    TypeRow(["a/b; x=1", "a/b; x=1; y=2"], "a/b; y=2; X=1", "a/b; x=1; y=2 parameters"),
    TypeRow(["a/b; x=1"], "a/b; x=2", nil),
    TypeRow(["a/b; x=1"], "a/b", "a/b; x=1 essence"),
    TypeRow(["a/b; x=\"; y\\\"\""], "a/b; x=\"; y\\\"\"", "a/b; x=\"; y\\\"\" parameters"),
    TypeRow(
      ["text/plain; charset=utf-8"], "text/plain; charset=latin1",
      "text/plain; charset=utf-8 essence"),
    TypeRow(["*/*", "text/*", "text/plain"], "text/plain", "text/plain essence"),
    TypeRow(["*/*", "text/*"], "text/csv", "text/* typeRange"),
    TypeRow(["*/*", "text/*"], "image/png", "*/* anything"),
    TypeRow(["text/*"], "image/png", nil),
    TypeRow(["*/json"], "text/json", nil),
    TypeRow(
      ["application/*", "application/*+json"], "application/hal+json",
      "application/*+json suffixRange"),
    TypeRow(["application/*+json"], "application/json", nil),
    TypeRow(["application/json"], "application/problem+json", "application/json jsonFamily"),
    TypeRow(["*/*", "application/json"], "application/problem+json", "*/* anything"),
    TypeRow(["application/problem+json"], "application/json", nil),
    TypeRow(["application/json"], "json", nil),
    TypeRow(["application/json"], "", nil),
    TypeRow([], "application/json", nil),
  ]

  @Test(arguments: types)
  func choosesTheMediaType(_ row: TypeRow) {
    let content = row.documented.map { Contract.MediaType(name: $0) }
    let found = content.best(for: row.actual).map { "\($0.mediaType.name) \($0.fit)" }
    #expect(found == row.best)
  }

  @Test func namesOfHeadersHaveNoCase() throws {
    let contract = try load(
      """
      openapi: 3.0.3
      info: {title: t, version: '1'}
      paths:
        /a:
          get:
            parameters: [{name: X-A, in: header, schema: {type: string}}, {name: q, in: query, schema: {type: string}}]
            responses: {'200': {description: ok, headers: {X-Rate: {schema: {type: integer}}}}}
      """
    ).contract
    let operation = contract.operations[0]
    #expect(operation.response(for: 200)?.header(named: "x-rATE")?.name == "X-Rate")
    #expect(operation.response(for: 200)?.header(named: "x-rates") == nil)
    #expect(operation.parameter(named: "x-a", in: .header)?.name == "X-A")
    #expect(operation.parameter(named: "Q", in: .query) == nil)
    #expect(operation.parameter(named: "q", in: .query)?.name == "q")
  }
}
