import Contracts
import Documents
import Evidence
import Testing

@testable import Suites

/// What workflow documents become.
@Suite("Cases of workflow documents")
struct ArazzoPlanTests {
  static let spec = """
    openapi: 3.2.0
    info: {title: Things, version: "1"}
    security: [{key: []}]
    paths:
      /things:
        get:
          operationId: list
          parameters:
            - {name: page, in: query, schema: {type: integer}}
            - {name: X-Trace, in: header, schema: {type: string}}
            - {name: theme, in: cookie, schema: {type: string}}
          responses: {"200": {description: o}, "4XX": {description: n}}
        post:
          operationId: add
          requestBody:
            content:
              application/json: {schema: {type: object}}
              application/xml: {schema: {type: string}}
          responses: {"201": {description: o}}
      /things/{id}:
        get:
          operationId: get
          parameters: [{name: id, in: path, required: true, schema: {type: string}}]
          responses: {"200": {description: o}}
      /search:
        get:
          operationId: search
          parameters: [{name: q, in: querystring, content: {application/json: {schema: {type: object}}}}]
          responses: {"200": {description: o}}
    components:
      securitySchemes:
        key: {type: apiKey, in: header, name: X-Key}
    """

  static func plan(
    _ workflows: String, version: String = "1.1.0", fixtures: String = "muster: fixtures/1\n",
    environment: [String: String] = [:]
  ) throws -> Plan {
    let contract = try ContractLoader.load(
      Array(spec.utf8), file: SourceFile(name: "api.yaml")
    ).contract
    let file = SourceFile(name: "f.yaml")
    let read = try Fixtures(
      try StructuredReader.read(Array(fixtures.utf8), file: file), file: file)
    let suite = try SuiteLoader.load(
      FilesInMemory(texts: ["s.yaml": ArazzoMistakeTests.head(version) + workflows]))
    return try Planner(
      contract: contract, fixtures: read, environment: environment, options: .init(derive: [])
    ).plan([suite])
  }

  /// The request of the first step.
  static func request(
    _ step: String, inputs: String = "", fixtures: String = "muster: fixtures/1\n",
    environment: [String: String] = [:]
  ) throws -> RequestTemplate {
    let plan = try plan(
      "workflows: [{workflowId: w, \(inputs.isEmpty ? "" : "inputs: \(inputs), ")steps: [{stepId: s, \(step)}]}]",
      fixtures: fixtures, environment: environment)
    return try #require(plan.cases.first?.steps.first).request
  }

  static func text(_ value: Value?) -> String? { value.map { JSONWriter.text($0) } }

  @Test("workflows that others call or go to are parts of theirs")
  func entries() throws {
    func ids(_ workflows: String) throws -> [String] {
      try Self.plan("workflows: [\(workflows)]").cases.map(\.id)
    }
    let step = "steps: [{stepId: s, operationId: list}]"
    #expect(
      try ids(
        "{workflowId: a, steps: [{stepId: s, workflowId: b}]}, {workflowId: b, \(step)},"
          + " {workflowId: c, dependsOn: [d], \(step)}, {workflowId: d, \(step)}")
        == ["t:a", "t:c", "t:d"])
    let way = { (id: String, to: String) in
      "{workflowId: \(id), steps: [{stepId: s, operationId: list, onSuccess: [{name: g, type: goto,"
        + " workflowId: \(to)}]}]}"
    }
    #expect(try ids("\(way("a", "b")), \(way("b", "a"))") == ["t:a"])
    #expect(try ids("\(way("a", "b")), \(way("b", "c")), \(way("c", "b"))") == ["t:a"])
  }

  @Test("an input is what the fixtures say for it, else for its name, else its default")
  func inputs() throws {
    let step = "operationId: list, parameters: [{name: page, in: query, value: $inputs.page}]"
    let inputs = "{properties: {page: {type: integer, default: 1}}}"
    func page(_ fixtures: String, _ environment: [String: String] = [:]) throws -> String? {
      Self.text(
        try Self.request(
          step, inputs: inputs, fixtures: "muster: fixtures/1\n" + fixtures,
          environment: environment
        ).query.first?.value)
    }
    #expect(try page("") == "1")
    #expect(try page("parameters: {page: 2}\n") == "2")
    #expect(try page("parameters: {page: 2}\ninputs: {w: {page: 3}}\n") == "3")
    #expect(throws: InvalidInput.self) { try page("inputs: {w: {page: \"${PAGE}\"}}\n") }
    // What comes from the environment is text.
    #expect(throws: InvalidInput.self) {
      try page("inputs: {w: {page: \"${PAGE}\"}}\n", ["PAGE": "4"])
    }
    #expect(try page("inputs: {w: {page: \"${number(PAGE)}\"}}\n", ["PAGE": "4"]) == "4")
  }

  @Test("what is secret is known to the redactor")
  func secrets() throws {
    let plan = try Self.plan(
      "workflows: [{workflowId: w, inputs: {properties: {a: {format: password}, b: {writeOnly: true,"
        + " default: standing}, c: {}}}, steps: [{stepId: s, operationId: list}]}]",
      fixtures: "muster: fixtures/1\ninputs: {w: {a: hunter2, c: plain}}\n")
    #expect(plan.environmentValues.sorted() == ["hunter2", "standing"])
  }

  @Test("a credential that a document gives is sent instead of the run's")
  func credentials() throws {
    let plain = try Self.request("operationId: list")
    #expect(plain.credential == .valid)
    #expect(plain.raw == nil)
    for name in ["X-Key", "x-key", "Authorization"] {
      let own = try Self.request(
        "operationId: list, parameters: [{name: \(name), in: header, value: mine}]")
      #expect(own.credential == .absent)
      #expect(own.raw?.headers.map(\.name) == [name])
    }
  }

  @Test("parameters of the workflow go to every step, and a step's own win")
  func parameters() throws {
    let plan = try Self.plan(
      "workflows: [{workflowId: w, parameters: [{name: page, in: query, value: 1}, {name: theme, in: cookie,"
        + " value: dark}, {name: id, in: path, value: x}], steps: [{stepId: a, operationId: list, parameters:"
        + " [{name: page, in: query, value: 2}, {name: x-trace, in: header, value: t}]},"
        + " {stepId: b, operationId: get}]}]")
    let steps = try #require(plan.cases.first).steps
    #expect(steps[0].request.query.map { Self.text($0.value) } == ["2"])
    #expect(steps[0].request.cookies.map { Self.text($0.value) } == ["\"dark\""])
    #expect(steps[0].request.headers.map(\.name) == ["X-Trace"])
    #expect(steps[0].request.path.isEmpty)
    #expect(steps[1].request.path.map { Self.text($0.value) } == ["\"x\""])
  }

  @Test("the whole query is one value")
  func querystring() throws {
    let request = try Self.request(
      "operationId: search, parameters: [{name: q, in: querystring, value: {a: [1]}}]")
    #expect(Self.text(request.querystring?.value) == "{\"a\":[1]}")
  }

  struct Body: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var body: String
    /// As a value, or as text that stands as it is.
    var value: String?
    var text: String?
  }

  static let bodies: [Body] = [
    Body(
      testDescription: "a value",
      body: "{payload: {a: $inputs.n, b: x$inputs.n, c: 'x{$inputs.n}'}}",
      value: #"{"a":5,"b":"x$inputs.n","c":"x5"}"#),
    Body(
      testDescription: "an absent input",
      body: "{payload: {a: $inputs.none, b: [1, $inputs.none]}}",
      value: #"{"b":[1]}"#),
    Body(testDescription: "an expression", body: "{payload: $inputs.o}", value: #"{"p":[1,2]}"#),
    Body(testDescription: "a part of an input", body: "{payload: '$inputs.o#/p'}", value: "[1,2]"),
    Body(testDescription: "a part by its name", body: "{payload: '$inputs.o.p[1]'}", value: "2"),
    Body(
      testDescription: "text that is JSON", body: #"{payload: '{"a": "{$inputs.n}", "b": 1}'}"#,
      value: #"{"a":"5","b":1}"#),
    Body(
      testDescription: "text that becomes JSON", body: #"{payload: '{"a": {$inputs.n}}'}"#,
      text: #"{"a": 5}"#),
    Body(testDescription: "a text", body: "{payload: 'a {$inputs.n}'}", value: #""a 5""#),
    Body(testDescription: "money", body: "{payload: $5}", value: #""$5""#),
    Body(
      testDescription: "what means something to us alone", body: "{payload: '${n} and {b}'}",
      value: #""$${n} and {b}""#),
    Body(
      testDescription: "a replacement",
      body: "{payload: {a: [1]}, replacements: [{target: /a/0, value: $inputs.n}]}",
      value: #"{"a":[5]}"#),
    Body(
      testDescription: "a new member and a new item",
      body: "{payload: {a: [1]}, replacements: [{target: /b, value: 2}, {target: /a/-, value: 3}]}",
      value: #"{"a":[1,3],"b":2}"#),
    Body(
      testDescription: "a replacement by JSONPath",
      body:
        "{payload: {a: [{k: 1}, {k: 2}]}, replacements: [{target: '$.a[?@.k == 2].k', targetSelectorType: jsonpath, value: 3}]}",
      value: #"{"a":[{"k":1},{"k":3}]}"#),
    Body(
      testDescription: "a selector",
      body: "{payload: {a: {context: $inputs.o, selector: $.p, type: jsonpath}}}",
      value: #"{"a":"${s.value1}"}"#),
    Body(
      testDescription: "XML with replacements",
      body:
        "{contentType: application/xml, payload: '<a><b>1</b></a>', replacements: [{target: /a/b, value: 'x & y'}]}",
      text: "<a><b>x &amp; y</b></a>"),
  ]

  @Test("a payload is written as its document means it", arguments: bodies)
  func payload(_ row: Body) throws {
    let request = try Self.request(
      "operationId: add, requestBody: \(row.body)",
      inputs: "{properties: {n: {default: 5}, o: {default: {p: [1, 2]}}, none: {}}}")
    #expect(Self.text(request.body) == row.value)
    #expect(request.raw?.body?.string == row.text)
  }

  @Test("what is expected follows from the criteria, else from the contract")
  func expectations() throws {
    func expectation(_ criteria: String) throws -> Expectation? {
      let criteria = criteria.isEmpty ? "" : ", successCriteria: [\(criteria)]"
      return try Self.plan(
        "workflows: [{workflowId: w, steps: [{stepId: s, operationId: list\(criteria)}]}]"
      ).cases.first?.steps.first?.expectation
    }
    #expect(try expectation("") == Expectation(.accepted, [200]))
    #expect(try expectation("{condition: $statusCode == 404}") == Expectation(.exactly, [404]))
    #expect(
      try expectation("{context: $statusCode, condition: '^20[04]$', type: regex}")
        == Expectation(.exactly, [200, 204]))
    #expect(
      try expectation("{condition: $response.body != null}")
        == Expectation(.exactly, [200] + Array(400...499)))
  }

  @Test("a document of version 1.0 or 1.1 is told by its content, in YAML or JSON")
  func content() throws {
    for version in ["1.0.0", "1.0.1", "1.1.0", "1.1.7"] {
      let text =
        ArazzoMistakeTests.head(version)
        + "workflows: [{workflowId: w, steps: [{stepId: s, operationId: listThings}]}]"
      #expect(try ArazzoMistakeTests.plan(text).cases.count == 1)
      let value = try YAMLReader.read(Array(text.utf8), file: SourceFile(name: "s"))
      #expect(try ArazzoMistakeTests.plan(JSONWriter.text(value)).cases.count == 1)
    }
  }
}
