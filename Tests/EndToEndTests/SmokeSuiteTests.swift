import Testing

/// The suite that may be run against production.
@Suite("CRM smoke suite", .serialized)
struct SmokeSuiteTests {
  @Test("only reads, in few requests, and passes")
  func onlyReads() async throws {
    let server = try await ReferenceProcess.start(["--verbose"])
    let outcome = try await MusterProcess.run(
      ["run"] + RunTests.crm + [
        "--base-url", server.url, "--suite", "suites/crm/smoke.yaml", "--safe",
      ], environment: ReferenceProcess.client, seconds: 60)
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("10 passed"), "\(outcome.output)")
    let ended = await server.stop()
    let asked = ended.errors.split(separator: "\n").filter { $0.contains(" method=") }
    let calls = asked.filter { !$0.contains("path=/oauth/") }
    #expect(calls.count == 14, "\(asked)")
    #expect(calls.allSatisfy { $0.contains(" method=GET ") }, "\(calls)")
    // The GET that erases, and everything beside it.
    #expect(!calls.contains { $0.contains("path=/calls/") }, "\(calls)")
    #expect(asked.count <= 40)
  }

  @Test(
    "notices what a customer would",
    arguments: [
      "wrong-item", "slow-answer:operation=GET /accounts",
      "token-not-checked:operation=GET /accounts",
      "empty-collection", "error-body-missing:operation=GET /accounts/{accountId}",
    ])
  func notices(_ fault: String) async throws {
    let outcome = try await MusterProcess.run(
      ["run"] + RunTests.crm + [
        "--reference", "--suite", "suites/crm/smoke.yaml", "--safe", "--fault", fault,
      ], seconds: 60)
    #expect(outcome.code == 1, "\(outcome.output)")
  }
}
