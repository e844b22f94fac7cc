import Documents
import Servers
import Testing

/// A running reference server with a client and a token for it.
struct TestServer: Sendable {
  static let clientID = "tester"
  static let clientSecret = "a secret: with + and %"
  static let json = ("Content-Type", "application/json")

  let client: HTTPClient
  let token: String

  static func configuration(
    faults: [any Fault] = [], store: StoreLocation = .memory
  ) -> ReferenceServer.Configuration {
    var configuration = ReferenceServer.Configuration(
      clientID: clientID, clientSecret: clientSecret)
    configuration.faults = faults
    configuration.store = store
    return configuration
  }

  /// Runs `body` with a server of its own.
  static func run<Result>(
    _ configuration: ReferenceServer.Configuration = configuration(),
    _ body: (TestServer) async throws -> Result
  ) async throws -> Result {
    await Turnstile.servers.enter()
    let outcome: Swift.Result<Result, any Error>
    do {
      outcome = .success(
        try await ReferenceServer.withServer(configuration) { baseURL in
          let client = try HTTPClient(baseURL: baseURL)
          return try await body(TestServer(client: client, token: try await newToken(client)))
        })
    } catch {
      outcome = .failure(error)
    }
    await Turnstile.servers.leave()
    return try outcome.get()
  }

  static func newToken(_ client: HTTPClient, scope: String = "") async throws -> String {
    let form = "client_id=tester&client_secret=a+secret%3A+with+%2B+and+%25&scope=\(scope)"
    let answer = try await client.send(
      "POST", "/oauth/client_credential/accesstoken?grant_type=client_credentials",
      headers: [("Content-Type", "application/x-www-form-urlencoded")], body: Array(form.utf8))
    return try #require(try answer.json()["access_token"]?.string)
  }

  /// Sends with a valid token; a body is JSON unless `type` says otherwise.
  func send(
    _ method: String, _ target: String, _ body: String? = nil, type: String = "application/json"
  ) async throws -> HTTPAnswer {
    var headers = [("Authorization", "Bearer \(token)")]
    if body != nil { headers.append(("Content-Type", type)) }
    return try await client.send(
      method, target, headers: headers, body: body.map { Array($0.utf8) })
  }

  /// Sends a GET with a valid token and reads the JSON of a 200.
  func get(_ target: String) async throws -> Value {
    let answer = try await send("GET", target)
    try #require(answer.status == 200, "\(target): \(answer.text)")
    return try answer.json()
  }
}

/// Holds an answer to the contract's `errorBody` with its documented members.
func expectErrorBody(
  _ answer: HTTPAnswer, status: Int, code: String? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  #expect(answer.status == status, "\(answer.text)", sourceLocation: sourceLocation)
  #expect(answer.header("content-type") == "application/json", sourceLocation: sourceLocation)
  let body = try answer.json()
  #expect(body.object?.names == ["error"], sourceLocation: sourceLocation)
  let error = try #require(body["error"], sourceLocation: sourceLocation)
  #expect(
    error.object?.names == ["code", "message", "statusCode", "developerMessage"],
    sourceLocation: sourceLocation)
  #expect(error["statusCode"]?.integer == status, sourceLocation: sourceLocation)
  for name in ["code", "message", "developerMessage"] {
    #expect(error[name]?.string?.isEmpty == false, "\(name)", sourceLocation: sourceLocation)
  }
  if let code { #expect(error["code"]?.string == code, sourceLocation: sourceLocation) }
}
