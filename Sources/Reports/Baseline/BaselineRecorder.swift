package import Evidence

/// Gathers what a run found, for `--update-baseline`, in bounded memory.
package struct BaselineRecorder: Sendable {
  /// What came of an update.
  package struct Update: Sendable, Hashable {
    package var entries: [Baseline.Entry]
    package var added: Int
    package var removed: Int
    /// New failures that the file has no room for.
    package var lost: Int
  }

  /// What a new entry says until somebody takes it over.
  package static let unexplained = "recorded by --update-baseline, not looked into yet"
  package static let unowned = "nobody yet"
  /// Days that a new entry holds.
  package static let days = 30

  /// Entries that one run may add.
  private static let limit = 10_000

  private let areWarningsRecorded: Bool
  private var new: [FindingFingerprint] = []
  private var seen: Set<FindingFingerprint> = []
  private var lost = 0

  /// Warnings are recorded where they fail the run.
  package init(areWarningsRecorded: Bool) {
    self.areWarningsRecorded = areWarningsRecorded
  }

  /// Takes an event whose known findings are marked.
  package mutating func record(_ event: RunEvent) {
    guard case .caseFinished(let result) = event else { return }
    for step in result.steps where result.verdict != .inconclusive {
      for finding in step.findings { record(finding, step.fingerprint(of: finding)) }
    }
  }

  /// Takes what the whole run showed.
  package mutating func record(_ findings: [Finding]) {
    for finding in findings {
      record(finding, FindingFingerprint(finding, status: nil))
    }
  }

  private mutating func record(_ finding: Finding, _ fingerprint: FindingFingerprint) {
    guard finding.known == nil, finding.severity == .failure || areWarningsRecorded,
      !seen.contains(fingerprint)
    else { return }
    guard new.count < Self.limit else {
      lost += 1
      return
    }
    seen.insert(fingerprint)
    new.append(fingerprint)
  }

  /// The baseline's entries without those that are stale, and the new ones. What has expired stays as
  /// it is: a new day is a decision.
  ///
  /// - Parameter day: the last one on which a new entry holds.
  package func update(_ baseline: Baseline, stale: [Baseline.Entry], until day: String) -> Update {
    let gone = Set(stale.map(\.fingerprint))
    let kept = baseline.entries.filter { !gone.contains($0.fingerprint) }
    let added = new.filter { baseline.entry($0) == nil }.map {
      Baseline.Entry(
        fingerprint: $0, reason: Self.unexplained, owner: Self.unowned, expires: day)
    }
    let sorted = (kept + added).sorted { left, right in
      let keys = [left, right].map { entry in
        [
          entry.fingerprint.operation, entry.fingerprint.check, entry.fingerprint.place ?? "",
          entry.fingerprint.detail, entry.fingerprint.id,
        ]
      }
      return keys[0].lexicographicallyPrecedes(keys[1])
    }
    return Update(
      entries: sorted, added: added.count, removed: baseline.entries.count - kept.count, lost: lost)
  }
}
