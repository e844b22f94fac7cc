import Documents
import Suites
import Testing

@Suite("Expressions") struct ExpressionTests {
  /// 2026-05-04T03:02:01Z.
  static let now = 1_777_863_721

  static let context = ExpressionContext(
    variables: [
      "id": .integer(7), "name": .string("Ann"), "a-b.c": .bool(true),
      "thing": .object([
        ("list", .array([.integer(1), .object([("x/y", .string("deep"))])])), ("none", .null),
      ]),
      "made": .string("2024-02-29T23:59:59.5+02:00"), "step": .string("-P1D"),
    ],
    environment: ["HOST": "h", "id": "environment"], now: now, seed: 1, labels: ["case", "0"])

  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    /// As JSON.
    var value: String
    var testDescription: String { text }

    init(_ text: String, _ value: String) {
      self.text = text
      self.value = value
    }
  }

  static let rows: [Row] = [
    Row("${id}", "7"),
    Row("${ id }", "7"),
    Row("n${id}", #""n7""#),
    Row("${a-b.c}", "true"),
    Row("${thing}", #"{"list":[1,{"x/y":"deep"}],"none":null}"#),
    Row("${thing/list/0}", "1"),
    Row("${thing/list/1/x~1y}", #""deep""#),
    Row("${thing/none}", "null"),
    Row("is ${thing/list}", #""is [1,{\"x/y\":\"deep\"}]""#),
    Row("${'it''s }'}", #""it's }""#),
    Row("${5}", "5"),
    Row("${1.50}", "1.50"),
    Row("${null}", "null"),
    Row("$${id} ${id}", #""${id} 7""#),
    Row("never ${id", #""never ${id""#),
    Row("${now()}", #""2026-05-04T03:02:01Z""#),
    Row("${now(-P1D)}", #""2026-05-03T03:02:01Z""#),
    Row("${now(+PT5M)}", #""2026-05-04T03:07:01Z""#),
    Row("${now('P1Y2M3W4DT5H6M7S')}", #""2027-07-29T08:08:08Z""#),
    Row("${now(step)}", #""2026-05-03T03:02:01Z""#),
    Row("${date()}", #""2026-05-04""#),
    Row("${date(-P2M4D)}", #""2026-02-28""#),
    Row("${epoch()}", "1777863721"),
    Row("${epoch(-PT1S)}", "1777863720"),
    Row("${plus('2024-01-31', +P1M)}", #""2024-02-29""#),
    Row("${plus('0001-03-01', -P1D)}", #""0001-02-28""#),
    Row("${plus(made, +P1Y)}", #""2025-02-28T21:59:59Z""#),
    Row("${base64('Aladdin:open sesame')}", #""QWxhZGRpbjpvcGVuIHNlc2FtZQ==""#),
    Row("${base64-decode('w6k=')}", #""é""#),
    Row("${base64-decode('')}", #""""#),
    Row("${url-encode('a b/é')}", #""a%20b%2F%C3%A9""#),
    Row(
      "${sha256('abc')}",
      #""ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad""#),
    Row("${upper(name)}${lower(name)}", #""ANNann""#),
    Row("${concat(name, ' ', id, ' ', thing/list/0)}", #""Ann 7 1""#),
    Row("${base64(concat(name, ':', env(HOST)))}", #""QW5uOmg=""#),
    Row("${env(HOST)}", #""h""#),
    Row("${env('id')}", #""environment""#),
    Row("${text(id)}", #""7""#),
    Row("${number('1e3')}", "1e3"),
    Row("${json(name)}", #""\"Ann\"""#),
    Row("${from-json('[1,{}]')}", "[1,{}]"),
    Row("${random(5, 5)}", "5"),
  ]

  @Test("value", arguments: rows) func value(_ row: Row) throws {
    let value = try Value.string(row.text).filled(in: Self.context)
    #expect(JSONWriter.text(value) == row.value)
  }

  @Test("what is replaced early gives the same", arguments: rows) func early(_ row: Row) throws {
    let text = Value.string(row.text)
    for known in [["id", "thing"], ["name", "made", "step", "a-b.c"], []] {
      let early = text.replacingVariables { name in
        known.contains(name) ? Self.context.variables[name] : nil
      } environment: { name in
        Self.context.environment[name]
      }
      #expect(!known.contains { early.variables.contains($0) })
      #expect(try early.filled(in: Self.context).isSameJSON(as: text.filled(in: Self.context)))
    }
  }

  @Test("a dollar sign before what stays makes no escape of it") func dollar() throws {
    let early = Value.string("${a}${b}").replacingVariables { $0 == "a" ? .string("1$") : nil }
    #expect(try early.filled(from: ["b": .integer(2)]).string == "1$2")
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    var text: String
    var complaint: String
    var testDescription: String { text }

    init(_ text: String, _ complaint: String) {
      self.text = text
      self.complaint = complaint
    }
  }

  static let refused: [Refused] = [
    Refused(
      "a ${uiid()}",
      "s.yaml:1:8: error: there is no function `uiid`; did you mean `uuid`? [unknown-function]"),
    Refused(
      "${}",
      "s.yaml:1:6: error: the expression is empty; write a variable's name or a call, for instance `${uuid()}` [bad-expression]"
    ),
    Refused(
      "a ${b",
      "s.yaml:1:6: error: `${` is never closed; close it with `}`, or write `$${` for these two characters [unclosed-expression]"
    ),
    Refused(
      "${a b}",
      "s.yaml:1:8: error: `b` is not expected here in an expression; write for instance `${name}`, `${name/part}` or `${now(-P1D)}` [bad-expression]"
    ),
    Refused(
      "${now(}",
      "s.yaml:1:10: error: the expression ends too early; write for instance `${name}`, `${name/part}` or `${now(-P1D)}` [bad-expression]"
    ),
    Refused(
      "${a/b~2}",
      "s.yaml:1:7: error: `/b~2` is no JSON Pointer; write `~1` for a slash and `~0` for a tilde (RFC 6901) [bad-expression]"
    ),
    Refused(
      "${uuid(1)}",
      "s.yaml:1:6: error: `uuid` can't take 1 argument; write `uuid()` [wrong-argument]"),
    Refused(
      "${random(1)}",
      "s.yaml:1:6: error: `random` can't take 1 argument; write `random(1, 10)` [wrong-argument]"),
    Refused(
      "${random(2, 1)}",
      "s.yaml:1:6: error: `random` takes a lower and a higher whole number, not this number; write `random(1, 10)` [wrong-argument]"
    ),
    Refused(
      "${now(1)}",
      "s.yaml:1:6: error: `now` takes a duration such as `-P1D` or `+PT5M`, not this number; write `now()` or `now(-P1D)` [wrong-argument]"
    ),
    Refused(
      "${plus('2026-02-30', +P1D)}",
      "s.yaml:1:6: error: `plus` takes a date or time of RFC 3339, not this string; write `plus(time, +P1D)` [wrong-argument]"
    ),
    Refused(
      "${plus('2026-02-28', +PT1H)}",
      "s.yaml:1:6: error: `plus` takes whole days to move a date by, not this string; write `plus(time, +P1D)` [wrong-argument]"
    ),
    Refused(
      "${now(+P9000Y)}",
      "s.yaml:1:6: error: `now` takes a duration that stays in the years 1 to 9999, not this string; write `now()` or `now(-P1D)` [wrong-argument]"
    ),
    Refused(
      "${digits(0)}",
      "s.yaml:1:6: error: `digits` takes a whole number from 1 to 10000, not this number; write `digits(10)` [wrong-argument]"
    ),
    Refused(
      "${base64-decode('?')}",
      "s.yaml:1:6: error: `base64-decode` takes Base64 of a text, not this string; write `base64-decode(text)` [wrong-argument]"
    ),
    Refused(
      "${from-json('{')}",
      "s.yaml:1:6: error: `from-json` takes JSON text, not this string; write `from-json(text)` [wrong-argument]"
    ),
    Refused(
      "${env(uuid())}",
      "s.yaml:1:10: error: `env` takes the name of an environment variable, not uuid(); write `env(NAME)` [wrong-argument]"
    ),
    Refused(
      "${concat()}",
      "s.yaml:1:6: error: `concat` can't take 0 arguments; write `concat(first, 'second', …)` [wrong-argument]"
    ),
  ]

  @Test("mistakes, with their places", arguments: refused) func mistakes(_ row: Refused) throws {
    let value = try YAMLReader.read(
      Array("a: \(row.text)\n".utf8), file: SourceFile(name: "s.yaml"))
    #expect(value.expressionDiagnostics.map(\.description) == [row.complaint])
    if !row.complaint.contains("never closed") {
      #expect(throws: TemplateError.self) { _ = try value.filled(in: Self.context) }
    }
  }

  @Test(
    "what only shows when it is worked out",
    arguments: [
      ("${nope}", "the variable ${nope} has no value"),
      ("${thing/list/9}", "the variable `thing` has nothing at `/list/9`"),
      ("${env(NOT_SET)}", "the environment variable NOT_SET is not set"),
      ("${number(name)}", "`number` takes a number or its text, not this string"),
    ])
  func late(_ text: String, _ complaint: String) {
    let value = Value.string(text)
    #expect(value.expressionDiagnostics.isEmpty)
    let error = #expect(throws: TemplateError.self) { _ = try value.filled(in: Self.context) }
    #expect(error.map { "\($0)" } == complaint)
  }

  @Test("the quotes of a text are counted in its place") func quotedPlace() throws {
    for (line, place) in [("a: \"${f()}\"", 1), ("a: '${f()}'", 1), ("a: \"\\t${f()}\"", 0)] {
      let value = try YAMLReader.read(Array(line.utf8), file: SourceFile(name: "s.yaml"))
      let column = place == 1 ? 7 : 4
      #expect(
        value.expressionDiagnostics.first?.range?.start == SourcePosition(line: 1, column: column))
    }
  }

  @Test("names that it needs") func names() {
    let value = Value.array([
      .string("${a} ${concat(b/x, env(C), 'd', 5)}"), .object([("k", .string("$${e} ${f"))]),
      .string("${g h}"),
    ])
    #expect(value.variables == ["a", "b", "C"])
  }

  @Test("chance depends on seed, labels and place alone") func chance() throws {
    let text = try YAMLReader.read(
      Array("- ${uuid()}\n- ${uuid()}\n- ${uuid()} ${uuid()}\n".utf8), file: SourceFile(name: "s"))
    func drawn(_ change: (inout ExpressionContext) -> Void = { _ in }) throws -> [String] {
      var context = Self.context
      change(&context)
      return try text.filled(in: context).array?.flatMap { value in
        (value.string ?? "").split(separator: " ").map(String.init)
      } ?? []
    }
    let first = try drawn()
    #expect(Set(first).count == 4)
    #expect(try drawn() == first)
    #expect(try drawn { $0.now += 1 } == first)
    #expect(Set(first).isDisjoint(with: try drawn { $0.seed = 2 }))
    #expect(Set(first).isDisjoint(with: try drawn { $0.labels = ["other"] }))
    for text in first {
      let bytes = Array(text.utf8)
      #expect(bytes.count == 36 && bytes[14] == UInt8(ascii: "4"))
      #expect("89ab".utf8.contains(bytes[19]))
    }
  }

  @Test("what is drawn is as asked for") func drawn() throws {
    var numbers: Set<Int> = []
    for seed in 0..<200 {
      var context = Self.context
      context.seed = UInt64(seed)
      let value = try Value.string("${random(-1, 2)}").filled(in: context)
      numbers.insert(value.integer ?? 99)
      let digits = try Value.string("${digits(12)}").filled(in: context).string ?? ""
      #expect(digits.utf8.count == 12 && digits.utf8.allSatisfy { (48...57).contains($0) })
      let letters = try Value.string("${random-text(9)}").filled(in: context).string ?? ""
      #expect(letters.utf8.count == 9 && letters.lowercased() == letters)
    }
    #expect(numbers == [-1, 0, 1, 2])
    #expect(
      try Value.string("${random(-9223372036854775806, 0)}").filled(in: Self.context).integer != nil
    )
  }

  @Test("an end in sight whatever is written") func bounds() {
    let long = String(repeating: "a", count: 5000)
    let deep = String(repeating: "upper(", count: 2000)
    let many = "concat(" + Array(repeating: "1", count: 100).joined(separator: ",") + ")"
    for text in [long, deep, many] {
      #expect(throws: ExpressionError.self) { _ = try Expression(parsing: text) }
    }
    let big = Value.string(String(repeating: "x", count: 1 << 20))
    #expect(throws: TemplateError.self) {
      _ = try Value.string("${concat(a, a, a, a, a)}").filled(from: ["a": big])
    }
  }

  @Test("any text is read or refused") func anything() {
    let pieces = [
      "${", "$", "{", "}", "'", "(", ")", ",", "/", "now", "plus", "concat", "random", "id", "5",
      "-P1D", "+P999999Y", " ", "e\u{301}", "\u{301}", "9223372036854775807", "-", "~1",
    ]
    var random = SeededRandom(seed: 3)
    for _ in 0..<4_000 {
      let text = (0..<random.below(14)).map { _ in random.pick(pieces) ?? "" }.joined()
      let value = Value.string(text)
      _ = value.expressionDiagnostics
      let filled = try? value.filled(in: Self.context)
      let early = value.replacingVariables { Self.context.variables[$0] }
      let late = try? early.filled(in: Self.context)
      #expect((filled == nil) == (late == nil), "\(text)")
      if let filled, let late { #expect(filled.isSameJSON(as: late), "\(text)") }
    }
  }
}
