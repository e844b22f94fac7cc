package import Documents
package import Evidence

/// The failures of a target that somebody agreed to live with for a while.
///
/// It changes what a failure means for the run, never what was found: a known failure stays a
/// failure in every report and says who answers for it.
package struct Baseline: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var fingerprint: FindingFingerprint
    package var reason: String
    package var owner: String
    /// The last day on which it holds, as `2026-12-31`.
    package var expires: String
    /// Where it is written.
    package var range: SourceRange?

    package init(
      fingerprint: FindingFingerprint, reason: String, owner: String, expires: String,
      range: SourceRange? = nil
    ) {
      self.fingerprint = fingerprint
      self.reason = reason
      self.owner = owner
      self.expires = expires
      self.range = range
    }

    /// `body-schema at GET /accounts (baseline.yaml:3:5)`.
    package var label: String {
      let place = range.map { " (\($0))" } ?? ""
      return "\(fingerprint.check) at \(fingerprint.operation)\(place)"
    }

    var known: KnownFailure {
      KnownFailure(
        fingerprint: fingerprint.id, reason: reason, owner: owner, expires: expires)
    }
  }

  package internal(set) var entries: [Entry] {
    didSet { places = Self.places(of: entries) }
  }
  /// The day of the run, as `2026-12-31`.
  package internal(set) var today: String
  /// Checks that the run does not ask: what they know can't be seen.
  package var silentChecks: Set<String>
  /// Whether the run plans a part of the cases only.
  package var isPartial: Bool
  private var places: [FindingFingerprint: Int]

  package init(
    _ entries: [Entry] = [], today: String, silentChecks: Set<String> = [], isPartial: Bool = false
  ) {
    self.entries = entries
    self.today = today
    self.silentChecks = silentChecks
    self.isPartial = isPartial
    places = Self.places(of: entries)
  }

  private static func places(of entries: [Entry]) -> [FindingFingerprint: Int] {
    Dictionary(
      entries.enumerated().map { ($1.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Days in this form compare as texts.
  private func isCurrent(_ entry: Entry) -> Bool { entry.expires >= today }

  /// Those that hold today.
  package var current: [Entry] { entries.filter(isCurrent) }
  /// Those whose day is over; they excuse nothing.
  package var expired: [Entry] { entries.filter { !isCurrent($0) } }

  package func entry(_ fingerprint: FindingFingerprint) -> Entry? {
    places[fingerprint].map { entries[$0] }
  }

  /// The finding with who answers for it, where an entry that holds lists it.
  package func marked(_ finding: Finding, status: Int?) -> Finding {
    guard let entry = entry(FindingFingerprint(finding, status: status)), isCurrent(entry) else {
      return finding
    }
    var marked = finding
    marked.known = entry.known
    return marked
  }

  /// The event with every known finding marked.
  package func marked(_ event: RunEvent) -> RunEvent {
    guard !entries.isEmpty else { return event }
    switch event {
    case .caseFinished(var result):
      for place in result.steps.indices where !result.steps[place].findings.isEmpty {
        let status = result.steps[place].exchange.response?.status
        result.steps[place].findings = result.steps[place].findings.map {
          marked($0, status: status)
        }
      }
      return .caseFinished(result)
    case .started, .finished: return event
    }
  }
}
