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

  /// Takes the place of what the user has for another target.
  func enter(_ environment: inout [String: String], _ names: Fixtures.CredentialNames) {
    environment[names.clientID ?? "MUSTER_CLIENT_ID"] = id
    environment[names.clientSecret ?? "MUSTER_CLIENT_SECRET"] = secret
    environment[names.token ?? "MUSTER_TOKEN"] = nil
    environment[names.expired ?? CredentialFinder.expiredDefault] = expiredToken
    environment[names.wrongScope?.variable ?? CredentialFinder.wrongScopeDefault] = nil
  }
}
