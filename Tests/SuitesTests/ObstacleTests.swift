import Contracts
import Documents
import Evidence
import Suites
import Testing

/// What can't be written is said before anything is sent, and what can be isn't held back.
@Suite("Obstacles")
struct ObstacleTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What the operation says besides its responses.
    var operation: String
    var request: RequestTemplate
    /// The end of the message; nil where the request can be sent.
    var reason: String?

    init(
      _ testDescription: String, _ operation: String, _ request: RequestTemplate,
      _ reason: String? = nil
    ) {
      self.testDescription = testDescription
      self.operation = operation
      self.request = request
      self.reason = reason
    }
  }

  private static let list = Value.array([.integer(1), .integer(2)])
  private static let nested = Value.object([("a", list)])

  private static func query(_ value: Value) -> RequestTemplate {
    RequestTemplate(query: [.init(name: "p", value: value)])
  }

  private static func parameter(_ text: String) -> String { "parameters: [{name: p, \(text)}]" }

  private static func body(_ type: String) -> String { "requestBody: {content: {\(type): {}}}" }

  static let rows = [
    Row("nothing is given", parameter("in: cookie, required: true, schema: {}"), RequestTemplate()),
    Row("a list of parameters", parameter("in: query, schema: {type: array}"), query(list)),
    Row(
      "an object in JSON", parameter("in: query, content: {application/json: {}}"), query(nested)),
    Row("a variable", parameter("in: query, schema: {}"), query(.string("${id}"))),
    Row(
      "an object in an object", parameter("in: query, style: deepObject, schema: {type: object}"),
      query(nested),
      "the value of `p` holds an array or object inside of another, for which the style deepObject"
        + " has no notation"),
    Row(
      "an object in XML", parameter("in: query, content: {application/xml: {}}"), query(nested),
      "the value of `p` is of type object, which can't be written as application/xml"),
    Row(
      "a list in deepObject", parameter("in: query, style: deepObject, schema: {type: object}"),
      query(list),
      "the value of `p` is of type array, for which the style deepObject has no notation"
    ),
    Row(
      "a blank between blanks",
      parameter("in: query, style: spaceDelimited, schema: {type: array}"),
      query(.array([.string("a b")])),
      "the value of `p` holds `a b`, which can't be told from its neighbours where a blank divides"
        + " them"),
    Row(
      "a line end in a header", parameter("in: header, schema: {}"),
      RequestTemplate(headers: [.init(name: "p", value: .string("a\nb"))]),
      "the value of `p` holds a character that can't stand in a header field, or blanks at its ends"
    ),
    Row(
      "a list of cookies", parameter("in: cookie, schema: {type: array}"),
      RequestTemplate(cookies: [.init(name: "p", value: list)]),
      "the value of `p` would become several cookies, which the style form can't write"),
    Row("XML as text", body("application/xml"), RequestTemplate(body: .string("<a/>"))),
    Row(
      "XML as an object", body("application/xml"), RequestTemplate(body: nested),
      "the body is of type object, which can't be written as application/xml"),
    Row("a form", body("multipart/form-data"), RequestTemplate(body: nested)),
    Row(
      "another multipart", body("multipart/mixed"), RequestTemplate(body: .string("a")),
      "the body is of type string, which can't be written as multipart/mixed"),
    Row("JSON among others", body("a/b: {}, application/json"), RequestTemplate(body: nested)),
  ]

  @Test(arguments: rows)
  func requests(_ row: Row) throws {
    let text = """
      openapi: 3.0.3
      info: {title: t, version: '1'}
      paths: {'/a': {post: {\(row.operation), responses: {}}}}
      """
    let contract = try ContractLoader.load(Array(text.utf8), file: SourceFile(name: "spec"))
      .contract
    let operation = try #require(contract.operations.first)
    let found = contract.obstacle(to: operation, sending: row.request)
    #expect(
      found?.message == row.reason.map { "a request of POST /a can't be written: \($0)" })
    #expect(found == nil || found?.remedy != nil)
  }
}
