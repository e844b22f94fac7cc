import Contracts
import Documents
import Evidence
import Suites
import Testing

/// What of OpenAPI 3 can't be sent yet is said, and what can be isn't held back.
@Suite("Obstacles")
struct ObstacleTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var parameter: String
    var value: Value?
    var reason: String?
    var testDescription: String { parameter }

    init(_ parameter: String, _ value: Value? = nil, _ reason: String? = nil) {
      self.parameter = parameter
      self.value = value
      self.reason = reason
    }
  }

  private static let list = Value.array([.integer(1), .integer(2)])
  private static let array = "schema: {type: array, items: {type: integer}}"

  static let rows = [
    Row("name: p, in: path, required: true, schema: {type: string}"),
    Row("name: p, in: query, style: form, \(array)", .integer(1)),
    Row("name: p, in: query, explode: false, \(array)", list),
    Row("name: p, in: query, \(array)", .array([.integer(1)])),
    Row("name: p, in: query, \(array)", list, "given lists of several parameters"),
    Row(
      "name: p, in: query, style: pipeDelimited, \(array)", list,
      "given lists in the style pipeDelimited"),
    Row("name: p, in: header, \(array)", list),
    Row("name: p, in: cookie, schema: {type: string}"),
    Row(
      "name: p, in: cookie, required: true, schema: {type: string}", nil, "requires those"),
    Row(
      "name: p, in: path, required: true, style: matrix, schema: {type: string}", nil,
      "requires values in the style matrix"),
    Row(
      "name: p, in: query, required: true, content: {application/json: {}}", nil,
      "requires values written in application/json"),
  ]

  @Test(arguments: rows)
  func parameters(_ row: Row) throws {
    let text = """
      openapi: 3.0.3
      info: {title: t, version: '1'}
      paths: {'/a/{p}': {get: {parameters: [{\(row.parameter)}], responses: {}}}}
      """
    let contract = try ContractLoader.load(Array(text.utf8), file: SourceFile(name: "spec"))
      .contract
    let operation = try #require(contract.operations.first)
    let parameter = try #require(operation.parameters.first)
    var request = RequestTemplate()
    if let value = row.value {
      request.add(.init(name: "p", value: value), to: parameter.location)
    }
    let found = contract.obstacle(to: operation, sending: request)?.message
    let wanted = row.reason.map { reason in
      let words = reason.split(separator: " ", maxSplits: 1)
      let verb = words[0] == "given" ? "is given" : "requires"
      return "GET /a/{p} \(verb) the \(parameter.location) parameter `p`, and \(words[1]) can't be"
        + " sent yet"
    }
    #expect(found == wanted)
  }
}
