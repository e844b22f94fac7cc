import Contracts
import Documents
import Evidence
import Suites
import Testing

/// What derived cases must never do, and that each derived request is what it is said to be.
@Suite("Derived cases are careful")
struct DerivationSafetyTests {
  static let spec = """
    openapi: 3.0.3
    info: {title: t, version: "1"}
    paths:
      /things:
        get:
          parameters:
            - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 50}}
            - {name: kind, in: query, schema: {type: string, enum: [a, b]}}
            - {name: text, in: query, schema: {type: string}}
          responses: {"200": {description: o}, "400": {description: b}}
        post:
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  type: object
                  required: [name]
                  additionalProperties: false
                  properties:
                    name: {type: string, minLength: 1, maxLength: 9}
                    age: {type: integer, minimum: 0, maximum: 150}
          responses:
            "201":
              description: made
              content:
                application/json:
                  schema: {type: object, required: [id], properties: {id: {type: integer}}}
            "400": {description: b}
      /things/search:
        get: {responses: {"200": {description: o}}}
      /things/{thingId}:
        parameters: [{name: thingId, in: path, required: true, schema: {type: string}}]
        get: {responses: {"200": {description: o}, "404": {description: n}}}
        delete:
          requestBody:
            required: true
            content: {application/json: {schema: {type: object, properties: {all: {type: boolean}}}}}
          responses: {"204": {description: o}, "404": {description: n}}
    """

  static func plan(
    _ fixtures: String = "muster: fixtures/1\n", spec: String = spec,
    options: Planner.Options = .init()
  ) throws -> Plan {
    let contract = try ContractLoader.load(
      Array(spec.utf8), file: SourceFile(name: "spec.yaml")
    ).contract
    let file = SourceFile(name: "f.yaml")
    return try Planner(
      contract: contract,
      fixtures: try Fixtures(
        try StructuredReader.read(Array(fixtures.utf8), file: file), file: file),
      environment: [:], options: options
    ).plan([])
  }

  /// Everything that would be sent, as its case, method, target and body.
  static func requests(_ plan: Plan) throws -> [(item: Case, request: HTTPRequest, step: Step)] {
    try plan.cases.filter { $0.blocker == nil && $0.skip == nil }.flatMap { item in
      try item.steps.map { step in
        let values = Dictionary(
          uniqueKeysWithValues: step.request.variables.map { ($0, Value.integer(5)) })
        let request = try step.request.request(
          for: step.operation, baseURL: "http://h", variables: values)
        return (item, request, step)
      }
    }
  }

  @Test("ids and titles are unique, whatever the seed", arguments: [UInt64(0), 7])
  func unique(_ seed: UInt64) throws {
    let cases = try Self.plan(options: Planner.Options(seed: seed, maxCases: 600)).cases
    #expect(cases.count == 600)
    #expect(Set(cases.map(\.id)).count == cases.count)
    #expect(Set(cases.map { "\($0.group) \($0.title)" }).count == cases.count)
  }

  @Test("a path value is never empty, a dot segment, a slash or a sibling's word")
  func paths() throws {
    let plan = try Self.plan(options: Planner.Options(seed: 3, maxCases: 800))
    let paths = try Self.requests(plan).filter { $0.step.operation.id.path == "/things/{thingId}" }
      .map { $0.request.url.dropFirst("http://h".count).prefix { $0 != "?" } }
    #expect(paths.count > 20)
    for path in paths {
      let last = path.dropFirst("/things/".count)
      #expect(path.hasPrefix("/things/") && !last.isEmpty && !last.contains("/"), "\(path)")
      #expect(!["search", ".", "..", "things"].contains(last), "\(path)")
      #expect(!last.lowercased().contains("%2f"), "\(path)")
    }
  }

  @Test("what destroys is only sent to what the run made, with its body as it was")
  func destroying() throws {
    let plan = try Self.plan(options: Planner.Options(maxCases: 800))
    let deletions = try Self.requests(plan).filter { $0.step.operation.effect == .destroy }
    #expect(deletions.isEmpty, "its body is lacking, and none is made up")
    let fixtures = """
      muster: fixtures/1
      operations:
        DELETE /things/{thingId}: {parameters: {thingId: mine}, body: {all: false}}
      """
    let given = try Self.requests(
      try Self.plan(fixtures, options: Planner.Options(maxCases: 800))
    ).filter { $0.step.operation.effect == .destroy }
    #expect(given.contains { $0.request.url == "http://h/things/mine" })
    #expect(given.allSatisfy { $0.request.body == Array(#"{"all":false}"#.utf8) })
  }

  @Test("a thing is made, found, deleted, and then gone")
  func lifecycle() throws {
    let fixtures = """
      muster: fixtures/1
      operations:
        DELETE /things/{thingId}: {body: {all: false}}
      """
    let plan = try Self.plan(fixtures)
    let item = try #require(plan.cases.first { $0.id.hasSuffix(":lifecycle") })
    #expect(
      item.steps.map { "\($0.operation.id.method) \($0.expectation.rule)" }
        == [
          "POST generated", "GET created", "GET accepted", "DELETE created", "GET deleted",
          "GET accepted",
        ])
    #expect(item.steps.map(\.comparison?.relation) == [nil, nil, .listed, nil, nil, .unlisted])
    #expect(item.steps.map(\.comparison?.condition) == [nil, nil, 0, nil, nil, 3])
    #expect(item.steps[0].captures.map { $0.pointer.map { "\($0)" } } == ["/id"])
    #expect(item.effect == .destroy)
  }

  @Test("what could not be deleted is not expected to be gone")
  func keptThing() throws {
    let item = try #require(
      try Self.plan().cases.first { $0.id.hasSuffix(":lifecycle") })
    #expect(
      item.steps.map { "\($0.operation.id.method) \($0.expectation.rule)" }
        == ["POST generated", "GET created", "GET accepted"])
  }

  struct ListingRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What stands in the making's success besides its content.
    var links = "{}"
    /// A line of the making.
    var making = "summary: makes a thing"
    var parameters = "[]"
    var answer = "{type: array, items: {type: object}}"
    /// The path that is asked for the list; nil: none is.
    var listing: String?
  }

  static let listingRows: [ListingRow] = [
    ListingRow(testDescription: "the same path, an array", listing: "/things"),
    ListingRow(
      testDescription: "the same path, an array in an object",
      answer: "{type: object, properties: {items: {type: array, items: {}}}}", listing: "/things"),
    ListingRow(
      testDescription: "the same path, no list",
      answer: "{type: object, properties: {n: {type: integer}}}"),
    ListingRow(
      testDescription: "a filter that is required",
      parameters: "[{name: owner, in: query, required: true, schema: {type: string}}]"),
    ListingRow(
      testDescription: "a filter that may be left out",
      parameters: "[{name: owner, in: query, schema: {type: string}}]", listing: "/things"),
    ListingRow(
      testDescription: "a link", links: "{all: {operationId: everything}}", listing: "/everything"),
    ListingRow(
      testDescription: "an overlay's word", making: "x-muster-listing: GET /everything",
      listing: "/everything"),
  ]

  @Test(
    "what lists a collection is found by overlay, links, names and types", arguments: listingRows)
  func listing(_ row: ListingRow) throws {
    let spec = """
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths:
        /things:
          get:
            parameters: \(row.parameters)
            responses:
              "200": {description: o, content: {application/json: {schema: \(row.answer)}}}
          post:
            \(row.making)
            responses:
              "201":
                description: made
                links: \(row.links)
                content:
                  application/json: {schema: {type: object, properties: {id: {type: integer}}}}
        /things/{id}:
          get:
            parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
            responses: {"200": {description: o}}
        /everything:
          get:
            operationId: everything
            responses:
              "200":
                description: o
                content: {application/json: {schema: {type: array, items: {type: object}}}}
      """
    let item = try #require(try Self.plan(spec: spec).cases.first { $0.id.hasSuffix(":lifecycle") })
    let step = item.steps.first { $0.comparison != nil }
    #expect(step?.operation.id.path == row.listing)
    if row.listing != nil {
      #expect(step?.comparison?.pointer?.description == "/id")
    }
  }

  @Test(
    "each path is asked once for its methods, and nothing that exists is named where it need not be"
  )
  func options() throws {
    let sent = try Self.requests(
      try Self.plan("muster: fixtures/1\nmissing: {thingId: nobody}\n")
    ).filter { $0.request.method == "OPTIONS" }
    #expect(
      sent.map(\.request.url)
        == ["http://h/things", "http://h/things/search", "http://h/things/nobody"])
    #expect(sent.allSatisfy { $0.item.effect == .read && $0.request.body == nil })
  }

  @Test(
    "no undocumented method is DELETE, none has a body, and none goes to a thing that may be there")
  func methods() throws {
    func others(_ fixtures: String) throws -> [HTTPRequest] {
      let found = try Self.requests(try Self.plan(fixtures)).filter {
        $0.item.id.contains(":method:")
      }
      #expect(found.allSatisfy { $0.request.body == nil && $0.item.effect == .write })
      return found.map(\.request)
    }
    let blind = try others("muster: fixtures/1\n")
    #expect(
      blind.map { "\($0.method) \($0.url)" } == [
        "PATCH http://h/things", "PATCH http://h/things/search",
      ])
    let told = try others("muster: fixtures/1\nmissing: {thingId: none}\n")
    #expect(told.map(\.url).contains("http://h/things/none"))
  }

  static let changing = """
    openapi: 3.0.3
    info: {title: t, version: "1"}
    paths:
      /things/{thingId}:
        parameters: [{name: thingId, in: path, required: true, schema: {type: integer}}]
        put:
          requestBody:
            content:
              application/json:
                schema: {type: object, properties: {age: {type: integer, maximum: 9}}}
          responses: {"200": {description: o}, "400": {description: b}, "404": {description: n}}
    """

  struct ChangeRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var fixtures: String
    /// Whether edges of the body are sent, and where to.
    var things: Set<String>
  }

  static let changeRows = [
    ChangeRow(
      testDescription: "a thing of its own",
      fixtures: "operations: {'PUT /things/{thingId}': {parameters: {thingId: 5}, body: {age: 1}}}",
      things: ["5"]),
    ChangeRow(
      testDescription: "a thing that others use",
      fixtures: "parameters: {thingId: 5}\noperations: {'PUT /things/{thingId}': {body: {age: 1}}}",
      things: []),
    ChangeRow(
      testDescription: "a thing that others use, and one that is missing",
      fixtures: "parameters: {thingId: 5}\nmissing: {thingId: 99}\n"
        + "operations: {'PUT /things/{thingId}': {body: {age: 1}}}",
      things: ["99"]),
    ChangeRow(
      testDescription: "its own, but marked as shared",
      fixtures: "shared: [thingId]\nmissing: {thingId: 99}\n"
        + "operations: {'PUT /things/{thingId}': {parameters: {thingId: 5}, body: {age: 1}}}",
      things: ["99"]),
  ]

  @Test(
    "edges and breaches of a change go to no thing that was guessed or is shared",
    arguments: changeRows)
  func changes(_ row: ChangeRow) throws {
    let plan = try Self.plan(
      "muster: fixtures/1\n\(row.fixtures)\n", spec: Self.changing,
      options: Planner.Options(maxCases: 400))
    let sent = try Self.requests(plan).filter { sent in
      [":boundary:", ":invalid:body", ":random:", ":malformed:"].contains {
        sent.item.id.contains($0)
      }
    }
    let things = Set(sent.map { $0.request.url.split(separator: "/").last.map(String.init) ?? "" })
    // Text where a number is due is no thing's id.
    #expect(things.filter { Int($0) != nil } == row.things)
    #expect(sent.isEmpty == row.things.isEmpty)
  }

  @Test("random cases are of the intents that are asked for")
  func randomIntents() throws {
    let edges = try Self.plan(options: Planner.Options(derive: [.boundary], maxCases: 400)).cases
    #expect(edges.count == 400)
    #expect(edges.allSatisfy { $0.intent == .boundary })
  }

  @Test("each constraint is broken once, and text for a text parameter never counts")
  func breaches() throws {
    let ids = try Self.plan().cases.map(\.id).filter { $0.contains(":invalid:") }
    for wanted in [
      "GET /things:invalid:query.limit:minimum-exceeded:/",
      "GET /things:invalid:query.limit:maximum-exceeded:/",
      "POST /things:invalid:body:missing-name:/",
      "POST /things:invalid:body:too-long:/name",
      "POST /things:invalid:body:maximum-exceeded:/age",
    ] {
      #expect(ids.contains("derived:\(wanted)"), "\(wanted) of \(ids)")
    }
    #expect(ids.contains { $0.contains("query.kind:") })
    // A parameter without a value is as good as none to many servers.
    let targets = try Self.requests(try Self.plan()).filter {
      $0.item.id.contains(":invalid:query")
    }
    .map(\.request.url)
    #expect(!targets.isEmpty && !targets.contains { $0.hasSuffix("=") })
    #expect(!ids.contains { $0.contains("query.text:") })
    #expect(!ids.contains { $0.contains("path.thingId:") })
  }

  @Test("the same seed gives the same plan, also beside an operation that was not there before")
  func deterministic() throws {
    let one = try Self.requests(try Self.plan(options: Planner.Options(seed: 9)))
    let other =
      Self.spec + """

          /unrelated:
            get:
              parameters: [{name: n, in: query, schema: {type: integer}}]
              responses: {"200": {description: o}}
        """
    let two = try Self.requests(try Self.plan(spec: other, options: Planner.Options(seed: 9)))
    func text(_ sent: [(item: Case, request: HTTPRequest, step: Step)]) -> [String] {
      sent.filter { !$0.item.id.contains("/unrelated") }.map { "\($0.item.id) \($0.request)" }
    }
    #expect(text(one) == text(two))
    #expect(two.count > one.count)
    // Random requests are fewer for each operation, and those that are left are the same.
    let many = Planner.Options(seed: 9, maxCases: 400)
    let first = text(try Self.requests(try Self.plan(options: many)))
    #expect(first == text(try Self.requests(try Self.plan(options: many))))
    let second = text(try Self.requests(try Self.plan(spec: other, options: many)))
    #expect(Set(second).isSubset(of: first))
    #expect(second.count { $0.contains(":random:") } > 50)
  }

  @Test("every pair of optional things is seen in all four combinations", arguments: 1...17)
  func pairs(_ count: Int) {
    let rows = PresenceRows(count: count).rows
    #expect(Set(rows).count == rows.count)
    for first in 0..<count {
      for second in 0..<first {
        let seen = Set(rows.map { "\($0.contains(first)) \($0.contains(second))" })
        #expect(seen.count == 4, "\(first) \(second) of \(count)")
      }
    }
  }
}
