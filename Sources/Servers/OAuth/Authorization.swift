/// The check that every operation of the contract makes first: a bearer token (RFC 6750 §2.1).
struct Authorization: Sendable {
  static let realm = "crm"
  let issuer: TokenIssuer

  /// Throws a 401 with the challenge of RFC 6750 §3: without an error code when no token was
  /// sent, else with `invalid_token`; a 403 with `insufficient_scope` for a token of other scopes.
  func check(_ request: ServerRequest) throws(Problem) {
    guard let field = request.header("authorization") else {
      throw refusal("No Authorization header was sent", error: nil)
    }
    let parts = field.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else {
      throw refusal("The Authorization header is not 'Bearer' and a token", error: nil)
    }
    switch issuer.standing(of: String(parts[1])) {
    case .valid: return
    case .expired: throw refusal("The access token has expired", error: "invalid_token")
    case .unknown: throw refusal("The access token was not issued here", error: "invalid_token")
    case .narrow: throw Self.insufficientScope
    }
  }

  /// What the token that a field carries is worth, under whatever scheme's name.
  func standing(of request: ServerRequest) -> TokenIssuer.Standing {
    let token = request.header("authorization")?.split(separator: " ", maxSplits: 1).last
    return token.map { issuer.standing(of: String($0)) } ?? .unknown
  }

  private static var insufficientScope: Problem {
    let scope = TokenIssuer.scope
    var problem = Problem(
      status: 403, code: "forbidden", message: "The access token does not allow this",
      detail: "A token with the scope \(scope) is needed")
    problem.headers = [
      (
        "WWW-Authenticate",
        "Bearer realm=\"\(realm)\", error=\"insufficient_scope\", scope=\"\(scope)\""
      )
    ]
    return problem
  }

  private func refusal(_ detail: String, error: String?) -> Problem {
    var problem = Problem(
      status: 401, code: "unauthorized", message: "A valid access token is needed",
      detail: detail)
    let reason = error.map { ", error=\"\($0)\", error_description=\"\(detail)\"" } ?? ""
    problem.headers = [("WWW-Authenticate", "Bearer realm=\"\(Self.realm)\"\(reason)")]
    return problem
  }
}
