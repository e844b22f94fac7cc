import Checks
import Contracts
import Documents
import Inputs
import Reports
import Schemas
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
    if let rate {
      try demand(rate > 0 && rate <= 1e6, "`rate` is \(rate)", "above 0, at most 1000000")
    }
    try demand((0...1000).contains(maxShrinks), "`maxShrinks` is \(maxShrinks)", "0 to 1000")
    if let requiredCoverage {
      try demand(
        (0...100).contains(requiredCoverage), "`requiredCoverage` is \(requiredCoverage)",
        "0 to 100")
    }
    if let tokenURL {
      try demand(
        ["/", "http://", "https://"].contains(where: tokenURL.hasPrefix),
        "`tokenURL` is `\(URIReference(tokenURL).shown)`", "a URL or a path that starts with /")
    }
    try checkHeaders()
  }

  private func demand(_ holds: Bool, _ what: String, _ range: String) throws(Failure) {
    guard !holds else { return }
    throw .unusable(what, remedy: "it must be \(range)")
  }

  private func checkHeaders() throws(Failure) {
    var names: Set<String> = []
    for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
      guard names.insert(name.lowercased()).inserted else {
        throw .unusable(
          "`headers` has \(name) twice", remedy: "names are the same in upper and lower case")
      }
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

  /// The command that sends the same, for reports that say how a case is repeated. Added headers, whose values
  /// may be secret, the token's address, pace and limits of time are not in it.
  var command: [String] {
    var words = ["muster", "run", spec, "--base-url", baseURL]
    func add(_ option: String, _ values: [String]) {
      for value in values { words += [option, value] }
    }
    func add(_ option: String, if isSet: Bool) {
      if isSet { words.append(option) }
    }
    add("--overlay", overlays)
    add("--allow-ref-folder", allowedFolders)
    add("--allow-remote-refs", if: allowsRemoteReferences)
    add("--fixtures", [fixtures].compactMap { $0 })
    add("--suite", suites)
    add("--profile", [profile].compactMap { $0 })
    if let intents {
      let names = intents.map(\.rawValue).sorted().joined(separator: ",")
      add("--derive", [names.isEmpty ? "none" : names])
    }
    add("--safe", if: isSafe)
    add("--operation", operations)
    add("--exclude-operation", excludedOperations)
    add("--tag", tags)
    add("--exclude-tag", excludedTags)
    add("--max-cases", maxCases.map { ["\($0)"] } ?? [])
    if seed != 0 { add("--seed", ["\(seed)"]) }
    if strictness != .standard { add("--strictness", [strictness.rawValue]) }
    add("--check", checks)
    add("--skip-check", skippedChecks)
    add("--ca-cert", [certificateAuthorities].compactMap { $0 })
    add("--insecure", if: acceptsAnyCertificate)
    return words
  }

  var credentialNames: CredentialFinder.Names {
    CredentialFinder.Names(tokenURL: tokenURL, tokenURLName: "`tokenURL`")
  }

  func transport() throws(Failure) -> CurlTransport {
    do {
      return try CurlTransport(
        TransportConfiguration(
          maxConnections: jobs, insecure: acceptsAnyCertificate,
          caCertificate: certificateAuthorities,
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
