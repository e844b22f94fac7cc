import Checks
import Contracts
import Documents
import Evidence
import Testing

/// Properties that only some alternatives declare.
@Suite("Properties of alternatives")
struct AlternativeTests {
  static let spec = """
    openapi: 3.0.3
    info: {title: t, version: "1"}
    paths:
      /pets:
        get:
          responses:
            "200":
              description: ok
              content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
      /all:
        get:
          responses:
            "200":
              description: ok
              content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Any"}}}}
      /lines:
        get:
          responses:
            "200":
              description: ok
              content: {application/jsonl: {schema: {type: array, items: {$ref: "#/components/schemas/Line"}}}}
    components:
      schemas:
        Pet: {oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}]}
        Cat: {type: object, required: [lives], properties: {lives: {type: integer}, toy: {$ref: "#/components/schemas/Toy"}, pin: {type: string, writeOnly: true}}}
        Dog: {type: object, required: [barks], properties: {barks: {type: boolean}, toy: {$ref: "#/components/schemas/Toy"}}}
        Toy: {anyOf: [{$ref: "#/components/schemas/Ball"}, {type: object, required: [rope], properties: {rope: {type: string}}}]}
        Ball: {type: object, required: [size], properties: {size: {type: integer}}}
        Line: {type: object, properties: {text: {type: string}}}
        Any: {oneOf: [{$ref: "#/components/schemas/Digits"}, {$ref: "#/components/schemas/Word"}]}
        Digits: {type: object, required: [it], properties: {it: {type: integer}}}
        Word: {type: object, required: [it], properties: {it: {type: string}}}
    """

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { body }
    var path = "/pets"
    var body: String
    /// The properties that are seen, each as `model.property`.
    var seen: [String]
  }

  static let rows: [Row] = [
    Row(body: #"{"lives":9}"#, seen: ["Cat.lives"]),
    Row(body: #"{"barks":true}"#, seen: ["Dog.barks"]),
    Row(body: #"{"lives":9,"toy":{"size":1}}"#, seen: ["Ball.size", "Cat.lives", "Cat.toy"]),
    Row(body: #"{"lives":9,"toy":{"rope":"r"}}"#, seen: ["Cat.lives", "Cat.toy"]),
    // Neither of them, and both: nobody knows which is meant.
    Row(body: #"{"lives":"nine"}"#, seen: []),
    Row(body: "[]", seen: []),
    // Items with the same names that keep to another alternative each.
    Row(path: "/all", body: #"[{"it":1},{"it":2}]"#, seen: ["Digits.it"]),
    Row(path: "/all", body: #"[{"it":1},{"it":2},{"it":"x"}]"#, seen: ["Digits.it", "Word.it"]),
  ]

  @Test("those of the alternatives that a value keeps to are seen", arguments: rows)
  func seen(_ row: Row) throws {
    let contract = try Self.contract()
    let judge = try Judge(contract: contract, strictness: .strict)
    let operation = try #require(contract.operations.first(where: { $0.id.path == row.path }))
    let response = HTTPResponse(
      status: 200, headers: HTTPHeaders(["Content-Type": "application/json"]),
      body: Array(row.body.utf8))
    let exchange = Exchange(
      request: HTTPRequest(method: "GET", url: "http://h\(row.path)"),
      attempts: [.init(outcome: .response(response), timing: .init())])
    let judgement = judge.judge(
      exchange, of: operation, expecting: Expectation(.accepted, [200]))
    #expect(
      judgement.properties.filter { $0.state == .discharged }.map(\.id)
        == row.seen.map { "property:\($0)" })
  }

  @Test("what no answer can show is owed by nobody")
  func owed() throws {
    let owed = try Self.contract().obligations.filter { $0.kind == .property }.map(\.id)
    #expect(owed.contains("property:Cat.lives"))
    #expect(!owed.contains("property:Cat.pin"))
    #expect(!owed.contains("property:Line.text"))
  }

  private static func contract() throws -> Contract {
    try ContractLoader.load(Array(spec.utf8), file: SourceFile(name: "spec.yaml")).contract
  }
}
