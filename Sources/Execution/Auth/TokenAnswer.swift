import Documents
import Evidence

/// A token endpoint's answer: what can be used of it, and where it breaks RFC 6749 §5.1.
struct TokenAnswer {
  /// Bytes; longer than any header field that servers take.
  private static let lengthLimit = 16_384

  let token: String
  /// Seconds that it is good for; nil: it does not say.
  let lifetime: Int?
  let findings: [Finding]
  /// Everything in the answer that must not be shown.
  let secrets: [String]

  /// Why there is no token in an answer.
  struct Refusal: Error {
    var message: String
    var remedy: String
    /// Where the answer itself breaks the standard.
    var finding: Finding?
  }

  init(_ response: HTTPResponse, to client: ClientCredentials) throws(Refusal) {
    guard response.status == 200 else { throw Self.refusal(response) }
    guard let document = try? JSONReader.read(response.body, file: SourceFile(name: "<token>"))
    else {
      throw Self.broken(
        "its answer is no JSON", "check that --token-url is a token endpoint",
        expected: "a JSON object", actual: Self.mediaType(response), client)
    }
    let root = document.root
    let fields = client.fields
    guard let text = root[fields.token]?.string, !text.isEmpty else {
      throw Self.broken(
        "its answer has no \(fields.token) (RFC 6749 §5.1)",
        "check that --token-url is a token endpoint",
        expected: "a non-empty string", actual: root[fields.token] == nil ? "nothing" : "no text",
        client)
    }
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Self.broken(
        "its \(fields.token) holds characters that no header may (RFC 6750 §2.1)",
        "check the token endpoint", expected: "visible ASCII characters", actual: "others", client)
    }
    guard text.utf8.count <= Self.lengthLimit else {
      throw Refusal(
        message: "its \(fields.token) is longer than \(Self.lengthLimit) characters",
        remedy: "check the token endpoint")
    }
    if let type = root[fields.type]?.string, type.lowercased() != "bearer" {
      throw Refusal(
        message: "its \(fields.type) is \(type), and only Bearer is supported",
        remedy: "ask the token endpoint for a Bearer token (RFC 6750)")
    }
    if client.isExact, let given = root["scope"]?.string {
      let others = given.split(separator: " ").filter { !client.scopes.contains(String($0)) }
      if !others.isEmpty {
        throw Refusal(
          message:
            "its scope is \(given), and \(client.scopes.joined(separator: " ")) was asked for",
          remedy: "name scopes that it gives under `credentials: wrongScope:` in the fixtures")
      }
    }
    token = text
    lifetime = root[fields.lifetime]?.number?.integer.flatMap { $0 >= 0 ? Int($0) : nil }
    findings = Self.findings(response, root, client)
    secrets = root.members.compactMap { member in
      member.name == fields.token || member.name.hasSuffix("_token") ? member.value.string : nil
    }
  }

  /// The check's id of all findings about tokens.
  private static let check = "token-answer"

  /// What an answer breaks although a token can be had from it.
  private static func findings(
    _ response: HTTPResponse, _ root: JSONNode, _ client: ClientCredentials
  ) -> [Finding] {
    let fields = client.fields
    var findings: [Finding] = []
    func add(
      _ severity: Finding.Severity, _ message: String, _ member: String?, _ expected: String,
      _ actual: String
    ) {
      findings.append(
        Finding(
          check: check, severity: severity, operation: TokenProvider.operation(client),
          message: message, pointer: member.map { JSONPointer([$0]) }, expected: expected,
          actual: actual))
    }
    if root[fields.type]?.string == nil {
      add(
        .failure, "the token's answer does not say its type (RFC 6749 §5.1)", fields.type,
        "a string, for instance Bearer", root[fields.type].map { $0.jsonText } ?? "nothing")
    }
    if let lifetime = root[fields.lifetime] {
      if lifetime.number?.integer.map({ $0 >= 0 }) != true {
        add(
          .failure, "the token's lifetime is no number of seconds (RFC 6749 §5.1)",
          fields.lifetime, "a whole number from 0 on", lifetime.jsonText)
      }
    } else {
      add(
        .warning, "the token's answer does not say how long it is good for (RFC 6749 §5.1)",
        fields.lifetime, "a number of seconds", "nothing")
    }
    let directives = response.headers.values(of: "Cache-Control").joined(separator: ",")
      .split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
    if !directives.contains("no-store") {
      add(
        .warning, "the token's answer may be stored on its way (RFC 6749 §5.1)", nil,
        "Cache-Control: no-store", response.headers["Cache-Control"] ?? "no Cache-Control")
    }
    let type = response.headers["Content-Type"]?.prefix { $0 != ";" && $0 != " " }.lowercased()
    if type != "application/json" {
      add(
        .warning, "the token's answer does not say that it is JSON (RFC 6749 §5.1)", nil,
        "Content-Type: application/json", mediaType(response))
    }
    return findings
  }

  private static func mediaType(_ response: HTTPResponse) -> String {
    response.headers["Content-Type"] ?? "no Content-Type"
  }

  private static func broken(
    _ message: String, _ remedy: String, expected: String, actual: String,
    _ client: ClientCredentials
  ) -> Refusal {
    Refusal(
      message: message, remedy: remedy,
      finding: Finding(
        check: check, operation: TokenProvider.operation(client), message: message,
        expected: expected, actual: actual))
  }

  private static func refusal(_ response: HTTPResponse) -> Refusal {
    let document = try? JSONReader.read(response.body, file: SourceFile(name: "<token>"))
    // The error code of a refusal (§5.2).
    let code = document?.root["error"]?.string.map { " (\($0))" } ?? ""
    let isRefused = response.status == 401 || response.status == 400
    return Refusal(
      message: "it answered \(response.status)\(code)",
      remedy: isRefused
        ? "check the client id and secret in the environment"
        : "check --token-url and that the token endpoint is up")
  }
}
