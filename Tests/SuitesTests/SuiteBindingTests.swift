import Contracts
import Documents
import Evidence
import Testing

@testable import Suites

@Suite("Suites bound to a contract")
struct SuiteBindingTests {
  static let spec = """
    swagger: "2.0"
    info: {title: t, version: "1"}
    produces: [application/json]
    paths:
      /things/{id}:
        parameters: [{name: id, in: path, required: true, type: integer}]
        get:
          operationId: getThing
          responses: {"200": {description: o, schema: {$ref: "#/definitions/thing"}}, "404": {description: n}}
        delete: {operationId: dropThing, responses: {"204": {description: o}}}
      /things:
        get:
          operationId: listThings
          parameters: [{name: page, in: query, type: integer}]
          responses: {"200": {description: o, schema: {type: array, items: {$ref: "#/definitions/thing"}}}}
    definitions:
      thing:
        type: object
        properties:
          id: {type: integer}
          owner: {$ref: "#/definitions/owner"}
      owner:
        type: object
        additionalProperties: false
        properties: {name: {type: string}}
    """

  static func plan(
    _ suite: String, fixtures: String = "muster: fixtures/1\nparameters: {id: 7}\n",
    options: Planner.Options = .init(derive: []), environment: [String: String] = [:]
  ) throws -> Plan {
    let contract = try ContractLoader.load(
      Array(spec.utf8), file: SourceFile(name: "spec.yaml")
    ).contract
    let file = SourceFile(name: "s.yaml")
    let fixturesFile = SourceFile(name: "f.yaml")
    let read = try Fixtures(
      try StructuredReader.read(Array(fixtures.utf8), file: fixturesFile), file: fixturesFile)
    return try Planner(
      contract: contract, fixtures: read, environment: environment, options: options
    ).plan([
      try SuiteFile(try StructuredReader.read(Array(suite.utf8), file: file), file: file)
    ])
  }

  static let head = "muster: suite/1\nname: s\ncases:\n"

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// One case, in flow style, from line 4 on.
    var text: String
    var message: String
  }

  static let mistakes: [Row] = [
    Row(
      testDescription: "unknown operationId", text: "{id: a, steps: [{call: getThin}]}",
      message:
        "s.yaml:4:28: error: the contract has no operation `getThin`; did you mean `getThing`?"
        + " [unknown-operation]"),
    Row(
      testDescription: "unknown operation", text: "{id: a, steps: [{call: GET /thing}]}",
      message:
        "s.yaml:4:28: error: the contract has no operation `GET /thing`; did you mean"
        + " `GET /things`? [unknown-operation]"),
    Row(
      testDescription: "unknown parameter",
      text: "{id: a, steps: [{call: listThings, with: {pgae: 1}}]}",
      message:
        "s.yaml:4:47: error: GET /things has no parameter `pgae`; did you mean `page`?"
        + " [unknown-parameter]"),
    Row(
      testDescription: "a member of a text",
      text: "{id: a, steps: [{call: getThing, expect: {body: {/owner/name/first: x}}}]}",
      message:
        "s.yaml:4:54: error: no answer of GET /things/{id} can have `/owner/name/first`: a string has"
        + " no `first`; correct the path, or the contract by an overlay [impossible-path]"),
    Row(
      testDescription: "a name that a closed model lacks",
      text: "{id: a, steps: [{call: getThing, expect: {body: {/owner/nmae: x}}}]}",
      message:
        "s.yaml:4:54: error: no answer of GET /things/{id} can have `/owner/nmae`: the model has no"
        + " `nmae` and allows no others (did you mean `name`?); correct the path, or the contract by"
        + " an overlay [impossible-path]"),
    Row(
      testDescription: "a name in a list",
      text:
        "{id: a, steps: [{call: listThings, capture: {x: /id}}, {call: getThing, with: {id: \"${x}\"}}]}",
      message:
        "s.yaml:4:50: error: no answer of GET /things can have `/id`: an array has items 0, 1 and so"
        + " on, and no `id`; correct the path, or the contract by an overlay [impossible-path]"),
    Row(
      testDescription: "unused capture",
      text: "{id: a, steps: [{call: getThing, capture: {x: /id}}]}",
      message:
        "s.yaml:4:48: error: no later step uses the capture `x`; remove it, or demand a value with"
        + " `expect` [unused-capture]"),
    Row(
      testDescription: "misspelt use of a capture",
      text:
        "{id: a, variables: {thng: 1}, steps: [{call: getThing, capture: {thing: /id}}, {call: getThing, with: {id: \"${thng}\"}}]}",
      message:
        "s.yaml:4:70: error: no later step uses the capture `thing`; did you mean `thng`? If not,"
        + " remove it [unused-capture]"),
    Row(
      testDescription: "undefined variable",
      text: "{id: a, variables: {thing: 1}, steps: [{call: getThing, with: {id: \"${thng}\"}}]}",
      message:
        "s.yaml:4:72: error: `${thng}` has no value here: no variable, earlier capture, fixture or"
        + " environment variable has this name; did you mean `${thing}`? [unknown-variable]"),
    Row(
      testDescription: "undefined variable in a predicate",
      text: "{id: a, steps: [{call: getThing, expect: {body: {/id: {one-of: [1, \"${no}\"]}}}}]}",
      message:
        "s.yaml:4:72: error: `${no}` has no value here: no variable, earlier capture, fixture or"
        + " environment variable has this name; set the environment variable no, capture it in an"
        + " earlier step, or write it under `variables:` [unknown-variable]"),
    Row(
      testDescription: "a variable that uses itself",
      text: "{id: a, variables: {a: \"${b}\", b: \"x${a}\"}, steps: [{call: getThing}]}",
      message:
        "s.yaml:4:25: error: the variable `a` uses itself: ${a} → ${b} → ${a}; give one of them a"
        + " value of its own [cyclic-variable]"),
    Row(
      testDescription: "effect milder than the steps'",
      text: "{id: a, effect: read, steps: [{call: dropThing, expect: 204}]}",
      message:
        "s.yaml:4:21: error: the case `a` says that its effect is read, but a step's is destroy; write"
        + " `effect: destroy`, or leave it out [effect-too-mild]"),
    Row(
      testDescription: "a raw method has an effect too",
      text: "{id: a, effect: read, steps: [{call: getThing, raw: {method: DELETE}}]}",
      message:
        "s.yaml:4:21: error: the case `a` says that its effect is read, but a step's is destroy; write"
        + " `effect: destroy`, or leave it out [effect-too-mild]"),
    Row(
      testDescription: "a comparison with a step that is none",
      text:
        "{id: a, steps: [{id: one, call: getThing}, {call: getThing, expect: {body: {/id: {same-as: {step: on}}}}}]}",
      message:
        "s.yaml:4:103: error: no step before this one has the id `on`; did you mean `one`?"
        + " [unknown-step]"),
    Row(
      testDescription: "unknown model",
      text: "{id: a, steps: [{call: getThing, expect: {body: {\"\": {schema: {$ref: thng}}}}}]}",
      message:
        "s.yaml:4:74: error: the contract has no model `thng`; did you mean `thing`? [unknown-model]"
    ),
    Row(
      testDescription: "unknown check",
      text: "{id: a, without-checks: {body-schem: x}, steps: [{call: getThing}]}",
      message:
        "s.yaml:4:30: error: there is no check `body-schem`; did you mean `body-schema`? [unknown-check]"
    ),
    Row(
      testDescription: "a condition on what has no value",
      text: "{id: a, when: {variable: nope}, steps: [{call: getThing}]}",
      message:
        "s.yaml:4:19: error: the condition's variable `nope` has no value before the case; known: id"
        + " [unknown-variable]"),
    Row(
      testDescription: "unknown function",
      text: "{id: a, steps: [{call: getThing, with: {id: \"${nwo()}\"}}]}",
      message:
        "s.yaml:4:52: error: there is no function `nwo`; did you mean `now`? [unknown-function]"),
  ]

  @Test("a mistake is found before anything is sent", arguments: mistakes)
  func mistaken(_ row: Row) throws {
    do {
      _ = try Self.plan(
        Self.head + "  - \(row.text)\n",
        options: .init(derive: [], checks: ["body-schema", "latency"]))
      Issue.record("the suite was accepted")
    } catch let error as InvalidInput {
      let text = error.diagnostics.first?.description ?? ""
      #expect(text == row.message)
    }
  }

  @Test(
    "what only the run tells is taken for what it will be",
    arguments: [
      "before: \"${now(+P1D)}\"", "after: \"${date()}\"", "greater: \"${epoch()}\"",
      "at-most: \"${id}\"", "matches: \"^${digits(3)}$\"",
    ])
  func later(_ predicate: String) throws {
    let plan = try Self.plan(
      Self.head + "  - {id: a, steps: [{call: getThing, expect: {body: {/id: {\(predicate)}}}}]}\n")
    #expect(plan.cases.count == 1)
  }

  @Test("what an open model does not declare is remarked upon")
  func undeclared() throws {
    let plan = try Self.plan(
      Self.head
        + "  - {id: a, steps: [{call: getThing, expect: {body: {/onwer: {exists: true}}}}]}\n")
    #expect(
      plan.diagnostics.map(\.description) == [
        "s.yaml:4:63: warning: the contract does not declare `onwer` in the answer of"
          + " GET /things/{id}; did you mean `owner`? [undeclared-path]"
      ])
    let absent = try Self.plan(
      Self.head
        + "  - {id: a, steps: [{call: getThing, expect: {body: {/onwer: {exists: false}}}}]}\n")
    #expect(absent.diagnostics.isEmpty)
  }

  @Test("rows make a case each, with their members as variables")
  func rows() throws {
    let plan = try Self.plan(
      Self.head + """
          - id: a
            variables: {id: 1, x: "${id}"}
            data: [{name: first, id: 5}, {id: 6}]
            steps: [{call: getThing, with: {id: "${x}"}}]
        """)
    #expect(plan.cases.map(\.id) == ["s:a[first]", "s:a[1]"])
    #expect(
      plan.cases.map { $0.script?.variables.map { "\($0.name)=\(JSONWriter.text($0.value))" } } == [
        ["id=5", "x=\"${id}\"", "name=\"first\""], ["id=6", "x=\"${id}\""],
      ])
  }

  @Test("a nearer variable hides a fixture, and a profile's the suite's")
  func scopes() throws {
    let suite = """
      muster: suite/1
      name: s
      variables: {id: 1}
      profiles: {night: {variables: {id: 2}}}
      cases:
        - {id: a, steps: [{call: getThing}]}
        - {id: b, variables: {id: 3}, steps: [{call: getThing}]}
      """
    func ids(_ profile: String?) throws -> [String?] {
      try Self.plan(suite, options: .init(derive: [], profile: profile)).cases.map {
        $0.script?.variables.first.map { JSONWriter.text($0.value) }
      }
    }
    #expect(try ids(nil) == ["1", "3"])
    #expect(try ids("night") == ["2", "3"])
  }

  @Test("a profile selects and tightens")
  func profile() throws {
    let suite = """
      muster: suite/1
      name: s
      profiles:
        night: {tags: [read], exclude-tags: [slow], strictness: strict, safe: true, latency: 2}
        some: {cases: ["a*"]}
      cases:
        - {id: a1, tags: [read], steps: [{call: getThing}]}
        - {id: a2, tags: [read, slow], steps: [{call: getThing}]}
        - {id: b, steps: [{call: dropThing, expect: 204}]}
      """
    func skips(_ profile: String?) throws -> [String?] {
      try Self.plan(suite, options: .init(derive: [], profile: profile)).cases.map {
        $0.skip?.message
      }
    }
    #expect(try skips(nil) == [nil, nil, nil])
    #expect(
      try skips("night") == [
        nil, "left out by the profile night, by its excluded tags",
        "left out by the profile night, by its tags",
      ])
    #expect(try skips("some") == [nil, nil, "left out by the profile some, by its cases"])
    let night = try Self.plan(suite, options: .init(derive: [], profile: "night")).tightening
    #expect(night.strictness == "strict")
    #expect(night.isSafe)
    #expect(night.latency == 2)
    do {
      _ = try skips("nigth")
      Issue.record("the profile was accepted")
    } catch let error as InvalidInput {
      #expect(
        error.diagnostics.map(\.description) == [
          "error: no suite has a profile `nigth`; did you mean `night`? [unknown-profile]"
        ])
    }
  }

  @Test("cases of one id in two suites are an error, as nobody could tell them apart")
  func sameIDs() throws {
    func suite(_ name: String, _ file: String, _ id: String) throws -> SuiteFile {
      let text =
        "muster: suite/1\nname: \(name)\ncases:\n  - {id: \(id), steps: [{call: listThings}]}\n"
      let file = SourceFile(name: file)
      return try SuiteFile(try StructuredReader.read(Array(text.utf8), file: file), file: file)
    }
    let contract = try ContractLoader.load(
      Array(Self.spec.utf8), file: SourceFile(name: "spec.yaml")
    ).contract
    let planner = Planner(
      contract: contract, fixtures: Fixtures(), environment: [:], options: .init(derive: []))
    let error = #expect(throws: InvalidInput.self) {
      try planner.plan([suite("s", "a.yaml", "x"), suite("s", "b.yaml", "x")])
    }
    #expect(
      error?.diagnostics.map(\.description) == [
        "b.yaml:4:5: error: another suite has a case `s:x` as well; give one of the suites another"
          + " `name`, or leave one out; the other is at a.yaml:4:5 [duplicate-case]"
      ])
    #expect(
      try planner.plan([suite("s", "a.yaml", "x"), suite("s", "b.yaml", "y")]).cases.count == 2)
    #expect(
      try planner.plan([suite("s", "a.yaml", "x"), suite("t", "b.yaml", "x")]).cases.count == 2)
  }

  @Test("conditions decide before anything is sent, and say why")
  func conditions() throws {
    let suite =
      Self.head + """
          - {id: a, when: {env: CI}, steps: [{call: getThing}]}
          - {id: b, when: [{env: CI, equals: yes}, {variable: id, at-least: 8}], steps: [{call: getThing}]}
          - {id: c, when: {profile: night}, steps: [{call: getThing}]}
          - {id: d, skip: broken, steps: [{call: getThing}]}
          - {id: e, when: {variable: id, equals: 7}, steps: [{call: getThing}]}
        """
    #expect(
      try Self.plan(suite).cases.map { $0.skip?.message } == [
        "its condition does not hold: the environment variable CI is set",
        "its condition does not hold: the environment variable CI equals \"yes\"",
        "its condition does not hold: the profile is night", "broken", nil,
      ])
    #expect(
      try Self.plan(suite, environment: ["CI": "yes"]).cases.map { $0.skip?.message } == [
        nil, "its condition does not hold: the variable id is at least 8",
        "its condition does not hold: the profile is night", "broken", nil,
      ])
  }

  @Test("intent, effect, tags and defaults")
  func facts() throws {
    let plan = try Self.plan(
      """
      muster: suite/1
      name: s
      defaults: {auth: none, timeout: 3, tags: [all], without-checks: {latency: slow}}
      cases:
        - {id: a, tags: [own], steps: [{call: getThing}, {call: getThing, timeout: 1}]}
        - {id: b, steps: [{call: dropThing, expect: 204}]}
        - {id: c, intent: negative, effect: destroy, steps: [{call: getThing, expect: 404}]}
      """)
    #expect(plan.cases.map(\.intent) == [.positive, .stateful, .negative])
    #expect(plan.cases.map(\.effect) == [.read, .destroy, .destroy])
    #expect(plan.cases.map(\.tags) == [["own", "all"], ["all"], ["all"]])
    #expect(plan.cases[0].steps.map { $0.script?.timeout } == [3, 1])
    #expect(plan.cases[0].steps.map { $0.script?.silenced } == [["latency"], ["latency"]])
  }

  @Test("an expected failure is over after its last day", arguments: ["2027-01-31", "2027-02-01"])
  func expiry(_ today: String) throws {
    let plan = try Self.plan(
      Self.head + """
          - id: a
            expected-failure: {reason: r, owner: o, expires: "2027-01-31"}
            steps: [{call: getThing}]
        """, options: .init(derive: [], today: today))
    #expect(plan.cases[0].script?.isExpired == (today == "2027-02-01"))
  }
}
