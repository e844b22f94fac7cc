package import Documents

/// A kind of difference between two contracts.
package struct ChangeKind: Sendable, Hashable {
  package enum Severity: String, Sendable, CaseIterable {
    /// A client that kept to the old contract may fail.
    case breaking
    case nonBreaking = "non-breaking"
    /// Worth knowing; whether clients are hurt the contract doesn't tell.
    case info
  }

  /// Stable kebab-case identifier.
  package let id: String
  package let severity: Severity
  /// Why it is what it is, in one sentence without a final full stop.
  package let explanation: String

  init(_ id: String, _ severity: Severity, _ explanation: String) {
    self.id = id
    self.severity = severity
    self.explanation = explanation
  }
}

/// One difference between two contracts.
package struct ContractChange: Sendable {
  package var kind: ChangeKind
  /// What changed, in one sentence without a final full stop.
  package var message: String
  /// In the old definition; nil for what is only in the new one.
  package var old: SourceRange?
  package var new: SourceRange?
  /// The operations that it touches, in the order of the file; empty where it is about none.
  package var operations: [Contract.Operation.ID]

  package init(
    _ kind: ChangeKind, _ message: String, old: SourceRange? = nil, new: SourceRange? = nil,
    operations: [Contract.Operation.ID] = []
  ) {
    self.kind = kind
    self.message = message
    self.old = old
    self.new = new
    self.operations = operations
  }
}

/// Which way data travels, which decides what hurts a client.
enum DataDirection: String {
  /// From client to target: what was accepted must stay accepted.
  case request
  /// From target to client: nothing may come that did not come before.
  case response
}
