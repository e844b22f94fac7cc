package import Documents
package import Evidence

/// The cases that somebody agreed to see fail now and then for a while, because they are flaky.
///
/// It changes what a failure means for the run, never what was found; and a case that could not be
/// judged stays so.
package struct Quarantine: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    /// A case's id, or a pattern over ids with `*` and `?`.
    package var pattern: String
    package var reason: String
    package var owner: String
    /// The last day on which it holds, as `2026-12-31`.
    package var expires: String
    /// Where it is written.
    package var range: SourceRange?

    package init(
      pattern: String, reason: String, owner: String, expires: String, range: SourceRange? = nil
    ) {
      self.pattern = pattern
      self.reason = reason
      self.owner = owner
      self.expires = expires
      self.range = range
    }

    /// `derived:GET /accounts:ok (quarantine.yaml:3:3)`.
    package var label: String { pattern + (range.map { " (\($0))" } ?? "") }

    var known: KnownFailure {
      KnownFailure(
        fingerprint: "quarantine:\(pattern)", reason: reason, owner: owner, expires: expires)
    }
  }

  package internal(set) var entries: [Entry]
  /// The day of the run, as `2026-12-31`.
  package internal(set) var today: String

  package init(_ entries: [Entry] = [], today: String) {
    self.entries = entries
    self.today = today
  }

  /// Days in this form compare as texts.
  package var expired: [Entry] { entries.filter { $0.expires < today } }

  /// The entry that holds today for a case; an id names its case whatever characters it has.
  package func entry(of id: String) -> Entry? {
    let current = entries.lazy.filter { $0.expires >= today }
    return current.first { $0.pattern == id } ?? current.first { Glob($0.pattern).matches(id) }
  }

  /// The event, with who answers for it where it is a case of the list that failed or was flaky.
  package func marked(_ event: RunEvent) -> RunEvent {
    guard !entries.isEmpty, case .caseFinished(var result) = event,
      result.verdict == .failed || result.isFlaky, let known = entry(of: result.id)?.known
    else { return event }
    result.quarantine = known
    for step in result.steps.indices {
      for finding in result.steps[step].findings.indices
      where result.verdict == .failed && result.steps[step].findings[finding].known == nil
        && result.steps[step].findings[finding].severity == .failure
      {
        result.steps[step].findings[finding].known = known
      }
    }
    return .caseFinished(result)
  }
}
