/// The check that every operation of the contract makes first: a bearer token (RFC 6750 §2.1).
struct Authorization: Sendable {
  static let realm = "crm"
  let issuer: TokenIssuer

  /// Throws a 401 with the challenge of RFC 6750 §3: without an error code when no token was
  /// sent, else with `invalid_token`.
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
    }
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
