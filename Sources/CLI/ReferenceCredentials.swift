import Contracts
import Inputs
import Servers
import Suites

/// What built-in servers that live only as long as the command let in, or would no longer.
struct ReferenceCredentials: Sendable {
  let id: String
  let secret: String
  let expiredToken: String

  static var random: ReferenceCredentials {
    func text() -> String {
      (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
    }
    return ReferenceCredentials(id: "muster", secret: text(), expiredToken: text())
  }

  /// Of an honest server that asks for them.
  var configuration: ReferenceServer.Configuration {
    var configuration = ReferenceServer.Configuration(clientID: id, clientSecret: secret)
    configuration.expiredToken = expiredToken
    return configuration
  }

  /// What a mock lets in. Where tokens are asked for at a token endpoint, no other token is good.
  var ofMock: MockCredentials {
    var credentials = MockCredentials()
    credentials.token = token
    credentials.user = "muster"
    credentials.password = secret
    credentials.key = secret
    credentials.clientID = id
    credentials.clientSecret = secret
    return credentials
  }

  private var token: String { "token-" + secret }

  /// Takes the place of what the user has for another target, for every scheme of a contract.
  func enter(
    _ environment: inout [String: String], _ names: Fixtures.CredentialNames, of contract: Contract
  ) {
    enter(&environment, names)
    let isAskedFor = contract.securitySchemes.contains { scheme in
      guard case .oauth2(let flows) = scheme.kind else { return false }
      return flows.contains { $0.name == "clientCredentials" }
    }
    if !isAskedFor { environment[names.token ?? "MUSTER_TOKEN"] = token }
    let mock = ofMock
    let schemes = names.schemes.values
    for name in ["MUSTER_USER"] + schemes.compactMap(\.user) { environment[name] = mock.user }
    for name in ["MUSTER_PASSWORD"] + schemes.compactMap(\.password) {
      environment[name] = mock.password
    }
    for name in ["MUSTER_API_KEY"] + schemes.compactMap(\.key) { environment[name] = mock.key }
  }

  /// Takes the place of what the user has for another target.
  func enter(_ environment: inout [String: String], _ names: Fixtures.CredentialNames) {
    environment[names.clientID ?? "MUSTER_CLIENT_ID"] = id
    environment[names.clientSecret ?? "MUSTER_CLIENT_SECRET"] = secret
    environment[names.token ?? "MUSTER_TOKEN"] = nil
    environment[names.expired ?? CredentialFinder.expiredDefault] = expiredToken
    environment[names.wrongScope?.variable ?? CredentialFinder.wrongScopeDefault] = nil
  }
}
