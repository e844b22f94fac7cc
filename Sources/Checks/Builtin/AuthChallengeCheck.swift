import Contracts
package import Evidence

/// A 401 says how to authenticate.
package struct AuthChallengeCheck: Check {
  package static let id = "auth-challenge"
  package static let summary = "A 401 has a WWW-Authenticate header that names the scheme"
  package static let manual = CheckManual(
    demands: """
      A 401 carries a WWW-Authenticate header with a challenge that applies to what was asked for; \
      where the contract asks for a bearer token, one of the challenges is Bearer.
      """,
    clauses: ["RFC 9110 §11.6.1", "RFC 9110 §15.5.2", "RFC 6750 §3"],
    grades: [
      CheckManual.Grade("a 401 without WWW-Authenticate", .strictOnly),
      CheckManual.Grade("a 401 without a challenge of the contract's scheme", .doubtful),
    ],
    example:
      "GET /things: a 401 without WWW-Authenticate (expected a challenge, for instance Bearer)",
    exceptions: [
      "Operations that require no credential.",
      "API keys, for which there is no scheme to name: only the header itself is looked for.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard answer.response.status == 401, answer.operation.requiresCredential else { return [] }
    let scheme = Self.scheme(of: answer.operation, in: answer.contract)
    let challenges = answer.response.headers.values(of: "WWW-Authenticate")
    guard !challenges.isEmpty else {
      return finding(
        answer, .strictOnly, "a 401 without WWW-Authenticate",
        expected: "a challenge\(scheme.map { ", for instance \($0)" } ?? "")",
        actual: "no WWW-Authenticate")
    }
    guard let scheme, !challenges.contains(where: { Self.names(scheme, in: $0) }) else { return [] }
    return finding(
      answer, .doubtful, "a 401 without a challenge of the contract's scheme",
      expected: "a \(scheme) challenge",
      actual: Excerpt.text(challenges.joined(separator: ", ")))
  }

  /// The HTTP authentication scheme, where every alternative asks for the same one.
  private static func scheme(
    of operation: Contract.Operation, in contract: Contract
  ) -> String? {
    var names: Set<String> = []
    for requirement in operation.security.joined() {
      let scheme = contract.securitySchemes.first { $0.name == requirement.scheme }
      switch scheme?.kind {
      case .oauth2, .openIDConnect: names.insert("Bearer")
      case .basic: names.insert("Basic")
      case .http(let name): names.insert(name.prefix(1).uppercased() + name.dropFirst())
      case .apiKey, .mutualTLS, .unknown, nil: return nil
      }
    }
    return names.count == 1 ? names.first : nil
  }

  /// Whether one of the challenges in a field's value has this scheme (§11.6.1: several may share
  /// a field, parted by commas like their own parameters).
  private static func names(_ scheme: String, in field: String) -> Bool {
    let wanted = scheme.lowercased()
    return field.lowercased().split(separator: ",").contains { part in
      part.split(separator: " ").first.map(String.init) == wanted
    }
  }
}
