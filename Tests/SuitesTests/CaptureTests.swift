import Documents
import Testing

@testable import Suites

@Suite("Captures")
struct CaptureTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var capture: String
    var body = "{}"
    /// The value as JSON, or what there is instead after a `!`.
    var outcome: String

    var testDescription: String { "\(capture) of \(body)" }
  }

  static let rows: [Row] = [
    Row(capture: "/a/0", body: #"{"a":[{"x":1}]}"#, outcome: #"{"x":1}"#),
    Row(capture: "/a", outcome: "!nothing"),
    Row(capture: "$.a[?@.x==2].y", body: #"{"a":[{"x":1,"y":8},{"x":2,"y":9}]}"#, outcome: "9"),
    Row(capture: "$..x", body: #"{"x":1,"a":{"x":2}}"#, outcome: "!2 values"),
    Row(capture: "{path: /a}", body: #"{"a":true}"#, outcome: "true"),
    Row(capture: "{header: location}", outcome: #""/things/7""#),
    Row(capture: "{header: X-None}", outcome: "!nothing"),
    Row(capture: "{status: true}", outcome: "201"),
    Row(capture: "{matches: '([0-9]+)$', of: {header: Location}}", outcome: #""7""#),
    Row(capture: "{matches: '[0-9]+', of: {header: Location}}", outcome: #""7""#),
    Row(capture: "{matches: '(a)|(b)', group: 2}", body: "b", outcome: #""b""#),
    Row(
      capture: "{matches: '(a)|(b)', group: 2}", body: "a",
      outcome: "!a match in which group 2 takes no part"),
    Row(capture: "{matches: 'é(.)'}", body: "né😀", outcome: #""😀""#),
    Row(capture: "{matches: 'x(y)'}", body: "abc", outcome: #"!"abc""#),
    Row(
      capture: "{xpath: /a/b/@id}", body: "<a><b id='7'/><b/></a>", outcome: #""7""#),
    Row(capture: "{xpath: 'count(//b)'}", body: "<a><b/><b/></a>", outcome: #""2""#),
    Row(capture: "{xpath: /a}", body: #"{"a":1}"#, outcome: "!no XML"),
    Row(
      capture: "{matches: '^(a+)+$'}", body: String(repeating: "a", count: 40) + "!",
      outcome: "!text on which the regular expression takes too much effort"),
  ]

  @Test("take what is there", arguments: rows)
  func capture(_ row: Row) throws {
    var diagnostics: [Diagnostic] = []
    let form = FormReader(
      try PredicateTests.value("capture:\n  x: \(row.capture)\n"), what: "a step",
      names: ["capture"], into: &diagnostics)
    let captures = CaptureForm.read(form, into: &diagnostics)
    #expect(diagnostics.map(\.description) == [])
    let capture = try #require(captures.first)
    let view = PredicateTests.view(
      row.body, headers: ["Location": "/things/7"], status: 201)
    do throws(Capture.Absence) {
      #expect(JSONWriter.text(try capture.value(in: view)) == row.outcome)
    } catch {
      #expect("!\(error.actual)" == row.outcome)
    }
  }

  static let mistakes: [(capture: String, message: String)] = [
    (
      "7",
      "the capture `x` must say where its value is; write for instance `x: /0/id` or"
        + " `x: {header: Location}` [wrong-type]"
    ),
    (
      "{header: A, status: true}",
      "the capture `x` must have exactly one of: header, matches, path, status, xpath; write for instance"
        + " `x: {header: Location}` [bad-capture]"
    ),
    (
      "{status: false}",
      "`status` of a capture can only be true; write `{status: true}` [bad-capture]"
    ),
    (
      "{matches: '('}",
      "`(` is no regular expression; correct it (ECMA-262 with the flag u) [bad-pattern]"
    ),
    (
      "{matches: a, group: 1}",
      "the regular expression has no group 1; write 0 for all that it matches, or up to 0"
        + " [bad-capture]"
    ),
    ("{header: A, group: 1}", "`group` belongs to `matches`; remove it [bad-capture]"),
    (
      "{matches: a, of: heart}",
      "`of` must be `body` or a header; write for instance `of: {header: Location}` [bad-capture]"
    ),
    (
      "{xpath: '/a['}",
      "`/a[` is no XPath 1.0: unknown problem; write for instance `xpath:/order/item[1]/@id`"
        + " [bad-path]"
    ),
    ("{haeder: A}", "the capture `x` has no key `haeder`; did you mean `header`? [unknown-key]"),
  ]

  @Test("what makes no sense is refused where it stands", arguments: mistakes.map(\.capture))
  func mistaken(_ capture: String) throws {
    var diagnostics: [Diagnostic] = []
    let form = FormReader(
      try PredicateTests.value("capture: {x: \(capture)}"), what: "a step", names: ["capture"],
      into: &diagnostics)
    #expect(CaptureForm.read(form, into: &diagnostics).isEmpty)
    let message = Self.mistakes.first { $0.capture == capture }?.message ?? ""
    let text = diagnostics.first?.description ?? ""
    #expect(text.hasPrefix("s.yaml:1:"))
    #expect(text.hasSuffix("error: \(message)"), "\(text)")
  }
}
