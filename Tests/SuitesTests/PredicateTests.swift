import Contracts
import Documents
import Evidence
import Testing

@testable import Suites

@Suite("Predicates")
struct PredicateTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    /// `expect: {body: {PATH: …}}` as YAML, of which this is the object below `body`.
    var demand: String
    var body: String
    /// Each complaint as `pointer: expected | actual`; empty: it holds.
    var complaints: [String] = []

    var testDescription: String { name }
  }

  static let file = SourceFile(name: "s.yaml")

  static func value(_ text: String) throws -> Value {
    try StructuredReader.read(Array(text.utf8), file: file)
  }

  static func expectation(_ text: String) throws -> ExpectForm {
    var diagnostics: [Diagnostic] = []
    let form = ExpectForm.read(try value(text), into: &diagnostics)
    #expect(diagnostics.map(\.description) == [])
    return form
  }

  static func view(
    _ body: String?, headers: KeyValuePairs<String, String> = [:], status: Int = 200,
    seconds: Double = 0
  ) -> AnswerView {
    let bytes = Array((body ?? "").utf8)
    let document = try? JSONReader.read(bytes, file: SourceFile(name: "b"))
    return AnswerView(
      HTTPResponse(status: status, headers: HTTPHeaders(headers), body: bytes),
      document: document, seconds: seconds)
  }

  static func complaints(
    _ form: ExpectForm, _ view: AnswerView, _ earlier: EarlierAnswers = EarlierAnswers()
  ) -> [String] {
    form.assertions.compactMap { assertion in
      assertion.complaint(about: view, earlier).map {
        "\($0.pointer.map { "\($0)" } ?? "-"): \($0.expected) | \($0.actual)"
      }
    }
  }

  static let rows: [Row] = [
    // Equality
    Row(name: "equal number", demand: "/a: 1", body: #"{"a":1.0}"#),
    Row(name: "another number", demand: "/a: 1", body: #"{"a":2}"#, complaints: ["/a: 1 | 2"]),
    Row(
      name: "number and text differ", demand: "/a: '1'", body: #"{"a":1}"#,
      complaints: [#"/a: "1" | 1"#]),
    Row(
      name: "nothing equals nothing", demand: "/a: null", body: "{}",
      complaints: ["/a: null | nothing"]),
    Row(
      name: "members in any order", demand: "/a: {x: 1, y: null}", body: #"{"a":{"y":null,"x":1}}"#),
    Row(name: "the whole body", demand: "'': [1, 2]", body: "[1,2]"),
    Row(
      name: "an object of the name of a predicate", demand: "/a: {equals: {type: 1}}",
      body: #"{"a":{"type":1}}"#),
    Row(name: "another value", demand: "/a: {not-equals: 1}", body: #"{"a":2}"#),
    Row(
      name: "not another value", demand: "/a: {not-equals: 1}", body: #"{"a":1}"#,
      complaints: ["/a: anything but 1 | 1"]),
    Row(
      name: "nothing is not another value", demand: "/a: {not-equals: 1}", body: "{}",
      complaints: ["/a: anything but 1 | nothing"]),
    Row(name: "one of", demand: "/a: {one-of: [1, 2]}", body: #"{"a":2}"#),
    Row(
      name: "none of", demand: "/a: {one-of: [1, x]}", body: #"{"a":"y"}"#,
      complaints: [#"/a: one of [1,"x"] | "y""#]),
    // Presence and type
    Row(name: "exists as null", demand: "/a: {exists: true}", body: #"{"a":null}"#),
    Row(
      name: "does not exist", demand: "/a: {exists: true}", body: "{}",
      complaints: ["/a: any value | nothing"]),
    Row(name: "is missing", demand: "/a: {exists: false}", body: "{}"),
    Row(
      name: "is not missing", demand: "/a: {exists: false}", body: #"{"a":1}"#,
      complaints: ["/a: nothing | 1"]),
    Row(name: "a whole number", demand: "/a: {type: integer}", body: #"{"a":2.0}"#),
    Row(
      name: "no whole number", demand: "/a: {type: integer}", body: #"{"a":2.5}"#,
      complaints: ["/a: integer | number 2.5"]),
    Row(name: "one of two types", demand: "/a: {type: [string, null]}", body: #"{"a":null}"#),
    Row(
      name: "nothing has no type", demand: "/a: {type: 'null'}", body: "{}",
      complaints: ["/a: null | nothing"]),
    // Texts
    Row(name: "matches", demand: "/a: {matches: '^[a-z]+$'}", body: #"{"a":"abc"}"#),
    Row(
      name: "does not match", demand: "/a: {matches: '^[a-z]+$'}", body: #"{"a":"ab1"}"#,
      complaints: [#"/a: text that matches "^[a-z]+$" | "ab1""#]),
    Row(
      name: "a number matches nothing", demand: "/a: {matches: '1'}", body: #"{"a":1}"#,
      complaints: [#"/a: text that matches "1" | 1"#]),
    Row(
      name: "a pattern that never ends",
      demand: "/a: {matches: '^(a+)+$'}", body: #"{"a":"\#(String(repeating: "a", count: 40))!"}"#,
      complaints: [
        #"/a: text that matches "^(a+)+$" | text on which the regular expression takes too much effort"#
      ]),
    // Lengths
    Row(name: "length in characters", demand: "/a: {length: 2}", body: #"{"a":"é😀"}"#),
    Row(
      name: "another length", demand: "/a: {length: {min: 1, max: 2}}", body: #"{"a":[]}"#,
      complaints: ["/a: length 1 to 2 | length 0: []"]),
    Row(
      name: "a number has no length", demand: "/a: {length: {min: 1}}", body: #"{"a":7}"#,
      complaints: ["/a: a string, array or object of length at least 1 | 7"]),
    Row(name: "count of items", demand: "/a: {count: 2}", body: #"{"a":[1,2]}"#),
    Row(
      name: "another count", demand: "/a: {count: {max: 1}}", body: #"{"a":[1,2]}"#,
      complaints: ["/a: at most 1 in number | 2"]),
    Row(name: "count of a query", demand: "'$.a[?@>1]': {count: 1}", body: #"{"a":[1,2]}"#),
    Row(
      name: "a query that selects one array counts one", demand: "'$.a': {count: 2}",
      body: #"{"a":[1,2]}"#),
    // Containment
    Row(
      name: "an item with these members", demand: "/a: {contains: {x: 1}}",
      body: #"{"a":[{"x":2},{"x":1,"y":2}]}"#),
    Row(
      name: "no item with these members", demand: "/a: {contains: {x: 3}}",
      body: #"{"a":[{"x":2}]}"#,
      complaints: [#"/a: to contain {"x":3} | [{"x":2}]"#]),
    Row(name: "a part of a text", demand: "/a: {contains: ell}", body: #"{"a":"hello"}"#),
    Row(
      name: "no part of a text", demand: "/a: {contains: elk}", body: #"{"a":"hello"}"#,
      complaints: [#"/a: to contain "elk" | "hello""#]),
    Row(name: "rightly not contained", demand: "/a: {not-contains: 1}", body: #"{"a":[2]}"#),
    Row(
      name: "contained although it must not be", demand: "/a: {not-contains: 1}",
      body: #"{"a":[1]}"#,
      complaints: ["/a: not to contain 1 | [1]"]),
    Row(
      name: "not contained in nothing is no proof", demand: "/a: {not-contains: 1}", body: "{}",
      complaints: ["/a: a value without 1 | nothing"]),
    Row(
      name: "subset", demand: "/a: {subset: {x: {y: 1}}}", body: #"{"a":{"x":{"y":1,"z":2},"w":3}}"#
    ),
    Row(
      name: "no subset", demand: "/a: {subset: {x: 1}}", body: #"{"a":[{"x":1}]}"#,
      complaints: [#"/a: an object with {"x":1} | [{"x":1}]"#]),
    Row(
      name: "what a query selects contains", demand: "'$.a[*].x': {contains: 2}",
      body: #"{"a":[{"x":1},{"x":2}]}"#),
    // Numbers and times
    Row(
      name: "in bounds", demand: "/a: {greater: 1, at-least: 2, less: 3, at-most: 2}",
      body: #"{"a":2}"#),
    Row(
      name: "out of all bounds", demand: "/a: {greater: 5, at-least: 6, less: 5, at-most: 4}",
      body: #"{"a":5}"#,
      complaints: [
        "/a: a number greater than 5 | 5", "/a: a number at least 6 | 5",
        "/a: a number less than 5 | 5", "/a: a number at most 4 | 5",
      ]),
    Row(
      name: "a text is no number", demand: "/a: {at-least: 1}", body: #"{"a":"2"}"#,
      complaints: [#"/a: a number at least 1 | "2""#]),
    Row(
      name: "numbers beyond doubles", demand: "/a: {greater: 9007199254740992}",
      body: #"{"a":9007199254740993}"#),
    Row(
      name: "before and after over offsets",
      demand: "/a: {before: '2026-01-01T01:00:00+02:00', after: '2025-12-31T22:00:00Z'}",
      body: #"{"a":"2025-12-31T22:30:00Z"}"#),
    Row(
      name: "a moment is not before itself", demand: "/a: {before: '2026-01-01T00:00:00Z'}",
      body: #"{"a":"2026-01-01T01:00:00.000+01:00"}"#,
      complaints: [
        #"/a: a date or time before "2026-01-01T00:00:00Z" | "2026-01-01T01:00:00.000+01:00""#
      ]),
    Row(
      name: "a fraction later", demand: "/a: {after: '2026-01-01T00:00:00.09Z'}",
      body: #"{"a":"2026-01-01T00:00:00.1Z"}"#),
    Row(
      name: "a date that is none", demand: "/a: {after: 2026-01-01}", body: #"{"a":"2026-02-30"}"#,
      complaints: [#"/a: a date or time after "2026-01-01" | "2026-02-30""#]),
    // Order
    Row(
      name: "no item twice", demand: "/a: {unique: true}", body: #"{"a":[1,"1",{"x":1},{"x":2}]}"#),
    Row(
      name: "an item twice", demand: "/a: {unique: true}",
      body: #"{"a":[{"x":1,"y":2},3,{"y":2,"x":1.0}]}"#,
      complaints: [#"/a/2: no item twice | {"y":2,"x":1.0} as items 0 and 2"#]),
    Row(
      name: "no list", demand: "/a: {unique: true}", body: #"{"a":1}"#,
      complaints: ["/a: a list without an item twice | 1"]),
    Row(
      name: "what a query selects twice", demand: "'$.a[*].x': {unique: true}",
      body: #"{"a":[{"x":1},{"x":1}]}"#,
      complaints: ["/a/1/x: no item twice | 1 as items 0 and 1"]),
    Row(name: "sorted", demand: "/a: {sorted: ascending}", body: #"{"a":[1,1.0,2,10]}"#),
    Row(
      name: "not sorted", demand: "/a: {sorted: descending}", body: #"{"a":[3,1,2]}"#,
      complaints: ["/a/2: descending order | 1 before 2 (items 1 and 2)"]),
    Row(
      name: "sorted by a member", demand: "/a: {sorted: {by: /n, order: ascending}}",
      body: #"{"a":[{"n":"b"},{"n":"a"}]}"#,
      complaints: [#"/a/1: ascending order | "b" before "a" (items 0 and 1)"#]),
    Row(
      name: "an item without the member", demand: "/a: {sorted: {by: /n}}", body: #"{"a":[{}]}"#,
      complaints: ["/a/0: an item with /n | {}"]),
    Row(
      name: "numbers and texts have no order", demand: "/a: {sorted: ascending}",
      body: #"{"a":[1,"2"]}"#,
      complaints: [#"/a/1: items that can be compared, numbers or texts | 1 before "2""#]),
    // Of all, and not
    Row(
      name: "each of an array", demand: "/a: {each: {type: integer, at-least: 1}}",
      body: #"{"a":[1,2]}"#),
    Row(
      name: "one breaks it", demand: "/a: {each: {at-least: 1}}", body: #"{"a":[1,0]}"#,
      complaints: ["/a/1: a number at least 1 | 0"]),
    Row(name: "each of no items", demand: "/a: {each: 1}", body: #"{"a":[]}"#),
    Row(
      name: "each of no array", demand: "/a: {each: 1}", body: "{}",
      complaints: ["/a: an array | nothing"]),
    Row(
      name: "each that a query selects", demand: "'$..id': {each: {type: string}}",
      body: #"{"a":[{"id":"x"},{"id":1}]}"#, complaints: ["/a/1/id: string | number 1"]),
    Row(
      name: "a query that selects nothing has shown nothing", demand: "'$..id': {each: 1}",
      body: "{}",
      complaints: ["-: at least one value | nothing"]),
    Row(name: "not", demand: "/a: {not: {equals: 1}}", body: #"{"a":2}"#),
    Row(
      name: "not all of them", demand: "/a: {not: {greater: 1, less: 3}}", body: #"{"a":2}"#,
      complaints: ["/a: a value that is nothing that is greater than 1 and is less than 3 | 2"]),
    Row(
      name: "not of nothing", demand: "/a: {not: {equals: 1}}", body: "{}",
      complaints: ["/a: a value | nothing"]),
    // Paths
    Row(name: "a query for one", demand: "'$.a[0].x': 1", body: #"{"a":[{"x":1}]}"#),
    Row(
      name: "a query that selects two", demand: "'$..x': 1", body: #"{"x":1,"a":{"x":1}}"#,
      complaints: ["-: one value that equals 1 | 2 values"]),
    Row(
      name: "XML by XPath", demand: "'xpath:/a/b/@n': {at-least: 2}", body: "<a><b n='2'/></a>"),
    Row(
      name: "several nodes by XPath", demand: "'xpath://b': {count: 2, each: {matches: '^x'}}",
      body: "<a><b>x</b><b>y</b></a>", complaints: [#"-: text that matches "^x" | "y""#]),
    Row(
      name: "JSON has no XPath", demand: "'xpath:/a': {exists: true}", body: "{}",
      complaints: ["-: exists | no XML"]),
    Row(name: "text is the body", demand: "'': {contains: hello}", body: "hello, world"),
    Row(
      name: "no body", demand: "'': {exists: true}", body: "", complaints: [": any value | nothing"]
    ),
  ]

  @Test("hold or say what is wrong", arguments: rows)
  func predicate(_ row: Row) throws {
    let form = try Self.expectation("body:\n  \(row.demand)\n")
    #expect(Self.complaints(form, Self.view(row.body)) == row.complaints)
  }

  @Test("headers, content type and time")
  func others() throws {
    let form = try Self.expectation(
      """
      headers:
        ETag: {matches: '^"'}
        X-Count: 5
        X-Left: {at-least: 3}
        Vary: {contains: Accept}
        X-Gone: {exists: false}
      content-type: application/*
      time: 2
      """)
    let good = Self.view(
      "{}",
      headers: [
        "etag": "\"x\"", "X-Count": "5", "X-Left": "3", "Vary": "Origin", "vary": "Accept",
        "Content-Type": "application/json; charset=utf-8",
      ], seconds: 1.9994)
    #expect(Self.complaints(form, good) == [])
    let bad = Self.view(
      "{}",
      headers: ["X-Count": "6", "X-Left": "2", "X-Gone": "1", "Content-Type": "text/html"],
      seconds: 2.0011)
    #expect(
      Self.complaints(form, bad) == [
        #"-: text that matches "^\"" | nothing"#, #"-: 5 | "6""#,
        #"-: a number at least 3 | "2""#, #"-: to contain "Accept" | nothing"#,
        #"-: nothing | "1""#, "-: application/* | text/html", "-: at most 2 s | 2.001 s",
      ])
  }

  @Test("an earlier answer")
  func sameAs() throws {
    let form = try Self.expectation(
      "body: {/id: {same-as: {step: made}}, /owner: {same-as: {step: made, at: $.who}}}")
    var earlier = EarlierAnswers()
    #expect(
      Self.complaints(form, Self.view(#"{"id":1,"owner":"x"}"#), earlier) == [
        "/id: the same as in `made` | no answer to compare with",
        "/owner: the same as in `made` | no answer to compare with",
      ])
    earlier["made"] = Self.view(#"{"id":1,"who":"x"}"#)
    #expect(Self.complaints(form, Self.view(#"{"id":1.0,"owner":"x"}"#), earlier) == [])
    #expect(
      Self.complaints(form, Self.view(#"{"id":2,"owner":"x"}"#), earlier) == [
        "/id: 1, as in `made` | 2"
      ])
  }

  @Test("schemas, written in the suite or of the contract")
  func schemas() throws {
    let contract = try DerivationTests.contract()
    let schemas = ContractSchemas(contract: contract)
    func complaints(_ schema: String, _ body: String) throws -> [String] {
      var form = try Self.expectation("body: {'': {schema: \(schema)}}")
      var diagnostics: [Diagnostic] = []
      for place in form.assertions.indices {
        form.assertions[place].predicate = form.assertions[place].predicate.bound(
          PredicateBinding(contract: contract, schemas: schemas), into: &diagnostics)
      }
      return diagnostics.map(\.description) + Self.complaints(form, Self.view(body))
    }
    #expect(try complaints("{type: object, required: [id]}", #"{"id":1}"#) == [])
    #expect(
      try complaints("{items: {type: integer}, type: array}", #"[1,"2"]"#) == [
        #"/1: integer | string "2""#
      ])
    #expect(try complaints("{$ref: list}", #"{"note":"x"}"#) == [])
    #expect(try complaints("{$ref: list}", #"{"note":1}"#) == ["/note: string | integer 1"])
    #expect(
      try complaints("{type: array, items: {$ref: '#/definitions/list'}}", #"[{"note":"x"}]"#) == []
    )
    #expect(
      try complaints("{$ref: lst}", "{}").first
        == "s.yaml:1:28: error: the contract has no model `lst`; did you mean `list`?"
        + " [unknown-model]")
  }

  static let mistakes: [(demand: String, message: String)] = [
    ("{/a: {type: strng}}", "`type` can't be \"strng\"; did you mean `string`? [bad-predicate]"),
    ("{/a: {exists: maybe}}", "`exists` can't be \"maybe\"; write true or false [bad-predicate]"),
    (
      "{/a: {matches: '('}}",
      "`matches` can't be \"(\"; correct the regular expression (ECMA-262 with the flag u)"
        + " [bad-predicate]"
    ),
    (
      "{/a: {length: -1}}",
      "`length` can't be -1; write a number from 0, or {min: 1, max: 5} [bad-predicate]"
    ),
    (
      "{/a: {count: {min: 3, max: 2}}}",
      "`count` can't be {\"min\":3,\"max\":2}; put the smaller number under `min`"
        + " [bad-predicate]"
    ),
    (
      "{/a: {one-of: []}}",
      "`one-of` can't be []; write a list, such as [open, closed] [bad-predicate]"
    ),
    ("{/a: {greater: x}}", "`greater` can't be \"x\"; write a number [bad-predicate]"),
    (
      "{/a: {before: yesterday}}",
      "`before` can't be \"yesterday\"; write a date or date-time of RFC 3339, such as"
        + " 2026-01-31T12:00:00Z [bad-predicate]"
    ),
    (
      "{/a: {unique: false}}",
      "`unique` can't be false; write `unique: true`, or leave it out [bad-predicate]"
    ),
    (
      "{/a: {sorted: up}}",
      "`sorted` can't be \"up\"; write ascending, descending, or {by: /name, order: descending}"
        + " [bad-predicate]"
    ),
    (
      "{/a: {subset: 1}}",
      "`subset` can't be 1; write an object of members to be there [bad-predicate]"
    ),
    (
      "{/a: {schema: 1}}",
      "`schema` can't be 1; write a JSON Schema, or {$ref: name of a model} [bad-predicate]"
    ),
    ("{/a: {same-as: {at: /x}}}", "`same-as` lacks the key `step`; add `step: …` [missing-key]"),
    (
      "{/a: {equals: 1, eqals: 2}}",
      "there is no predicate `eqals`; did you mean `equals`? [unknown-predicate]"
    ),
    (
      "{/a: {exsts: true}}",
      "there is no predicate `exsts`; did you mean `exists`? If the object itself is meant, write"
        + " `equals: {…}` [unknown-predicate]"
    ),
    (
      "{'$.a[': 1}",
      "`$.a[` is no JSONPath: a selector is missing (at character 5); write for instance"
        + " `$.items[0].id` (RFC 9535) [bad-path]"
    ),
    (
      "{a: 1}",
      "`a` is no JSON Pointer; start it with `/` (RFC 6901), or write \"\" for the whole body"
        + " [bad-pointer]"
    ),
  ]

  @Test("what makes no sense is refused where it stands", arguments: mistakes.map(\.demand))
  func mistaken(_ demand: String) throws {
    var diagnostics: [Diagnostic] = []
    _ = ExpectForm.read(try Self.value("body: \(demand)"), into: &diagnostics)
    let message = Self.mistakes.first { $0.demand == demand }?.message ?? ""
    #expect(diagnostics.count == 1)
    let text = diagnostics.first?.description ?? ""
    #expect(text.hasPrefix("s.yaml:1:"))
    #expect(text.hasSuffix("error: \(message)"), "\(text)")
  }

  @Test("every predicate has a row")
  func complete() {
    let tested = (Self.rows.map(\.demand) + ["same-as:", "schema:"]).joined(separator: " ")
    for name in AllPredicates.names {
      #expect(tested.contains("\(name):") || name == "equals", "\(name)")
    }
  }
}
