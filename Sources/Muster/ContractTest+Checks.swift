import Checks
import Contracts
import Documents
import Evidence
import Inputs
import Reports
import Suites
import Transport

extension ContractTest {
  /// Throws for a setting out of its range.
  func checkSettings() throws(Failure) {
    try demand((1...1024).contains(jobs), "`jobs` is \(jobs)", "1 to 1024")
    try demand((0...20).contains(retries), "`retries` is \(retries)", "0 to 20")
    try demand(timeout > 0 && timeout <= 3600, "`timeout` is \(timeout)", "above 0, at most 3600")
    if let deadline {
      try demand(
        deadline > 0 && deadline <= 604_800, "`deadline` is \(deadline)", "above 0, at most 604800")
    }
    if let maxLatency {
      try demand(
        maxLatency > 0 && maxLatency <= 3600, "`maxLatency` is \(maxLatency)",
        "above 0, at most 3600")
    }
    if let maxCases {
      try demand(
        (1...10_000_000).contains(maxCases), "`maxCases` is \(maxCases)", "1 to 10000000")
    }
    if let requiredCoverage {
      try demand(
        (0...100).contains(requiredCoverage), "`requiredCoverage` is \(requiredCoverage)",
        "0 to 100")
    }
    if let tokenURL {
      try demand(
        ["/", "http://", "https://"].contains(where: tokenURL.hasPrefix),
        "`tokenURL` is \(tokenURL)", "a URL or a path that starts with /")
    }
    try checkHeaders()
    try checkNames()
  }

  private func demand(_ holds: Bool, _ what: String, _ range: String) throws(Failure) {
    guard !holds else { return }
    throw .unusable(what, remedy: "it must be \(range)")
  }

  private func checkHeaders() throws(Failure) {
    for (name, value) in headers {
      guard AddedField.isName(name), AddedField.isValue(value) else {
        throw .unusable(
          "`headers` has a name or value that no header field may have: `\(name)`",
          remedy: "take out blanks, line ends and control characters")
      }
      if AddedField.isCredential(name) {
        throw .unusable(
          "`headers` has \(name), which would go with the requests that must be refused without it, too",
          remedy: "give the token as MUSTER_TOKEN in `environment`")
      }
    }
  }

  /// Throws for an id that no check has: silence would be taken for a pass.
  private func checkNames() throws(Failure) {
    let known = Judgement.knownChecks
    for (name, ids) in [("checks", checks), ("skippedChecks", skippedChecks)] {
      for id in ids where !known.contains(id) {
        throw .unusable(
          "`\(name)` names no check: `\(id)`",
          remedy: Suggestion.nearest(to: id, among: known).map { "did you mean `\($0)`?" }
            ?? "`muster checks` lists them")
      }
    }
    if judgement.checkIDs.isEmpty {
      throw .unusable(
        "`checks` and `skippedChecks` leave no check, so everything would pass",
        remedy: "leave one of them out")
    }
  }

  /// What the settings say, for whoever judges.
  var judgement: Judgement {
    Judgement(
      strictness: strictness.ours, checks: checks, skippedChecks: skippedChecks,
      maxLatency: maxLatency, failsOnWarning: failsOnWarning, failsOnFlaky: failsOnFlaky,
      requiredCoverage: requiredCoverage.map { [CoverageDemand($0)] } ?? [])
  }

  /// What the settings say, for the planner.
  var choice: PlanChoice {
    PlanChoice(
      suites: suites, profile: profile, derive: intents.map { Set($0.map(\.ours)) },
      isSafe: isSafe, operations: operations, excludedOperations: excludedOperations, tags: tags,
      excludedTags: excludedTags, cases: cases, seed: seed, maxCases: maxCases)
  }

  var credentialNames: CredentialFinder.Names {
    CredentialFinder.Names(tokenURL: tokenURL, tokenURLName: "`tokenURL`")
  }

  func transport() throws(Failure) -> CurlTransport {
    do {
      return try CurlTransport(
        TransportConfiguration(
          maxConnections: jobs, caCertificate: certificateAuthorities,
          userAgent: "muster/\(Version.text)"))
    } catch {
      throw .unusable(error.message, remedy: error.remedy)
    }
  }
}

extension ContractTest.Strictness {
  fileprivate var ours: Checks.Strictness {
    switch self {
    case .lenient: .lenient
    case .standard: .standard
    case .strict: .strict
    }
  }
}

extension ContractTest.Intent {
  fileprivate var ours: Case.Intent {
    switch self {
    case .positive: .positive
    case .negative: .negative
    case .boundary: .boundary
    case .auth: .auth
    case .stateful: .stateful
    }
  }
}
