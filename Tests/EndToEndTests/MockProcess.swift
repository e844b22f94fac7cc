import Foundation
import Glibc
import Testing

/// A running `muster mock`.
struct MockProcess {
  /// What mock and runner both take for the right credentials; the OAuth 2 token has to be asked for.
  static let credentials = [
    "MUSTER_USER": "user", "MUSTER_PASSWORD": "a password", "MUSTER_API_KEY": "a-key",
    "MUSTER_CLIENT_ID": "client", "MUSTER_CLIENT_SECRET": "a secret",
  ]

  static let folder = MusterProcess.root.appending(path: "Tests/EndToEndTests/Fixtures/mock")

  let process: MusterProcess.Started
  let url: String

  /// Starts one and waits for its address.
  static func start(
    _ arguments: [String], environment: [String: String] = credentials
  ) async throws -> MockProcess {
    let process = try MusterProcess.start(["mock"] + arguments, environment: environment)
    guard let url = await process.firstLine(seconds: 60) else {
      process.signal(SIGKILL)
      let outcome = await process.outcome(seconds: 10)
      throw Failure(description: "no address: \(outcome.errors)")
    }
    return MockProcess(process: process, url: url)
  }

  /// Ends it as a service manager does.
  func stop() async -> MusterProcess.Outcome {
    process.signal(SIGTERM)
    return await process.outcome(seconds: 60)
  }

  struct Failure: Error, CustomStringConvertible { let description: String }
}

/// A definition with, perhaps, fixtures for it.
struct MockSpec: Sendable, CustomTestStringConvertible {
  var name: String

  var testDescription: String { name }
  /// What mock and runner both find in the environment.
  var environment: [String: String] {
    // A token that is given is not asked for.
    name.contains("oauth2")
      ? MockProcess.credentials
      : MockProcess.credentials.merging(["MUSTER_TOKEN": "a-token"]) { $1 }
  }
  var path: String { "Tests/EndToEndTests/Fixtures/mock/\(name)" }

  /// The words that name the fixtures; none where there are none.
  var fixtures: [String] {
    let stem = name.prefix { $0 != "/" }.split(separator: ".").dropLast().joined(separator: ".")
    let file = MockProcess.folder.appending(path: "\(stem).fixtures.yaml")
    return FileManager.default.fileExists(atPath: file.path()) ? ["--fixtures", file.path()] : []
  }

  /// Every definition in the folder.
  static var all: [MockSpec] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: MockProcess.folder.path())
    return (names ?? []).filter { !$0.hasSuffix(".fixtures.yaml") }.sorted().map(MockSpec.init)
  }
}

/// An HTTP Archive that a mock wrote.
struct Archive {
  struct Entry {
    var method: String
    var url: String
    var status: Int
    /// Names in lower case.
    var headers: [String: String]
  }

  let text: String
  let entries: [Entry]

  init(path: String) throws {
    let data = try Data(contentsOf: URL(filePath: path))
    text = String(decoding: data, as: UTF8.self)
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let log = try #require(root["log"] as? [String: Any])
    try #require(log["version"] as? String == "1.2")
    entries = try (try #require(log["entries"] as? [[String: Any]])).map { entry in
      let request = try #require(entry["request"] as? [String: Any])
      let response = try #require(entry["response"] as? [String: Any])
      let fields = try #require(request["headers"] as? [[String: String]])
      return Entry(
        method: try #require(request["method"] as? String),
        url: try #require(request["url"] as? String),
        status: try #require(response["status"] as? Int),
        headers: Dictionary(
          fields.map { ($0["name"]?.lowercased() ?? "", $0["value"] ?? "") }
        ) { first, _ in first })
    }
  }
}
