import Contracts
import Documents
import Evidence
import Testing

@testable import Checks

@Suite("Checks that are switched off for one answer")
struct SilencedTests {
  static let spec = """
    swagger: "2.0"
    info: {title: t, version: "1"}
    produces: [application/json]
    paths:
      /things:
        get:
          responses:
            "200": {description: ok, schema: {type: object, properties: {id: {type: integer}}}}
    """

  @Test("a silenced check says nothing, and none defers to it")
  func silenced() throws {
    let contract = try ContractLoader.load(
      Array(Self.spec.utf8), file: SourceFile(name: "spec.yaml")
    ).contract
    let judge = try Judge(contract: contract, strictness: .standard)
    let operation = try #require(contract.operations.first)
    func checks(_ status: Int, _ body: String, without silenced: Set<String>? = nil) -> [String] {
      let response = HTTPResponse(
        status: status, headers: HTTPHeaders(["Content-Type": "application/json"]),
        body: Array(body.utf8))
      let exchange = Exchange(
        request: HTTPRequest(method: "GET", url: "http://h/things"),
        attempts: [.init(outcome: .response(response), timing: .init(total: 0.1))])
      return judge.judge(
        exchange, of: operation, expecting: Evidence.Expectation(.exactly, [200]),
        without: silenced
      ).findings.map(\.check)
    }
    #expect(checks(200, #"{"id":"x"}"#) == ["body-schema"])
    #expect(checks(200, #"{"id":"x"}"#, without: ["body-schema"]) == [])
    #expect(checks(200, #"{"id":"x"}"#, without: ["latency"]) == ["body-schema"])
    // A server error is one finding; without its check the refusal of what was asked is told.
    #expect(checks(500, "{}") == ["server-error"])
    #expect(checks(500, "{}", without: ["server-error"]) == ["positive-rejected"])
  }
}
