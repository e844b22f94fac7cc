import Foundation
import Glibc
import Testing

/// `muster reference` as whoever operates it sees it.
@Suite("muster reference", .serialized)
struct ReferenceCommandTests {
  @Test("a run waits where the rate limit says so, and finds nothing")
  func rateLimit() async throws {
    let server = try await ReferenceProcess.start(["--rate-limit", "5", "--verbose"])
    let outcome = try await MusterProcess.run(
      ["run"] + RunTests.crm + [
        "--base-url", server.url, "--operation", "GET /accounts/{accountId}", "--derive",
        "positive,auth", "--strictness", "strict", "--retries", "5",
      ], environment: ReferenceProcess.client, seconds: 120)
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    let ended = await server.stop()
    #expect(ended.code == 0)
    #expect(ended.errors.contains("status=429"))
    for word in ["id=", "method=GET", "path=/accounts/4001", "status=200", "microseconds="] {
      #expect(ended.errors.contains(word), "no \(word)")
    }
    // Nothing of a query, a header or a body.
    for word in ["idType", "Bearer", "a-secret"] { #expect(!ended.errors.contains(word)) }
  }

  @Test("the health path is there where asked for")
  func health() async throws {
    let server = try await ReferenceProcess.start(["--healthz"])
    let connection = try LoopbackConnection(server.url)
    let answer = try connection.exchange("GET", "/healthz", headers: ["X-Request-Id: one"])
    #expect(answer.status == 200)
    #expect(answer.text == #"{"status":"ok"}"#)
    #expect(answer.headers["x-request-id"] == "one")
    #expect(await server.stop().code == 0)
  }

  @Test(
    "numbers that make no sense are refused",
    arguments: [["--rate-limit", "0"], ["--token-lifetime", "0"], ["--port", "70000"]])
  func misuse(_ words: [String]) async throws {
    let outcome = try await MusterProcess.run(
      ["reference"] + words, environment: ReferenceProcess.client)
    #expect(outcome.code == 2 || outcome.code == 64, "\(outcome.code)")
    #expect(outcome.errors.contains(words[0]))
  }
}
