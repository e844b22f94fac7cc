package import Evidence

/// Findings that a later run would know again as the same, in bounded memory.
package struct FindingGroups: Sendable {
  package struct Group: Sendable {
    package let fingerprint: FindingFingerprint
    package let first: Finding
    package internal(set) var count: Int
    /// The first case that showed it; nil for what the whole run showed.
    package let caseID: String?
    /// Its request as `curl` wants it; nil where nothing was sent.
    package let curl: String?
  }

  /// In the order of appearance.
  package private(set) var groups: [Group] = []
  /// Findings that no group could take.
  package private(set) var overflow = 0
  private var places: [FindingFingerprint: Int] = [:]
  private let limit: Int

  package init(limit: Int = 5_000) {
    self.limit = limit
  }

  package mutating func add(_ result: CaseResult) {
    for step in result.steps {
      for finding in step.findings {
        add(finding, step.fingerprint(of: finding), result, step)
      }
    }
  }

  /// Takes what the whole run showed.
  package mutating func add(_ findings: [Finding]) {
    for finding in findings {
      add(finding, FindingFingerprint(finding, status: nil), nil, nil)
    }
  }

  private mutating func add(
    _ finding: Finding, _ fingerprint: FindingFingerprint, _ result: CaseResult?,
    _ step: StepResult?
  ) {
    if let place = places[fingerprint] {
      groups[place].count += 1
    } else if groups.count < limit {
      places[fingerprint] = groups.count
      groups.append(
        Group(
          fingerprint: fingerprint, first: finding, count: 1, caseID: result?.id,
          curl: step.map { CurlCommand.text($0.exchange.request) }))
    } else {
      overflow += 1
    }
  }
}
