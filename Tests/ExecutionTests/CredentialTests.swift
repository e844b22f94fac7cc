import Contracts
import Documents
import Evidence
import Suites
import Testing
import Transport

@testable import Execution

@Suite("Credentials of several schemes")
struct CredentialTests {
  private static let book = CredentialBook(
    source: .token("tok-123"),
    schemes: [
      "bearer": .token, "basic": .basic(user: "ann", password: "pass:word"),
      "key": .apiKey(name: "X-Key", location: .header, value: "k-header"),
      "query": .apiKey(name: "api key", location: .query, value: "k/query"),
      "cookie": .apiKey(name: "sid", location: .cookie, value: "k-cookie"),
    ],
    missing: ["gone": Reason(code: "credentials-missing", message: "no gone", remedy: "set GONE")])

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var security: [[String]]
    var credential = RequestTemplate.Credential.valid
    var url = "http://h/a?x=1"
    var authorization: String?
    var fields: [String: String] = [:]
  }

  static let rows = [
    Row(testDescription: "a token", security: [["bearer"]], authorization: "Bearer tok-123"),
    Row(
      testDescription: "a password", security: [["basic"]],
      authorization: "Basic YW5uOnBhc3M6d29yZA=="),
    Row(testDescription: "a key in a header", security: [["key"]], fields: ["X-Key": "k-header"]),
    Row(
      testDescription: "a key in the query", security: [["query"]],
      url: "http://h/a?x=1&api%20key=k%2Fquery"),
    Row(
      testDescription: "a key in a cookie", security: [["cookie"]],
      fields: ["Cookie": "sid=k-cookie"]),
    Row(
      testDescription: "two at once", security: [["bearer", "key"]],
      authorization: "Bearer tok-123", fields: ["X-Key": "k-header"]),
    Row(
      testDescription: "the first alternative that can be met",
      security: [["gone"], ["bearer", "gone"], ["key"], ["basic"]], fields: ["X-Key": "k-header"]),
    Row(
      testDescription: "optional, but wanted", security: [[], ["key"]],
      fields: ["X-Key": "k-header"]),
    Row(testDescription: "none", security: [["key"]], credential: .absent),
    Row(
      testDescription: "a wrong key", security: [["key"]],
      credential: .literal(HTTPRequest.malformedCredential), fields: ["X-Key": "not-a-key"]),
    Row(
      testDescription: "a wrong token", security: [["bearer"]],
      credential: .literal(HTTPRequest.malformedCredential),
      authorization: HTTPRequest.malformedCredential),
    Row(
      testDescription: "another user's", security: [["key"]], credential: .other,
      fields: ["X-Key": "k-other"]),
    Row(
      testDescription: "an expired token beside a good key", security: [["bearer", "key"]],
      credential: .expired, authorization: "Bearer tok-old", fields: ["X-Key": "k-header"]),
    Row(
      testDescription: "a token of another scope", security: [["bearer"]], credential: .wrongScope,
      authorization: "Bearer tok-narrow"),
    Row(
      testDescription: "a token under another scheme's name", security: [["bearer", "key"]],
      credential: .scheme("Basic"), authorization: "Basic tok-123", fields: ["X-Key": "k-header"]),
    Row(
      testDescription: "a token in the query", security: [["bearer", "key"]],
      credential: .inQuery, url: "http://h/a?x=1&access_token=tok-123",
      fields: ["X-Key": "k-header"]),
    Row(
      testDescription: "a password under another scheme's name", security: [["basic"]],
      credential: .scheme("Bearer"), authorization: "Bearer YW5uOnBhc3M6d29yZA=="),
  ]

  private static func sender(_ transport: ScriptedTransport) -> Sender {
    func wallet(_ book: CredentialBook) -> Wallet {
      Wallet(
        book: book,
        tokens: TokenProvider(
          source: book.source, transport: transport, options: RequestOptions(),
          vault: SecretVault(), clock: StillTime.clock, policy: RetryPolicy(retries: 0, seed: 0)))
    }
    let other = CredentialBook(
      source: .notNeeded,
      schemes: ["key": .apiKey(name: "X-Key", location: .header, value: "k-other")])
    var expired = book
    expired.source = .token("tok-old")
    var narrow = book
    narrow.source = .token("tok-narrow")
    return Sender(
      transport: transport, own: wallet(book), other: wallet(other), expired: wallet(expired),
      wrongScope: wallet(narrow),
      headers: [HTTPHeaders.Field(name: "X-Tenant", value: "t-1")], options: RequestOptions(),
      policy: RetryPolicy(retries: 0, seed: 0),
      pacer: Pacer(RateLimits(), clock: StillTime.clock), clock: StillTime.clock)
  }

  private static func order(_ row: Row) -> Sender.Order {
    Sender.Order(
      operation: Contract.Operation.ID(method: "GET", path: "/a"),
      security: row.security.map { $0.map { Contract.SecurityRequirement(scheme: $0) } },
      credential: row.credential, statuses: [200],
      subject: RetryPolicy.Subject(isRepeatable: true, key: 0))
  }

  private static let ask = HTTPRequest(method: "GET", url: "http://h/a?x=1")

  @Test("the credential stands where its scheme says", arguments: rows)
  func placed(_ row: Row) async throws {
    let transport = ScriptedTransport([ScriptedTransport.answer(200)])
    _ = try await Self.sender(transport).send(Self.ask, Self.order(row))
    let request = try #require(await transport.requests.first)
    #expect(request.url == row.url)
    #expect(request.headers["Authorization"] == row.authorization)
    for name in ["X-Key", "Cookie"] { #expect(request.headers[name] == row.fields[name]) }
    #expect(request.headers["X-Tenant"] == "t-1")
  }

  @Test("where no alternative can be met, the reason is that of the first scheme that lacks")
  func missing() async throws {
    let transport = ScriptedTransport([ScriptedTransport.answer(200)])
    let row = Row(testDescription: "", security: [["gone"], ["bearer", "gone"]])
    do {
      _ = try await Self.sender(transport).send(Self.ask, Self.order(row))
      Issue.record("it was sent")
    } catch {
      #expect(error.reason.message == "no gone")
    }
    #expect(await transport.requests.isEmpty)
  }

  @Test("every secret of a book is known to the vault")
  func secrets() {
    #expect(
      Set(Self.book.secrets)
        == ["pass:word", "YW5uOnBhc3M6d29yZA==", "k-header", "k/query", "k-cookie"])
  }

  @Test("a client may name itself in the form, with whatever else its server wants")
  func form() {
    let client = ClientCredentials(
      clientID: "id", clientSecret: "s&t", tokenURL: "http://h/token", scopes: ["a", "b"],
      authentication: .form, audience: "api", parameters: [("resource", "x y")])
    #expect(client.request.headers["Authorization"] == nil)
    #expect(
      client.request.body.map { String(decoding: $0, as: UTF8.self) }
        == "grant_type=client_credentials&scope=a%20b&audience=api&resource=x%20y&client_id=id"
        + "&client_secret=s%26t")
  }

  struct AnswerRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var body: String
    var headers: [(String, String)] = [
      ("Cache-Control", "no-store"), ("Content-Type", "application/json; charset=utf-8"),
    ]
    var verdict: Verdict
    var findings: [String] = []
  }

  static let answers = [
    AnswerRow(
      testDescription: "as the standard says",
      body: #"{"access_token":"tok","token_type":"bearer","expires_in":60}"#, verdict: .passed),
    AnswerRow(
      testDescription: "no lifetime", body: #"{"access_token":"tok","token_type":"bearer"}"#,
      verdict: .passed,
      findings: ["the token's answer does not say how long it is good for (RFC 6749 §5.1)"]),
    AnswerRow(
      testDescription: "no type", body: #"{"access_token":"tok","expires_in":60}"#,
      verdict: .failed, findings: ["the token's answer does not say its type (RFC 6749 §5.1)"]),
    AnswerRow(
      testDescription: "a lifetime in quotes",
      body: #"{"access_token":"tok","token_type":"Bearer","expires_in":"60"}"#, verdict: .failed,
      findings: ["the token's lifetime is no number of seconds (RFC 6749 §5.1)"]),
    AnswerRow(
      testDescription: "may be stored",
      body: #"{"access_token":"tok","token_type":"Bearer","expires_in":60}"#,
      headers: [("Content-Type", "application/json"), ("Cache-Control", "max-age=5")],
      verdict: .passed,
      findings: ["the token's answer may be stored on its way (RFC 6749 §5.1)"]),
    AnswerRow(
      testDescription: "no token", body: #"{"token":"tok"}"#, verdict: .failed,
      findings: ["its answer has no access_token (RFC 6749 §5.1)"]),
    AnswerRow(
      testDescription: "another kind", body: #"{"access_token":"tok","token_type":"mac"}"#,
      verdict: .inconclusive),
  ]

  @Test("the token's answer is a case of its own", arguments: answers)
  func answer(_ row: AnswerRow) async throws {
    let transport = ScriptedTransport([
      .response(
        HTTPResponse(
          status: 200,
          headers: HTTPHeaders(row.headers.map { HTTPHeaders.Field(name: $0.0, value: $0.1) }),
          body: Array(row.body.utf8)))
    ])
    let provider = AuthTests.provider(transport)
    let (client, outcome) = try #require(await provider.first())
    let result = TokenCase.result(client, outcome, use: .own, started: 0)
    #expect(result.verdict == row.verdict)
    #expect(result.findings.map(\.message) == row.findings)
    #expect(result.steps.first?.operation == "POST http://h/token")
  }

  @Test("members of other names are found where the fixtures say so")
  func fields() async throws {
    let transport = ScriptedTransport([
      ScriptedTransport.answer(200, #"{"jwt":"t-9","kind":"Bearer","ttl":60}"#)
    ])
    var client = AuthTests.client
    client.fields = ClientCredentials.Fields(token: "jwt", type: "kind", lifetime: "ttl")
    let provider = AuthTests.provider(transport, source: .client(client))
    #expect(try await provider.authorization() == "Bearer t-9")
  }
}
