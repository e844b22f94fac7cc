import Contracts
import Evidence
import Execution
import Suites

/// Finds the credential of a run in the environment.
struct CredentialFinder {
  private static let defaults = Fixtures.CredentialNames(
    clientID: "MUSTER_CLIENT_ID", clientSecret: "MUSTER_CLIENT_SECRET", token: "MUSTER_TOKEN")

  let contract: Contract
  let fixtures: Fixtures
  let options: TargetOptions
  let environment: [String: String]

  /// The source, and what was assumed about it; throws for a variable that an option names and that
  /// is not set.
  func find(
    _ base: BaseURL
  ) throws(Failure) -> (source: CredentialSource, assumptions: [String]) {
    for name in [options.tokenEnv, options.clientIDEnv, options.clientSecretEnv].compactMap({ $0 })
    where environment[name]?.isEmpty ?? true {
      throw .unusable(
        "the environment variable \(name), which an option names, is not set",
        remedy: "set it, or leave the option out")
    }
    guard contract.operations.contains(where: \.requiresCredential) else { return (.notNeeded, []) }
    let tokenName =
      options.tokenEnv ?? fixtures.credentials.token ?? Self.defaults.token ?? ""
    if let token = environment[tokenName], !token.isEmpty { return (.token(token), []) }
    let idName =
      options.clientIDEnv ?? fixtures.credentials.clientID ?? Self.defaults.clientID ?? ""
    let secretName =
      options.clientSecretEnv ?? fixtures.credentials.clientSecret ?? Self.defaults.clientSecret
      ?? ""
    guard let id = environment[idName], let secret = environment[secretName], !id.isEmpty,
      !secret.isEmpty
    else {
      return (
        .unavailable(
          Reason(
            code: "credentials-missing",
            message: "the contract asks for a token, and no credentials were given",
            remedy: "set \(idName) and \(secretName), or \(tokenName), in the environment")), []
      )
    }
    let flow = self.flow
    let given = options.tokenURL ?? fixtures.tokenURL
    guard let url = base.tokenURL(given, contract: flow?.tokenURL) else {
      return (
        .unavailable(
          Reason(
            code: "token-url-missing", message: "the contract names no token URL",
            remedy: "give --token-url, or `tokenUrl` in the fixtures")), []
      )
    }
    let client = ClientCredentials(
      clientID: id, clientSecret: secret, tokenURL: url, scopes: flow?.scopes ?? [])
    let isAssumed = given == nil && flow?.tokenURL?.hasPrefix("/") == false
    return (
      .client(client),
      isAssumed
        ? ["tokens are asked of the target itself, at the path of the contract's token URL: \(url)"]
        : []
    )
  }

  /// The client-credentials flow that the operations name.
  private var flow: Contract.SecurityScheme.OAuthFlow? {
    contract.securitySchemes.lazy.compactMap { scheme in
      guard case .oauth2(let flows) = scheme.kind else { return nil }
      return flows.first { $0.name == "clientCredentials" }
    }.first
  }
}
