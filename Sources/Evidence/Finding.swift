package import Documents

/// A violation of the contract by the target.
package struct Finding: Sendable, Hashable {
  package enum Severity: String, Sendable, CaseIterable {
    /// Shown in every report; changes no verdict.
    case warning
    /// Makes the case fail.
    case failure
  }

  /// The stable id of the check or assertion that found it.
  package var check: String
  package var severity: Severity
  /// The operation judged, for instance `GET /accounts`.
  package var operation: String
  /// What is wrong, in one sentence without a final full stop.
  package var message: String
  /// Where in the answer; nil when it is not about a place in a JSON body.
  package var pointer: JSONPointer?
  package var expected: String
  package var actual: String
  /// The line of the spec, overlay or suite that was broken.
  package var range: SourceRange?
  /// The keyword of the schema that was broken, in the contract's document; nil where no schema
  /// decides. Findings of one cause share it, wherever in their answers they stand.
  package var schema: JSONPointer?
  /// What the reader may do about it, where there is something better than mending the target.
  package var hint: String?
  /// The lines around `range`; nil where nobody has looked them up.
  package var excerpt: SourceExcerpt?
  /// Who answers for it, where a baseline lists it; nil where it is new.
  package var known: KnownFailure?

  package init(
    check: String, severity: Severity = .failure, operation: String, message: String,
    pointer: JSONPointer? = nil, expected: String, actual: String, range: SourceRange? = nil,
    schema: JSONPointer? = nil, hint: String? = nil, excerpt: SourceExcerpt? = nil,
    known: KnownFailure? = nil
  ) {
    self.check = check
    self.severity = severity
    self.operation = operation
    self.message = message
    self.pointer = pointer
    self.expected = expected
    self.actual = actual
    self.range = range
    self.schema = schema
    self.hint = hint
    self.excerpt = excerpt
    self.known = known
  }
}

/// The agreement to live with a finding for a while, as a baseline has it.
package struct KnownFailure: Sendable, Hashable {
  /// The fingerprint of the baseline's entry.
  package var fingerprint: String
  package var reason: String
  package var owner: String
  /// The last day on which it holds, for instance `2026-12-31`.
  package var expires: String

  package init(fingerprint: String, reason: String, owner: String, expires: String) {
    self.fingerprint = fingerprint
    self.reason = reason
    self.owner = owner
    self.expires = expires
  }
}
