import Foundation
import Glibc

/// A running `muster reference`.
struct ReferenceProcess {
  static let client = ["MUSTER_CLIENT_ID": "tester", "MUSTER_CLIENT_SECRET": "a-secret"]

  let process: MusterProcess.Started
  let url: String

  /// Starts one and waits for its address.
  static func start(_ arguments: [String] = []) async throws -> ReferenceProcess {
    let process = try MusterProcess.start(["reference"] + arguments, environment: client)
    guard let url = await process.firstLine(seconds: 60) else {
      process.signal(SIGKILL)
      let outcome = await process.outcome(seconds: 10)
      throw MockProcess.Failure(description: "no address: \(outcome.errors)")
    }
    return ReferenceProcess(process: process, url: url)
  }

  /// Ends it as a service manager does.
  func stop() async -> MusterProcess.Outcome {
    process.signal(SIGTERM)
    return await process.outcome(seconds: 60)
  }

  /// A connection of one's own, with a token.
  func connection() throws -> ReferenceConnection {
    let connection = try ReferenceConnection(LoopbackConnection(url))
    try connection.authenticate()
    return connection
  }
}

/// A kept-alive connection to a reference server, for one thread.
final class ReferenceConnection {
  private let connection: LoopbackConnection
  private var token = ""
  /// Requests that were answered.
  private(set) var answered = 0

  init(_ connection: LoopbackConnection) {
    self.connection = connection
  }

  func authenticate() throws {
    let basic = Data("tester:a-secret".utf8).base64EncodedString()
    let answer = try connection.exchange(
      "POST", "/oauth/client_credential/accesstoken?grant_type=client_credentials",
      headers: ["Authorization: Basic \(basic)"])
    guard answer.status == 200, let token = try answer.object()["access_token"] as? String else {
      throw MockProcess.Failure(description: "no token: \(answer.status) \(answer.text)")
    }
    self.token = token
  }

  func send(
    _ method: String, _ target: String, json: String? = nil, isAuthorised: Bool = true
  ) throws -> LoopbackConnection.Answer {
    var headers = isAuthorised ? ["Authorization: Bearer \(token)"] : []
    if json != nil { headers.append("Content-Type: application/json") }
    let answer = try connection.exchange(
      method, target, headers: headers, body: json.map { Array($0.utf8) })
    answered += 1
    return answer
  }

  /// The part numbers of a profile's services.
  func partnums(of profile: Int) throws -> Set<Int> {
    let answer = try send("GET", "/accounts/profiles/\(profile)/services")
    let services = try answer.object()["serviceCollection"] as? [[String: Any]] ?? []
    let partnums = services.compactMap { ($0["partnum"] as? String).flatMap { Int($0) } }
    guard answer.status == 200, partnums.count == services.count,
      Set(partnums).count == partnums.count
    else {
      throw MockProcess.Failure(description: "profile \(profile): \(answer.status) \(answer.text)")
    }
    return Set(partnums)
  }

  /// Adds a service to a profile or removes it; gives the answer.
  func change(
    _ profile: Int, _ partnum: Int, isAdding: Bool
  ) throws -> LoopbackConnection.Answer {
    let body = #"{"serviceCollection":[{"partnum":"\#(partnum)"}]}"#
    return isAdding
      ? try send("POST", "/profiles/\(profile)/services", json: body)
      : try send("DELETE", "/profiles/\(profile)", json: body)
  }
}
