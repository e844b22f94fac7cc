import Contracts
import Documents
import Testing

@testable import Suites

@Suite("Conditions and runtime expressions of workflow documents")
struct ConditionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var condition: String
    var holds: Bool
    var testDescription: String { condition }
  }

  /// Of an answer 200 with this body.
  static let body = #"""
    {"n": 5, "text": "Open", "ten": "10", "yes": true, "no": false, "nil": null, "list": [1, {"a b": 2}],
     "a.b": "dot", "empty": "", "zero": 0}
    """#

  static let rows: [Row] = [
    Row(condition: "$statusCode == 200", holds: true),
    Row(condition: "$statusCode != 200", holds: false),
    Row(condition: "$statusCode == '200'", holds: true),
    Row(condition: "{$statusCode == 200}", holds: true),
    Row(condition: "{$statusCode} == 200", holds: true),
    Row(condition: "200 == $statusCode", holds: true),
    Row(condition: "$statusCode>=200&&$statusCode<300", holds: true),
    Row(condition: "$statusCode >= 200 && $statusCode < 200", holds: false),
    Row(condition: "$statusCode == 404 || $statusCode == 200", holds: true),
    // `&&` binds more than `||`.
    Row(condition: "true || false && false", holds: true),
    Row(condition: "(true || false) && false", holds: false),
    Row(condition: "!false && !(true && false)", holds: true),
    Row(condition: "!!true", holds: true),
    Row(condition: "!$response.body#/yes", holds: false),
    Row(condition: "$response.body#/text == 'OPEN'", holds: true),
    Row(condition: "$response.body#/text != 'open'", holds: false),
    Row(condition: "$response.body.text == 'open'", holds: true),
    Row(condition: "$response.body#/text < 'p'", holds: true),
    Row(condition: "$response.body#/ten > 9", holds: true),
    Row(condition: "$response.body#/ten > '9'", holds: true),
    Row(condition: "$response.body#/text > 9", holds: false),
    Row(condition: "$response.body#/n <= 5.0", holds: true),
    Row(condition: "$response.body#/n == 5e0", holds: true),
    Row(condition: "$response.body#/n > -1", holds: true),
    Row(condition: "$response.body#/nil == null", holds: true),
    Row(condition: "$response.body#/nothing == null", holds: true),
    Row(condition: "$response.body#/text == null", holds: false),
    Row(condition: "$response.body#/text != null", holds: true),
    Row(condition: "$response.body#/nil < 1", holds: false),
    Row(condition: "$response.body#/nil >= null", holds: false),
    Row(condition: "$response.body#/yes == true", holds: true),
    Row(condition: "$response.body#/yes == 'TRUE'", holds: true),
    Row(condition: "$response.body#/yes == 1", holds: false),
    Row(condition: "$response.body#/list/0 == 1", holds: true),
    Row(condition: "$response.body.list[0] == 1", holds: true),
    Row(condition: "$response.body#/a.b == 'dot'", holds: true),
    Row(condition: "$response.body['a.b'] == 'dot'", holds: true),
    Row(condition: "$response.body#/list == $response.body#/list", holds: true),
    Row(condition: "$response.header.X-Count == 3", holds: true),
    Row(condition: "$response.header.x-count > 2", holds: true),
    Row(condition: "$response.header.X-Other == null", holds: true),
    Row(condition: "$response.body#/yes", holds: true),
    Row(condition: "$response.body#/no", holds: false),
    Row(condition: "$response.body#/nil", holds: false),
    Row(condition: "$response.body#/empty", holds: false),
    Row(condition: "$response.body#/zero", holds: false),
    Row(condition: "$response.body#/list", holds: true),
    Row(condition: "'it''s' == 'IT''S'", holds: true),
    Row(condition: "'a && b' != 'a || b'", holds: true),
  ]

  static func value(_ expression: RuntimeExpression) throws -> Value? {
    let body = Value(try JSONReader.read(Array(body.utf8), file: SourceFile(name: "b")))
    switch expression.source {
    case .statusCode: return .integer(200)
    case .responseBody: return body[expression.pointer]
    case .responseHeader(let name):
      return name.lowercased() == "x-count" ? .string("3") : nil
    default: return nil
    }
  }

  @Test("hold as the specification says", arguments: rows)
  func holds(_ row: Row) throws {
    let condition = try ConditionParser.read(row.condition)
    var known: [RuntimeExpression: Value?] = [:]
    for reference in condition.references { known[reference] = .some(try Self.value(reference)) }
    #expect(condition.holds { .value(known[$0] ?? nil) } == row.holds)
  }

  @Test(
    "what is no condition is refused",
    arguments: [
      "", "&&", "$statusCode ==", "$statusCode == 200 200", "(true", "true)", "{true)", "'a",
      "a == b",
      "$statusCode = 200", "true | false", "$", "1 < 2 < 3", "!", "== 1", "\"a\" == \"a\"",
      String(repeating: "(", count: 40) + "true" + String(repeating: ")", count: 40),
      String(repeating: "!", count: 40) + "true", String(repeating: " ", count: 5000) + "true",
    ])
  func refused(_ text: String) {
    #expect(throws: ConditionParser.Refusal.self) { try ConditionParser.read(text) }
  }

  @Test("what a status alone decides is known before the answer")
  func statuses() throws {
    func statuses(_ texts: String...) throws -> [Int]? {
      try texts.map { text in
        let condition = try ConditionParser.read(text).map { reference -> FlowValue in
          reference.source == .statusCode ? .statusCode : .responseBody(reference.pointer)
        }
        return FlowCriterion(test: .simple(condition), text: text, range: nil)
      }.statuses
    }
    #expect(try statuses("$statusCode == 200") == [200])
    #expect(try statuses("$statusCode == 200 || $statusCode == 201") == [200, 201])
    #expect(try statuses("$statusCode >= 598", "$statusCode != 599") == [598])
    #expect(try statuses("$statusCode == 200 && $response.body#/a == 1") == [200])
    #expect(try statuses("$statusCode == 200 || $response.body#/a == 1") == nil)
    #expect(try statuses("$response.body#/a == 1") == nil)
    #expect(try statuses("$statusCode == 200", "$statusCode == 201") == [])
    #expect(try statuses("!($statusCode < 500)")?.count == 100)
  }

  struct Expression: Sendable, CustomTestStringConvertible {
    var text: String
    /// Nil: it is none.
    var source: RuntimeExpression.Source?
    var pointer = ""
    var testDescription: String { text }
  }

  static let expressions: [Expression] = [
    Expression(text: "$url", source: .url),
    Expression(text: "$self", source: .own),
    Expression(text: "$request.header.Accept", source: .request(.header, "Accept")),
    Expression(text: "$request.query.a b", source: .request(.query, "a b")),
    Expression(text: "$request.path.id", source: .request(.path, "id")),
    Expression(text: "$request.body#/a/0", source: .requestBody, pointer: "/a/0"),
    Expression(text: "$response.body", source: .responseBody),
    Expression(text: "$response.body#", source: .responseBody),
    Expression(text: "$response.body#/a~1b", source: .responseBody, pointer: "/a~1b"),
    Expression(text: "$response.body.a[0].b", source: .responseBody, pointer: "/a/0/b"),
    Expression(text: "$inputs.a.b#/c", source: .input("a.b"), pointer: "/c"),
    Expression(text: "$outputs.a", source: .output("a")),
    Expression(text: "$steps.a.outputs.b.c", source: .step("a", output: "b.c")),
    Expression(text: "$workflows.w.inputs.a", source: .workflow("w", .inputs, "a")),
    Expression(
      text: "$workflows.w.outputs.a#/b", source: .workflow("w", .outputs, "a"), pointer: "/b"),
    Expression(text: "$sourceDescriptions.a.b.c", source: .sourceDescription("a", "b.c")),
    Expression(text: "$components.parameters.p", source: .component("parameters", "p")),
  ]

  @Test("expressions are read", arguments: expressions)
  func reads(_ row: Expression) throws {
    let expression = try RuntimeExpression(row.text)
    #expect(expression.source == row.source)
    #expect("\(expression.pointer)" == row.pointer)
  }

  @Test(
    "what is no expression is refused",
    arguments: [
      "$", "$urls", "$url.a", "$request", "$request.", "$request.body/a", "$request.cookie.a",
      "$response.body#a", "$response.header", "$response.header.", "$response.query.a", "$inputs",
      "$inputs.", "$steps.a", "$steps.a.b", "$steps.a.outputs", "$steps.a.outputs.",
      "$workflows.w.steps.a", "$sourceDescriptions.a", "$components.parameters", "$message.body",
      "$response.body[a]", "$response.body.", "$response.body[0",
    ])
  func refusedExpressions(_ text: String) {
    #expect(throws: RuntimeExpression.Refusal.self) { try RuntimeExpression(text) }
  }
}
