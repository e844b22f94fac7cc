package import Evidence
import Synchronization

/// The secrets that a run has met so far, and the redactor that knows them all.
package final class SecretVault: Sendable {
  private struct State {
    var secrets: [String] = []
    var redactor = Redactor(secrets: [])
  }

  private let state = Mutex(State())

  package init(_ secrets: [String] = []) {
    for secret in secrets { add(secret) }
  }

  package func add(_ secret: String) {
    state.withLock { state in
      guard !secret.isEmpty, !state.secrets.contains(secret) else { return }
      state.secrets.append(secret)
      state.redactor = Redactor(secrets: state.secrets)
    }
  }

  package var redactor: Redactor { state.withLock(\.redactor) }
}
