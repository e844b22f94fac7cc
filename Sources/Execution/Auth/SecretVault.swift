import Documents
package import Evidence

/// The secrets that a run has met so far, and the redactor that knows them all.
package final class SecretVault: Sendable {
  private struct State {
    var secrets: [String] = []
    var redactor: Redactor
  }

  private let names: [String]
  private let state: Locked<State>

  /// - Parameter names: of header fields, query parameters and JSON members whose values are secret
  ///   whatever they are.
  package init(_ secrets: [String] = [], names: [String] = []) {
    self.names = names
    state = Locked(State(redactor: Redactor(secrets: [], names: names)))
    for secret in secrets { add(secret) }
  }

  package func add(_ secret: String) {
    let names = names
    state.withLock { state in
      guard !secret.isEmpty, !state.secrets.contains(secret) else { return }
      state.secrets.append(secret)
      state.redactor = Redactor(secrets: state.secrets, names: names)
    }
  }

  package var redactor: Redactor { state.withLock { $0.redactor } }
}
