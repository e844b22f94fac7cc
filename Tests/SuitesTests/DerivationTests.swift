import Contracts
import Documents
import Evidence
import Suites
import Testing

@Suite("Derivation and planning")
struct DerivationTests {
  static let spec = """
    swagger: "2.0"
    info: {title: t, version: "1"}
    securityDefinitions:
      app: {type: oauth2, flow: application, tokenUrl: "https://h/t", scopes: {read: r}}
    security: [{app: [read]}]
    paths:
      /things/{id}:
        get:
          parameters: [{name: id, in: path, required: true, type: integer}]
          responses: {"200": {description: o}, "400": {description: b}, "401": {description: u}, "404": {description: n}}
        delete:
          parameters:
            - {name: id, in: path, required: true, type: integer}
            - {name: body, in: body, required: true, schema: {$ref: "#/definitions/list"}}
          responses: {"200": {description: o}, "400": {description: b}, "404": {description: n}}
      /search:
        get:
          security: []
          parameters:
            - {name: text, in: query, required: true, type: string}
            - {name: page, in: query, type: integer}
          responses: {"200": {description: o}, "400": {description: b}, "404": {description: n}}
        post:
          parameters:
            - {name: body, in: body, required: true, schema: {$ref: "#/definitions/list"}}
          responses: {"201": {description: o}, "400": {description: b}}
    definitions:
      list:
        type: object
        properties:
          note: {type: string}
          ids: {type: array, items: {type: integer}}
    """

  static let fixtures = """
    muster: fixtures/1
    parameters: {id: 7, text: hello}
    missing: {id: 999}
    operations:
      DELETE /things/{id}:
        parameters: {id: "${made}"}
        body: {ids: [1]}
        before:
          - call: POST /search
            body: {ids: [1]}
            expect: 201
            capture: {made: /id}
      POST /search:
        body: {ids: [1]}
    """

  static func contract() throws -> Contract {
    try ContractLoader.load(Array(spec.utf8), file: SourceFile(name: "spec.yaml")).contract
  }

  static func plan(
    _ fixtures: String = fixtures, suites: [String] = [], options: Planner.Options = .init(),
    environment: [String: String] = [:]
  ) throws -> Plan {
    let file = SourceFile(name: "f.yaml")
    let read = try Fixtures(try StructuredReader.read(Array(fixtures.utf8), file: file), file: file)
    var files: [SuiteFile] = []
    for text in suites {
      let file = SourceFile(name: "s.yaml")
      files.append(
        try SuiteFile(try StructuredReader.read(Array(text.utf8), file: file), file: file))
    }
    return try Planner(
      contract: try contract(), fixtures: read, environment: environment, options: options
    ).plan(files)
  }

  private func derived(_ plan: Plan, _ name: String, _ operation: String) throws -> Case {
    try #require(plan.cases.first { $0.id == "derived:\(operation):\(name)" })
  }

  private func url(_ item: Case) throws -> String {
    let step = try #require(item.steps.last)
    return try step.request.request(
      for: step.operation, baseURL: "", variables: ["made": .integer(5)]
    ).url
  }

  @Test("every case has an id and a title of its own")
  func unique() throws {
    let cases = try Self.plan().cases
    #expect(Set(cases.map(\.id)).count == cases.count)
    #expect(Set(cases.map { "\($0.group) \($0.title)" }).count == cases.count)
  }

  @Test("the same inputs give the same plan")
  func same() throws {
    #expect("\(try Self.plan())" == "\(try Self.plan())")
  }

  @Test("a path parameter of another type is the negative")
  func invalidPath() throws {
    let item = try derived(try Self.plan(), "invalid", "GET /things/{id}")
    #expect(try url(item) == "/things/not-an-integer")
    #expect(
      item.obligations == [
        "status:GET /things/{id}:400", "parameter:GET /things/{id}:path.id:wrong",
      ])
    #expect(item.steps.last?.expectation.rule == .refused)
  }

  @Test("text for a text parameter is no negative: it is left out instead")
  func omitted() throws {
    let item = try derived(try Self.plan(), "invalid", "GET /search")
    #expect(try url(item) == "/search")
    #expect(item.title == "refuses a missing text")
  }

  @Test("one property of the body is broken, the others stay")
  func invalidBody() throws {
    let item = try derived(try Self.plan(), "invalid", "POST /search")
    let body = try #require(item.steps.last?.request.body)
    #expect(JSONWriter.text(body) == #"{"ids":"not-an-array"}"#)
  }

  @Test("a destroying operation's negatives keep their body and touch nothing that exists")
  func destroying() throws {
    let plan = try Self.plan()
    for name in ["invalid", "absent"] {
      let item = try derived(plan, name, "DELETE /things/{id}")
      #expect(item.steps.count == 1)
      #expect(item.steps.last?.request.body.map { JSONWriter.text($0) } == #"{"ids":[1]}"#)
      #expect(["/things/not-an-integer", "/things/999"].contains(try url(item)))
    }
  }

  @Test("a positive case brings the steps that make it possible")
  func before() throws {
    let item = try derived(try Self.plan(), "accepted", "DELETE /things/{id}")
    #expect(item.steps.map(\.role) == [.setup, .test])
    #expect(item.effect == .destroy)
    #expect(try url(item) == "/things/5")
  }

  @Test("no token is asked of what needs none")
  func publicOperation() throws {
    let plan = try Self.plan()
    #expect(!plan.cases.contains { $0.group == "GET /search" && $0.intent == .auth })
    let auth = plan.cases.filter { $0.group == "GET /things/{id}" && $0.intent == .auth }
    #expect(
      auth.map { $0.steps.last?.request.credential }
        == [.absent, .literal("Bearer not-a-token"), .scheme("Basic"), .inQuery])
  }

  @Test("what the fixtures lack is made up for what reads, and never for what destroys")
  func missingFixture() throws {
    let plan = try Self.plan("muster: fixtures/1\n")
    let item = try derived(plan, "accepted", "GET /things/{id}")
    #expect(item.blocker == nil)
    #expect(item.steps.last?.expectation.rule == .generated)
    #expect(item.otherwise?.code == "fixture-missing")
    #expect(item.otherwise?.message == "no fixture for id of GET /things/{id}")
    let erasing = try derived(plan, "accepted", "DELETE /things/{id}")
    #expect(erasing.blocker?.code == "fixture-missing")
    #expect(erasing.blocker?.message == "no fixture for id, body of DELETE /things/{id}")
    // What needs no fixture is still tested.
    #expect(try derived(plan, "invalid", "GET /things/{id}").blocker == nil)
    let absent = try derived(plan, "absent", "GET /things/{id}")
    #expect(absent.blocker == nil)
    #expect(absent.otherwise?.code == "fixture-missing")
    #expect(try derived(plan, "absent", "DELETE /things/{id}").blocker?.code == "fixture-missing")
  }

  @Test("--safe leaves out all that is no read, setup steps included")
  func safe() throws {
    let plan = try Self.plan(options: Planner.Options(isSafe: true))
    for item in plan.cases {
      #expect((item.skip == nil) == (item.effect == .read))
    }
    #expect(plan.cases.contains { $0.skip == nil })
    #expect(plan.cases.contains { $0.skip?.code == "unsafe" })
  }

  /// What is derived for the one operation of a spec, as `name fate`.
  struct ShapeRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The path item of `/x`.
    var item: String
    var definitions = ""
    var fixtures = "muster: fixtures/1\n"
    var cases: [String]
  }

  static let shapeRows: [ShapeRow] = [
    ShapeRow(
      testDescription: "nothing to break, nothing to miss, nothing promised",
      item: "get: {responses: {\"200\": {description: o}}}", cases: ["accepted sent"]),
    ShapeRow(
      testDescription: "refusals promised that nothing can provoke",
      item:
        "get: {responses: {\"200\": {description: o}, \"400\": {description: b},"
        + " \"404\": {description: n}}}",
      cases: ["accepted sent", "invalid skipped", "absent skipped"]),
    ShapeRow(
      testDescription: "no 404 is promised, so none is demanded",
      item:
        "get: {parameters: [{name: c, in: query, required: true, type: string}],"
        + " responses: {\"200\": {description: o}}}",
      fixtures: "muster: fixtures/1\nparameters: {c: a}\nmissing: {c: z}\n",
      cases: ["accepted sent", "invalid sent"]),
    ShapeRow(
      testDescription: "an operation that destroys is never sent without its filter",
      item:
        "delete: {parameters: [{name: c, in: query, required: true, type: string}],"
        + " responses: {\"200\": {description: o}, \"400\": {description: b}}}",
      fixtures: "muster: fixtures/1\nparameters: {c: a}\n",
      cases: ["accepted sent", "invalid skipped"]),
    ShapeRow(
      testDescription: "an API key is sent",
      item:
        "get: {security: [{k: []}], responses: {\"200\": {description: o},"
        + " \"401\": {description: u}}}",
      definitions: "securityDefinitions: {k: {type: apiKey, name: X-Key, in: header}}\n",
      cases: ["accepted sent", "token-absent sent", "token-malformed sent"]),
    ShapeRow(
      testDescription: "a certificate can't be sent yet",
      item:
        "get: {security: [{k: []}], responses: {\"200\": {description: o},"
        + " \"401\": {description: u}}}",
      definitions: "securityDefinitions: {k: {type: mutualTLS}}\n",
      cases: ["accepted scheme-unsupported"]),
    ShapeRow(
      testDescription: "a form can be sent",
      item:
        "post: {consumes: [application/x-www-form-urlencoded],"
        + " parameters: [{name: c, in: formData, required: true, type: string}],"
        + " responses: {\"200\": {description: o}}}",
      fixtures: "muster: fixtures/1\nparameters: {c: a}\n",
      cases: ["accepted sent"]),
  ]

  @Test("what is derived depends on what can be provoked and was promised", arguments: shapeRows)
  func shape(_ row: ShapeRow) throws {
    let spec =
      "swagger: \"2.0\"\ninfo: {title: t, version: \"1\"}\n\(row.definitions)paths:\n"
      + "  /x: {\(row.item)}\n"
    let contract = try ContractLoader.load(
      Array(spec.utf8), file: SourceFile(name: "spec.yaml")
    ).contract
    let file = SourceFile(name: "f.yaml")
    let fixtures = try Fixtures(
      try StructuredReader.read(Array(row.fixtures.utf8), file: file), file: file)
    let plan = try Planner(contract: contract, fixtures: fixtures, environment: [:]).plan([])
    let simple = ["accepted", "invalid", "absent", "token-absent", "token-malformed"]
    let cases = plan.cases.filter { item in
      simple.contains { item.id.hasSuffix(":\($0)") }
    }.map { item in
      let name = item.id.split(separator: ":").last ?? ""
      let fate = item.skip != nil ? "skipped" : item.blocker?.code ?? "sent"
      return "\(name) \(fate)"
    }
    #expect(cases == row.cases)
  }

  @Test("what needs no token is sent none")
  func publicCredential() throws {
    let plan = try Self.plan()
    #expect(try derived(plan, "accepted", "GET /search").steps.last?.request.credential == .absent)
    #expect(
      try derived(plan, "accepted", "GET /things/{id}").steps.last?.request.credential == .valid)
  }

  @Test("an excluded operation is not called as preparation either")
  func excludedSetup() throws {
    let plan = try Self.plan(options: Planner.Options(excludedOperations: ["POST *"]))
    let item = try derived(plan, "accepted", "DELETE /things/{id}")
    #expect(item.skip?.code == "filtered")
  }

  @Test("tags choose cases of suites")
  func tags() throws {
    let text = """
      muster: suite/1
      name: n
      derive: []
      cases:
        - {id: a, tags: [x], steps: [{call: GET /search}]}
        - {id: b, tags: [y], steps: [{call: GET /search}]}
      """
    let only = try Self.plan(suites: [text], options: Planner.Options(tags: ["x"]))
    #expect(only.cases.filter { $0.skip == nil }.map(\.id) == ["n:a"])
    let without = try Self.plan(suites: [text], options: Planner.Options(excludedTags: ["x"]))
    #expect(without.cases.filter { $0.skip == nil }.map(\.id) == ["n:b"])
  }

  @Test("what the environment brought in is known to the plan, because it may be secret")
  func environmentValues() throws {
    let plan = try Self.plan(
      "muster: fixtures/1\nparameters: {id: 7, text: \"${KEY}\"}\nmissing: {id: \"${GONE}\"}\n",
      environment: ["KEY": "k-value", "GONE": "99", "OTHER": "o"])
    #expect(plan.environmentValues == ["99", "k-value"])
    #expect(try url(try derived(plan, "absent", "GET /things/{id}")) == "/things/99")
  }

  @Test(
    "a pattern that matches no operation is a mistake", arguments: ["get /search", "", "PATCH *"])
  func emptyFilter(_ pattern: String) {
    #expect(throws: InvalidInput.self) {
      try Self.plan(options: Planner.Options(operations: [pattern]))
    }
  }

  struct FilterRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var only: [String] = []
    var without: [String] = []
    var groups: Set<String>
  }

  static let filterRows: [FilterRow] = [
    FilterRow(testDescription: "one", only: ["GET /search"], groups: ["GET /search"]),
    FilterRow(
      testDescription: "star", only: ["GET *"], groups: ["GET /search", "GET /things/{id}"]),
    FilterRow(testDescription: "question mark", only: ["GE? /searc?"], groups: ["GET /search"]),
    FilterRow(
      testDescription: "several", only: ["POST *", "DELETE *"],
      groups: ["POST /search", "DELETE /things/{id}"]),
    FilterRow(
      testDescription: "all but", without: ["* /search"],
      groups: ["GET /things/{id}", "DELETE /things/{id}"]),
  ]

  @Test("operations are chosen by patterns", arguments: filterRows)
  func filter(_ row: FilterRow) throws {
    let plan = try Self.plan(
      options: Planner.Options(operations: row.only, excludedOperations: row.without))
    // Methods that a path lacks are left aside: they are no operations.
    let known = Set(try Self.contract().operations.map { "\($0.id)" })
    let groups = Set(plan.cases.filter { $0.skip == nil }.map(\.group))
    #expect(groups.intersection(known) == row.groups)
  }

  struct MistakeRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var fixtures = DerivationTests.fixtures
    var suite: String?
    var message: String
  }

  static let mistakes: [MistakeRow] = [
    MistakeRow(
      testDescription: "unknown operation in fixtures",
      fixtures: "muster: fixtures/1\noperations:\n  GET /serch: {}\n",
      message:
        "f.yaml:3:3: error: the contract has no operation `GET /serch`; did you mean `GET /search`?"
        + " [unknown-operation]"),
    MistakeRow(
      testDescription: "unknown parameter in fixtures",
      fixtures: "muster: fixtures/1\noperations:\n  GET /search:\n    parameters: {txt: a}\n",
      message:
        "f.yaml:4:18: error: GET /search has no parameter `txt`; did you mean `text`?"
        + " [unknown-parameter]"),
    MistakeRow(
      testDescription: "unknown variable",
      fixtures:
        "muster: fixtures/1\noperations:\n  GET /search:\n    parameters: {text: \"${NOPE}\"}\n",
      message:
        "f.yaml:4:24: error: `${NOPE}` has no value here: no variable, earlier capture, fixture or"
        + " environment variable has this name; set the environment variable NOPE, capture it in an"
        + " earlier step, or write it under `variables:` [unknown-variable]"),
    MistakeRow(
      testDescription: "unknown variable among what is missing",
      fixtures: "muster: fixtures/1\nmissing: {id: \"${NOPE}\"}\n",
      message:
        "f.yaml:2:15: error: `${NOPE}` has no value here: no variable, earlier capture, fixture or"
        + " environment variable has this name; set the environment variable NOPE, capture it in an"
        + " earlier step, or write it under `variables:` [unknown-variable]"),
    MistakeRow(
      testDescription: "unknown variable in what must not be contained",
      suite:
        "muster: suite/1\nname: n\ncases:\n  - id: a\n    steps:\n"
        + "      - {call: GET /search, expect: {body: {/x: {not-contains: \"${gonee}\"}}}}\n",
      message:
        "s.yaml:6:64: error: `${gonee}` has no value here: no variable, earlier capture, fixture or"
        + " environment variable has this name; set the environment variable gonee, capture it in an"
        + " earlier step, or write it under `variables:` [unknown-variable]"),
    MistakeRow(
      testDescription: "unknown operation in a suite",
      suite: "muster: suite/1\nname: n\ncases: [{id: a, steps: [{call: GET /serch}]}]\n",
      message:
        "s.yaml:3:32: error: the contract has no operation `GET /serch`; did you mean `GET /search`?"
        + " [unknown-operation]"),
    MistakeRow(
      testDescription: "unknown parameter in a suite",
      suite:
        "muster: suite/1\nname: n\ncases: [{id: a, steps: [{call: GET /search, with: {q: 1}}]}]\n",
      message:
        "s.yaml:3:52: error: GET /search has no parameter `q`; known: page, text"
        + " [unknown-parameter]"),
    MistakeRow(
      testDescription: "path parameter without a value", fixtures: "muster: fixtures/1\n",
      suite:
        "muster: suite/1\nname: n\ncases: [{id: a, steps: [{call: \"GET /things/{id}\"}]}]\n",
      message:
        "s.yaml:3:32: error: the step gives no value for the path parameter `id`; add it under"
        + " `with:`, or under `parameters:` in the fixtures [missing-parameter]"),
    MistakeRow(
      testDescription: "variable captured only later",
      suite:
        "muster: suite/1\nname: n\ncases:\n  - id: a\n    steps:\n"
        + "      - {call: GET /search, with: {text: \"${x}\"}}\n"
        + "      - {call: GET /search, capture: {x: /y}}\n",
      message:
        "s.yaml:6:42: error: `${x}` has no value here: no variable, earlier capture, fixture or"
        + " environment variable has this name; set the environment variable x, capture it in an"
        + " earlier step, or write it under `variables:` [unknown-variable]"),
  ]

  @Test("a mistake is found before anything is sent", arguments: mistakes)
  func mistake(_ row: MistakeRow) throws {
    do {
      _ = try Self.plan(row.fixtures, suites: row.suite.map { [$0] } ?? [])
      Issue.record("the plan was made")
    } catch let error as InvalidInput {
      #expect(error.diagnostics.first?.description == row.message)
    }
  }

  @Test("variables come from fixtures and the environment")
  func environment() throws {
    let text = """
      muster: suite/1
      name: n
      cases: [{id: a, steps: [{call: GET /search, with: {text: "${text}-${WHO}-${id}"}}]}]
      """
    let plan = try Self.plan(suites: [text], environment: ["WHO": "me"])
    let item = try #require(plan.cases.last)
    #expect(try url(item) == "/search?text=hello-me-7")
  }

  @Test("what the suites derive is derived, unless an option says otherwise")
  func intents() throws {
    let text = "muster: suite/1\nname: n\nderive: [auth]\ncases: []\n"
    #expect(Set(try Self.plan(suites: [text]).cases.map(\.intent)) == [.auth])
    let chosen = try Self.plan(suites: [text], options: Planner.Options(derive: [.positive]))
    #expect(Set(chosen.cases.map(\.intent)) == [.positive])
    #expect(try Self.plan(options: Planner.Options(derive: [])).cases.isEmpty)
  }
}
