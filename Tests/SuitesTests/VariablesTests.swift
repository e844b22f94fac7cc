import Contracts
import Documents
import Evidence
import Suites
import Testing

@Suite("Variables and request templates")
struct VariablesTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    /// As JSON; nil where a variable is unknown.
    var filled: String?
  }

  static let rows: [Row] = [
    Row(testDescription: "no variable", text: "plain", filled: #""plain""#),
    Row(testDescription: "alone it keeps its type", text: "${id}", filled: "7"),
    Row(
      testDescription: "inside text it becomes text", text: "a-${id}-${name}", filled: #""a-7-x""#),
    Row(testDescription: "escaped", text: "$${id}", filled: #""${id}""#),
    Row(testDescription: "never closed", text: "a ${id", filled: #""a ${id""#),
    Row(testDescription: "unknown", text: "${nope}", filled: nil),
    Row(testDescription: "an array alone", text: "${list}", filled: "[1,2]"),
    Row(testDescription: "empty text", text: "", filled: #""""#),
  ]

  static let variables: [String: Value] = [
    "id": .integer(7), "name": .string("x"), "list": .array([.integer(1), .integer(2)]),
  ]

  @Test("filling", arguments: rows)
  func filling(_ row: Row) throws {
    let value = Value.string(row.text)
    guard let filled = row.filled else {
      #expect(throws: TemplateError.unknownVariable("nope")) {
        _ = try value.filled(from: Self.variables)
      }
      return
    }
    #expect(JSONWriter.text(try value.filled(from: Self.variables)) == filled)
  }

  @Test("what is replaced early can be filled in later, escapes and all")
  func twoSteps() throws {
    let value = Value.string("${id}/${later}/$${id}")
    let early = value.replacingVariables { Self.variables[$0] }
    #expect(early.variables == ["later"])
    let late = try early.filled(from: ["later": .string("z")])
    #expect(late.string == "7/z/${id}")
  }

  private func operation(_ path: String) -> Contract.Operation {
    Contract.Operation(
      id: Contract.Operation.ID(method: "GET", path: path), effect: .read, effectOrigin: .method)
  }

  struct PathRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var template: String
    var value: Value
    /// Nil where the request is refused.
    var url: String?
  }

  static let pathRows: [PathRow] = [
    PathRow(
      testDescription: "integer", template: "/a/{x}", value: .integer(5), url: "http://h/v1/a/5"),
    PathRow(
      testDescription: "text is encoded", template: "/a/{x}/b", value: .string("p/q ?"),
      url: "http://h/v1/a/p%2Fq%20%3F/b"),
    PathRow(
      testDescription: "empty is refused", template: "/a/{x}/b", value: .string(""), url: nil),
    PathRow(
      testDescription: "a dot is refused", template: "/a/{x}", value: .string("."), url: nil),
    PathRow(
      testDescription: "two dots are refused", template: "/a/{x}", value: .string(".."), url: nil),
    PathRow(
      testDescription: "three dots are a name", template: "/a/{x}", value: .string("..."),
      url: "http://h/v1/a/..."),
    PathRow(testDescription: "null is refused", template: "/a/{x}", value: .null, url: nil),
    PathRow(
      testDescription: "an object by commas", template: "/a/{x}",
      value: .object([("k", .integer(1))]), url: "http://h/v1/a/k,1"),
    PathRow(
      testDescription: "a list in a list can't be written", template: "/a/{x}",
      value: .array([.array([])]), url: nil),
    PathRow(
      testDescription: "a dot beside a dot is refused", template: "/a/.{x}", value: .string("."),
      url: nil),
    PathRow(
      testDescription: "a list by commas", template: "/a/{x}",
      value: .array([.integer(1), .string("b")]), url: "http://h/v1/a/1,b"),
  ]

  @Test("path parameters", arguments: pathRows)
  func path(_ row: PathRow) throws {
    let template = RequestTemplate(path: [.init(name: "x", value: row.value)])
    guard let url = row.url else {
      #expect(throws: TemplateError.self) {
        try template.request(for: operation(row.template), baseURL: "http://h/v1/", variables: [:])
      }
      return
    }
    let request = try template.request(
      for: operation(row.template), baseURL: "http://h/v1/", variables: [:])
    #expect(request.url == url)
  }

  @Test("query, header and body")
  func request() throws {
    let template = RequestTemplate(
      query: [.init(name: "a b", value: .string("&")), .init(name: "n", value: .string("${id}"))],
      headers: [.init(name: "X-Id", value: .string("${id}"))],
      body: .object([("id", .string("${id}"))]))
    let request = try template.request(
      for: operation("/a"), baseURL: "http://h", variables: Self.variables)
    #expect(request.url == "http://h/a?a%20b=%26&n=7")
    #expect(request.headers["x-id"] == "7")
    #expect(request.headers["content-type"] == "application/json")
    #expect(request.body.map { String(decoding: $0, as: UTF8.self) } == #"{"id":7}"#)
  }

  @Test("a missing path parameter is refused, not left in braces")
  func missing() {
    #expect(throws: TemplateError.missingPathParameter("x")) {
      try RequestTemplate().request(for: operation("/a/{x}"), baseURL: "http://h", variables: [:])
    }
  }
}
