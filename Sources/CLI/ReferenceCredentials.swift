import Servers
import Suites

/// An id and secret for built-in servers that live only as long as the command.
struct ReferenceCredentials: Sendable {
  let id: String
  let secret: String

  static var random: ReferenceCredentials {
    func text() -> String {
      (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
    }
    return ReferenceCredentials(id: "muster", secret: text())
  }

  /// Of an honest server that asks for them.
  var configuration: ReferenceServer.Configuration {
    ReferenceServer.Configuration(clientID: id, clientSecret: secret)
  }

  /// The environment with them in the variables where they are looked for.
  func environment(
    _ variables: [String: String], names: Fixtures.CredentialNames, options: TargetOptions
  ) -> [String: String] {
    var variables = variables
    variables[options.clientIDEnv ?? names.clientID ?? "MUSTER_CLIENT_ID"] = id
    variables[options.clientSecretEnv ?? names.clientSecret ?? "MUSTER_CLIENT_SECRET"] = secret
    variables[options.tokenEnv ?? names.token ?? "MUSTER_TOKEN"] = nil
    return variables
  }
}
