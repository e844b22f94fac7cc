import Contracts
import Evidence
import Suites
import Synchronization
import Testing
import Transport

@testable import Execution

@Suite("Tokens and retries")
struct AuthTests {
  static let client = ClientCredentials(
    clientID: "id:1", clientSecret: "se cret", tokenURL: "http://h/token", scopes: ["read"])

  static func token(_ text: String, expires: Int? = 3600) -> Exchange.Attempt.Outcome {
    let life = expires.map { #","expires_in":\#($0)"# } ?? ""
    return ScriptedTransport.answer(
      200, #"{"access_token":"\#(text)","token_type":"Bearer"\#(life)}"#,
      headers: ["Cache-Control": "no-store", "Content-Type": "application/json"])
  }

  static func provider(
    _ transport: ScriptedTransport, vault: SecretVault = SecretVault(),
    source: CredentialSource = .client(client), clock: @escaping @Sendable () -> Double = { 0 }
  ) -> TokenProvider {
    TokenProvider(
      source: source, transport: transport, options: RequestOptions(), vault: vault,
      clock: RunClock(now: clock, date: { 0 }, sleep: { _ in }),
      policy: RetryPolicy(retries: 0, seed: 0))
  }

  @Test("the token request is RFC 6749's: Basic credentials form-encoded, the grant in the body")
  func request() async throws {
    let transport = ScriptedTransport([Self.token("t-1")])
    #expect(try await Self.provider(transport).authorization() == "Bearer t-1")
    let request = try #require(await transport.requests.first)
    #expect(request.method == "POST")
    #expect(
      request.headers["Authorization"] == "Basic " + Base64.encode(Array("id%3A1:se%20cret".utf8)))
    #expect(request.headers["Content-Type"] == "application/x-www-form-urlencoded")
    #expect(
      request.body.map { String(decoding: $0, as: UTF8.self) }
        == "grant_type=client_credentials&scope=read")
  }

  struct ScopeRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What the answer says of the token's scope; nil: nothing.
    var scope: String?
    var isExact = true
    var isUsed: Bool
  }

  static let scopeRows: [ScopeRow] = [
    ScopeRow(testDescription: "not said", isUsed: true),
    ScopeRow(testDescription: "as asked", scope: "read", isUsed: true),
    ScopeRow(testDescription: "less than asked", scope: "", isUsed: true),
    ScopeRow(testDescription: "another one", scope: "write", isUsed: false),
    ScopeRow(testDescription: "more", scope: "read write", isUsed: false),
    ScopeRow(
      testDescription: "more, which does not matter", scope: "read write", isExact: false,
      isUsed: true),
  ]

  @Test("a token of other scopes than were asked for does not stand for them", arguments: scopeRows)
  func scopes(_ row: ScopeRow) async throws {
    var client = Self.client
    client.isExact = row.isExact
    let scope = row.scope.map { #","scope":"\#($0)""# } ?? ""
    let transport = ScriptedTransport([
      ScriptedTransport.answer(200, #"{"access_token":"t-1","token_type":"Bearer"\#(scope)}"#)
    ])
    let provider = Self.provider(transport, source: .client(client))
    do {
      #expect(try await provider.authorization() == "Bearer t-1")
      #expect(row.isUsed)
    } catch {
      #expect(!row.isUsed)
      #expect(error.reason.message.contains("its scope is \(row.scope ?? "")"))
    }
  }

  @Test("many waiters, one request")
  func singleFlight() async throws {
    let transport = ScriptedTransport([Self.token("t-1")], delay: 0.05)
    let provider = Self.provider(transport)
    let texts = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<50 { group.addTask { try await provider.authorization() } }
      return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
    }
    #expect(texts == ["Bearer t-1"])
    #expect(await transport.requests.count == 1)
  }

  @Test("another token is had before the first one expires")
  func expiry() async throws {
    let time = Atomic(0)
    let transport = ScriptedTransport([Self.token("t-1", expires: 60), Self.token("t-2")])
    let provider = Self.provider(transport) { Double(time.load(ordering: .relaxed)) }
    #expect(try await provider.authorization() == "Bearer t-1")
    time.store(54, ordering: .relaxed)
    #expect(try await provider.authorization() == "Bearer t-1")
    time.store(56, ordering: .relaxed)
    #expect(try await provider.authorization() == "Bearer t-2")
  }

  struct RefusalRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var outcome: Exchange.Attempt.Outcome
    var message: String
    /// How often the endpoint is asked for five cases.
    var requests = 1
  }

  static let refusals: [RefusalRow] = [
    RefusalRow(
      testDescription: "wrong credentials",
      outcome: ScriptedTransport.answer(401, #"{"error":"invalid_client"}"#),
      message: "no token from http://h/token: it answered 401 (invalid_client)"),
    RefusalRow(
      testDescription: "no token endpoint", outcome: ScriptedTransport.answer(404, "<html>"),
      message: "no token from http://h/token: it answered 404"),
    RefusalRow(
      testDescription: "no JSON", outcome: ScriptedTransport.answer(200, "ok"),
      message: "no token from http://h/token: its answer is no JSON"),
    RefusalRow(
      testDescription: "no token in it", outcome: ScriptedTransport.answer(200, "{}"),
      message: "no token from http://h/token: its answer has no access_token (RFC 6749 §5.1)"),
    RefusalRow(
      testDescription: "a token that no header can hold",
      outcome: ScriptedTransport.answer(200, #"{"access_token":"a\r\nb"}"#),
      message:
        "no token from http://h/token: its access_token holds characters that no header may"
        + " (RFC 6750 §2.1)"),
    RefusalRow(
      testDescription: "an endless token",
      outcome: ScriptedTransport.answer(
        200, #"{"access_token":""# + String(repeating: "a", count: 100_000) + #""}"#),
      message: "no token from http://h/token: its access_token is longer than 16384 characters"),
    RefusalRow(
      testDescription: "another kind of token",
      outcome: ScriptedTransport.answer(200, #"{"access_token":"a","token_type":"mac"}"#),
      message: "no token from http://h/token: its token_type is mac, and only Bearer is supported"),
    RefusalRow(
      testDescription: "unreachable", outcome: ScriptedTransport.refused,
      message: "no token from http://h/token: refused", requests: 3),
    RefusalRow(
      testDescription: "endpoint down", outcome: ScriptedTransport.answer(503),
      message: "no token from http://h/token: it answered 503", requests: 3),
  ]

  @Test("no token is a reason with a remedy, and asking is given up", arguments: refusals)
  func refusal(_ row: RefusalRow) async {
    let transport = ScriptedTransport([row.outcome])
    let provider = Self.provider(transport)
    for _ in 0..<5 {
      do {
        _ = try await provider.authorization()
        Issue.record("a token was had")
      } catch {
        #expect(error.reason.message == row.message)
        #expect(error.reason.remedy?.isEmpty == false)
      }
    }
    #expect(await transport.requests.count == row.requests)
  }

  @Test("one failure of the endpoint is made good by the next case")
  func recovers() async throws {
    let transport = ScriptedTransport([ScriptedTransport.answer(503), Self.token("t-1")])
    let provider = Self.provider(transport)
    await #expect(throws: TokenProvider.Unavailable.self) { try await provider.authorization() }
    #expect(try await provider.authorization() == "Bearer t-1")
  }

  @Test("whoever gives up waiting for a token does not wait for it", .timeLimit(.minutes(1)))
  func cancelled() async throws {
    let transport = ScriptedTransport([Self.token("t-1")], delay: 600)
    let provider = Self.provider(transport)
    let task = Task { try await provider.authorization() }
    while await transport.requests.isEmpty { await Task.yield() }
    task.cancel()
    _ = await task.result
    #expect(await transport.requests.count == 1)
  }

  @Test("every token that was had is redacted")
  func redacted() async throws {
    let vault = SecretVault()
    let transport = ScriptedTransport([Self.token("token-one")])
    _ = try await Self.provider(transport, vault: vault).authorization()
    #expect(vault.redactor.redacted("a token-one b se cret c") == "a [redacted] b [redacted] c")
  }

  /// Sends one request with as many further attempts as allowed, pauses taking no time.
  private func send(
    _ transport: ScriptedTransport, _ credential: RequestTemplate.Credential, expecting: [Int],
    retries: Int = 2
  ) async throws -> Exchange {
    let sender = Sender(
      transport: transport,
      own: Wallet(book: CredentialBook(source: .notNeeded), tokens: Self.provider(transport)),
      other: nil, headers: [], options: RequestOptions(),
      policy: RetryPolicy(retries: retries, seed: 0),
      pacer: Pacer(RateLimits(), clock: StillTime.clock), clock: StillTime.clock)
    return try await sender.send(
      Self.ask,
      Sender.Order(
        operation: Contract.Operation.ID(method: "GET", path: "/a"), credential: credential,
        statuses: expecting, subject: RetryPolicy.Subject(isRepeatable: true, key: 0)))
  }

  private static let ask = HTTPRequest(method: "GET", url: "http://h/a")

  @Test("a refused token is replaced once")
  func refresh() async throws {
    let transport = ScriptedTransport([
      Self.token("t-1"), ScriptedTransport.answer(401), Self.token("t-2"),
      ScriptedTransport.answer(200),
    ])
    let exchange = try await send(
      transport, .valid, expecting: [200])
    #expect(exchange.attempts.count == 2)
    #expect(exchange.response?.status == 200)
    #expect(await transport.requests.last?.headers["Authorization"] == "Bearer t-2")
  }

  @Test("a token refused twice is the target's answer")
  func refreshOnce() async throws {
    let transport = ScriptedTransport([
      Self.token("t-1"), ScriptedTransport.answer(401), Self.token("t-2"),
      ScriptedTransport.answer(401),
    ])
    let exchange = try await send(
      transport, .valid, expecting: [200])
    #expect(exchange.response?.status == 401)
    #expect(await transport.requests.count == 4)
  }

  @Test("an expected 401 is not tried again, and no token is sent or asked for")
  func expected401() async throws {
    let transport = ScriptedTransport([ScriptedTransport.answer(401)])
    let exchange = try await send(
      transport, .absent, expecting: [401])
    #expect(exchange.attempts.count == 1)
    #expect(await transport.requests.map { $0.headers["Authorization"] } == [nil])
  }

  @Test("busy targets are tried again, as often as allowed", arguments: [429, 503])
  func busy(_ status: Int) async throws {
    let busy = ScriptedTransport.answer(status, headers: ["Retry-After": "0"])
    let transport = ScriptedTransport([busy, busy, ScriptedTransport.answer(200)])
    let exchange = try await send(
      transport, .absent, expecting: [200])
    #expect(exchange.attempts.count == 3)
    #expect(exchange.response?.status == 200)
    let stubborn = ScriptedTransport([busy])
    let last = try await send(
      stubborn, .absent, expecting: [200], retries: 1)
    #expect(last.attempts.count == 2)
    #expect(last.response?.status == status)
  }

  @Test(
    "a target that wants longer than is waited for is not waited for",
    arguments: ["86400", "61", "1e400", "Thu, 01 Jan 2099 00:00:00 GMT"])
  func longPause(_ asked: String) async throws {
    let transport = ScriptedTransport([
      ScriptedTransport.answer(429, headers: ["Retry-After": "\(asked)"])
    ])
    let exchange = try await send(
      transport, .absent, expecting: [200])
    #expect(exchange.attempts.count == 1)
  }

  @Test("other failures are not tried again", arguments: [400, 404, 500])
  func notBusy(_ status: Int) async throws {
    let transport = ScriptedTransport([ScriptedTransport.answer(status)])
    let exchange = try await send(
      transport, .absent, expecting: [200])
    #expect(exchange.attempts.count == 1)
  }
}
