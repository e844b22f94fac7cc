package import Evidence
import Reports
import Documents
import Suites

/// What a run means for a certification. Pure: whoever has the evidence comes to the same.
package struct Assessment: Sendable {
  package var outcome = CertificationOutcome.certified
  package var reasons: [String] = []
  package var broken: [ObligationOutcome] = []
  package var coverage: [CertificationRecord.Coverage] = []

  /// What the statement says of it.
  package func result(warnings: Int) -> Statement.Result {
    outcome != .certified ? .failed : warnings > 0 ? .warned : .passed
  }

  /// - Parameters:
  ///   - excluded: the operations that the declaration leaves out.
  ///   - selftest: nil where it was not measured.
  ///   - problems: further grounds on which nothing can be certified.
  package init(
    _ run: RecordedRun, _ profile: Profile, _ declaration: Declaration, _ settings: RunSettings,
    excluded: Set<String>, selftest: CertificationRecord.Selftest?, problems: [String]
  ) {
    let ledger = run.tally.ledger.entries.filter { entry in
      !excluded.contains(entry.fact.subject)
        && (entry.fact.witnesses.isEmpty || !excluded.isSuperset(of: entry.fact.witnesses))
    }
    broken = ledger.map(\.outcome).filter { $0.state == .failed }
    coverage = Self.coverage(ledger, profile)
    let shortfalls = Self.shortfalls(ledger, coverage, profile)
    // What a run did not come to shows nothing about the target.
    let isWhole = Self.isWhole(run)
    let failures = Self.failures(run) + (isWhole ? shortfalls : [])
    let obstacles =
      Self.obstacles(run, settings, excluded: excluded)
      + Self.formalities(profile, declaration)
      + Self.weakness(selftest, isJudged: failures.isEmpty) + problems + (isWhole ? [] : shortfalls)
    reasons = failures + obstacles
    outcome = !failures.isEmpty ? .failed : obstacles.isEmpty ? .certified : .notCertifiable
  }

  private static func coverage(
    _ ledger: [Ledger.Entry], _ profile: Profile
  ) -> [CertificationRecord.Coverage] {
    func line(_ name: String, _ kind: ObligationFact.Kind?, _ entries: [Ledger.Entry])
      -> CertificationRecord.Coverage
    {
      CertificationRecord.Coverage(
        kind: name, discharged: entries.count { $0.outcome.state == .discharged },
        failed: entries.count { $0.outcome.state == .failed },
        notReached: entries.count { $0.outcome.state == .notReached },
        demanded: profile.coverage.first { $0.kind == kind }?.percent)
    }
    var lines = ObligationFact.Kind.allCases.map { kind in
      line(kind.rawValue, kind, ledger.filter { $0.fact.kind == kind })
    }
    lines.removeAll { $0.total == 0 && $0.demanded == nil }
    return lines + [line("all", nil, ledger.filter { $0.fact.kind.isOwed })]
  }

  /// Whether every planned case spoke about the target.
  private static func isWhole(_ run: RecordedRun) -> Bool {
    !run.summary.isInterrupted && run.summary.endedEarly == nil
      && run.tally.counts.inconclusive == 0
  }

  /// What the target broke.
  private static func failures(_ run: RecordedRun) -> [String] {
    var policy = run.policy
    policy.requiredCoverage = []
    policy.baseline = nil
    return run.tally.outcome(under: policy).obstacles.compactMap { obstacle -> String? in
      switch obstacle {
      case .failedCases, .warnings, .unshown: obstacle.sentence
      default: nil
      }
    }
  }

  /// What is demanded and was not shown.
  private static func shortfalls(
    _ ledger: [Ledger.Entry], _ coverage: [CertificationRecord.Coverage], _ profile: Profile
  ) -> [String] {
    var reasons: [String] = []
    for line in coverage {
      guard let demanded = line.demanded,
        Double(line.discharged) * 100 < demanded * Double(line.total) || line.total == 0
      else { continue }
      reasons.append(
        "\(line.discharged) of \(Plural.of(line.total, "promise")) of the kind \(line.kind) discharged,"
          + " and \(Numbers.percent(demanded)) are demanded")
    }
    let required = ledger.filter { entry in
      entry.outcome.state != .discharged && profile.requires(entry.fact.id)
    }
    reasons += profile.required.filter { pattern in
      !ledger.contains { Glob(pattern).matches($0.fact.id) }
    }.map { "the contract promises nothing that `\($0)` means, which is required" }
    reasons += list(
      required.map { entry in
        "\(entry.fact.id) is \(entry.outcome.state == .failed ? "broken" : "not shown")"
      }, more: "more required promises are not discharged")
    return reasons
  }

  /// What a certifying run must not have.
  private static func obstacles(
    _ run: RecordedRun, _ settings: RunSettings, excluded: Set<String>
  ) -> [String] {
    var reasons: [String] = []
    if run.summary.isInterrupted { reasons.append("the run was interrupted") }
    if let early = run.summary.endedEarly {
      reasons.append("the run ended before its plan did: \(early.message)")
    }
    if run.policy.baseline != nil {
      reasons.append("the run had a baseline of known failures")
    }
    if settings.isInsecure {
      reasons.append("the target's certificate was not checked (--insecure)")
    }
    if run.facts.plannedCases != run.results.count {
      reasons.append(
        "\(run.results.count) of \(Plural.of(run.facts.plannedCases, "planned case")) are there")
    }
    if run.tally.counts.judged == 0 { reasons.append("no case was judged") }
    reasons += list(
      run.results.filter { $0.verdict == .inconclusive }.map {
        "\($0.id) could not be judged: \($0.reason?.message ?? "nobody knows why")"
      }, more: "more cases could not be judged")
    reasons += list(
      run.results.filter { isSkipped($0, excluded: excluded) }.map {
        "\($0.id) was not run: \($0.reason?.message ?? "nobody knows why")"
      }, more: "more cases were not run")
    reasons += list(
      run.results.filter(isFlaky).map { "\($0.id) needed more than one attempt of a request" },
      more: "more cases needed more than one attempt")
    return reasons
  }

  /// What is not run because there is nothing to run it with is no omission, nor is what the vendor
  /// declares not to have.
  private static func isSkipped(_ result: CaseResult, excluded: Set<String>) -> Bool {
    guard result.verdict == .skipped, let reason = result.reason else {
      return result.verdict == .skipped
    }
    if reason.code.hasPrefix("nothing-to-") { return false }
    return !(reason.code == "filtered" && !excluded.isEmpty)
  }

  /// A token that was refused is asked for anew; anything else that is tried again was not steady.
  private static func isFlaky(_ result: CaseResult) -> Bool {
    result.steps.contains { step in
      step.exchange.attempts.dropLast().contains { attempt in
        if case .response(let response) = attempt.outcome { return response.status != 401 }
        return true
      }
    }
  }

  private static func formalities(_ profile: Profile, _ declaration: Declaration) -> [String] {
    declaration.missing(for: profile).map { "the vendor does not declare `\($0.id)` (\($0.title))" }
  }

  private static func weakness(
    _ selftest: CertificationRecord.Selftest?, isJudged: Bool
  ) -> [String] {
    guard let selftest else {
      // Of a target that failed, nobody asks what else the plan would have noticed.
      return isJudged ? ["what the plan notices was not measured"] : []
    }
    if selftest.isEnough { return [] }
    if let alarm = selftest.alarms.first {
      return [
        "the plan fails the faultless built-in server, so that its kills mean nothing: \(alarm)"
      ]
    }
    return [
      "the plan notices \(selftest.killed) of \(Plural.of(selftest.counted, "fault")) of the"
        + " built-in server, and \(Numbers.percent(selftest.minimum)) are demanded"
    ]
  }

  private static let listLimit = 50

  private static func list(_ sentences: [String], more: String) -> [String] {
    guard sentences.count > listLimit else { return sentences }
    return Array(sentences.prefix(listLimit)) + ["\(sentences.count - listLimit) \(more)"]
  }
}

extension Profile {
  /// Whether an obligation has to be discharged.
  func requires(_ id: String) -> Bool { required.contains { Glob($0).matches(id) } }
}
