import Documents
import Suites
import Testing

@Suite("Suite and fixtures files")
struct SuiteFileTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    /// The whole message of the first diagnostic.
    var message: String
  }

  static let suiteRows: [Row] = [
    Row(
      testDescription: "no object", text: "- a",
      message:
        "s.yaml:1:1: error: a suite must be an object, not a list; write it as `name: value` lines"
        + " [wrong-type]"),
    Row(
      testDescription: "unknown key", text: "muster: suite/1\nname: n\ncase: []\n",
      message: "s.yaml:3:1: error: a suite has no key `case`; did you mean `cases`? [unknown-key]"),
    Row(
      testDescription: "unknown key far from all", text: "muster: suite/1\nname: n\nzzzzzz: 1\n",
      message:
        "s.yaml:3:1: error: a suite has no key `zzzzzz`; known: cases, defaults, derive,"
        + " description, include, muster, name, profiles, variables [unknown-key]"),
    Row(
      testDescription: "wrong format", text: "muster: fixtures/1\nname: n\n",
      message:
        "s.yaml:1:9: error: this place takes `muster: suite/1`, not `muster: fixtures/1`; name another"
        + " file, or correct its first line [wrong-format]"),
    Row(
      testDescription: "no name", text: "muster: suite/1\n",
      message: "s.yaml:1:1: error: a suite lacks the key `name`; add `name: …` [missing-key]"),
    Row(
      testDescription: "unknown intent", text: "muster: suite/1\nname: n\nderive: [postive]\n",
      message:
        "s.yaml:3:10: error: `derive` can't hold \"postive\"; did you mean `positive`?"
        + " [unknown-intent]"),
    Row(
      testDescription: "case without steps",
      text: "muster: suite/1\nname: n\ncases:\n  - id: a\n    steps: []\n",
      message:
        "s.yaml:4:5: error: the case `a` has no steps, so it tests nothing; add a step"
        + " `- call: GET /…` [empty-case]"),
    Row(
      testDescription: "bad call",
      text: "muster: suite/1\nname: n\ncases:\n  - id: a\n    steps:\n      - call: /accounts\n",
      message:
        "s.yaml:6:15: error: `call` must be a method and a path, or an operationId, not"
        + " `/accounts`; write for instance `GET /accounts` [bad-call]"),
    Row(
      testDescription: "status out of range",
      text:
        "muster: suite/1\nname: n\ncases:\n  - id: a\n    steps:\n      - call: GET /a\n"
        + "        expect: 20\n",
      message:
        "s.yaml:7:17: error: 20 is no status code from 100 to 599; write for instance"
        + " `expect: 200`, `expect: 2XX` or `expect: [200, 204]` [bad-status]"),
    Row(
      testDescription: "pointer without slash",
      text:
        "muster: suite/1\nname: n\ncases:\n  - id: a\n    steps:\n      - call: GET /a\n"
        + "        capture: {x: id}\n",
      message:
        "s.yaml:7:22: error: `id` is no JSON Pointer; start it with `/` (RFC 6901), or write \"\" for"
        + " the whole body [bad-pointer]"),
    Row(
      testDescription: "unknown auth",
      text:
        "muster: suite/1\nname: n\ncases:\n  - id: a\n    steps:\n      - call: GET /a\n"
        + "        auth: nobody\n",
      message:
        "s.yaml:7:15: error: `auth` can't be `nobody`; known: expired, malformed, none, other, valid, wrong-scope [unknown-auth]"
    ),
    Row(
      testDescription: "case id taken",
      text:
        "muster: suite/1\nname: n\ncases:\n  - {id: a, steps: [{call: GET /a}]}\n"
        + "  - {id: a, steps: [{call: GET /a}]}\n",
      message:
        "s.yaml:5:5: error: the case id `a` is taken; rename one; the other is at s.yaml:4:5"
        + " [duplicate-case]"),
  ]

  @Test("a mistaken suite is refused with place and remedy", arguments: suiteRows)
  func mistaken(_ row: Row) {
    let file = SourceFile(name: "s.yaml")
    do {
      _ = try SuiteFile(try StructuredReader.read(Array(row.text.utf8), file: file), file: file)
      Issue.record("the suite was accepted")
    } catch {
      #expect(error.diagnostics.first?.description == row.message)
    }
  }

  static let fixtureRows: [Row] = [
    Row(
      testDescription: "unknown key", text: "muster: fixtures/1\nparameter: {}\n",
      message:
        "f.yaml:2:1: error: a fixtures file has no key `parameter`; did you mean `parameters`?"
        + " [unknown-key]"),
    Row(
      testDescription: "a secret instead of its variable's name",
      text: "muster: fixtures/1\ncredentials:\n  clientSecret: hunter2\n",
      message:
        "f.yaml:3:17: error: `clientSecret` must be an object, not a string; write it as"
        + " `name: value` lines [wrong-type]"),
    Row(
      testDescription: "a wrong scope of nothing",
      text: "muster: fixtures/1\ncredentials:\n  wrongScope: {scopes: []}\n",
      message:
        "f.yaml:3:15: error: `wrongScope` names neither scopes nor a token, or both; write"
        + " `wrongScope: {scopes: [profile]}` for a token to ask for, or `wrongScope: {env: NAME}`"
        + " for one to use as it is [incomplete-credential]"),
    Row(
      testDescription: "another user's expired token",
      text: "muster: fixtures/1\ncredentials:\n  other:\n    expired: {env: X}\n",
      message:
        "f.yaml:4:5: error: `other` has no key `expired`; known: audience, clientAuth, clientId,"
        + " clientSecret, fields, parameters, schemes, scopes, token [unknown-key]"),
    Row(
      testDescription: "no operation", text: "muster: fixtures/1\noperations:\n  accounts: {}\n",
      message:
        "f.yaml:3:3: error: `accounts` is no operation; write a method and a path, for instance"
        + " `GET /accounts` [bad-call]"),
  ]

  @Test("mistaken fixtures are refused with place and remedy", arguments: fixtureRows)
  func mistakenFixtures(_ row: Row) {
    let file = SourceFile(name: "f.yaml")
    do {
      _ = try Fixtures(try StructuredReader.read(Array(row.text.utf8), file: file), file: file)
      Issue.record("the fixtures were accepted")
    } catch {
      #expect(error.diagnostics.first?.description == row.message)
    }
  }

  @Test("a right suite keeps what it says")
  func right() throws {
    let text = """
      muster: suite/1
      name: n
      description: d
      derive: [positive, auth]
      cases:
        - id: a
          title: A
          tags: [x]
          steps:
            - call: post /things/{id}
              with: {id: 1}
              body: {k: v}
              auth: none
              expect: {status: [200, 201], body: {/k: v, /z: {exists: false}}}
              capture: {key: /k}
      """
    let file = SourceFile(name: "s.yaml")
    let suite = try SuiteFile(
      try StructuredReader.read(Array(text.utf8), file: file), file: file)
    #expect(suite.derive == [.positive, .auth])
    let step = try #require(suite.cases.first?.steps.first)
    #expect("\(step.call)" == "POST /things/{id}")
    #expect(step.statuses == [200, 201])
    #expect(step.credential == .absent)
    #expect(step.assertions.count == 2)
    #expect(step.captures.map(\.name) == ["key"])
    #expect(suite.cases.first?.tags == ["x"])
  }
}
