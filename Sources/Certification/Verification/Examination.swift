package import Evidence
import Reports

/// What comes of a bundle's evidence when somebody else looks at it.
package struct Examination: Sendable {
  /// What is recorded and not so, the weightiest first.
  package var differences: [CaseDifference]
  package var assessment: Assessment
  /// The run as it was judged again.
  package var run: RecordedRun

  /// - Parameters:
  ///   - again: the cases as they were judged again, in the order of the record.
  ///   - deviations: in what the record is not of the plan.
  ///   - excluded: the operations that the declaration leaves out.
  ///   - problems: further grounds on which nothing can be certified.
  ///   - facts: what is known before the first request, worked out again.
  ///   - isSameJudge: whether it was judged as it was then, so that everything must be the same.
  package init(
    _ parts: BundleParts, again: [CaseResult], deviations: [CaseDifference],
    excluded: Set<String>, problems: [String], facts: RunFacts, isSameJudge: Bool
  ) {
    run = parts.run.with(again, facts: facts)
    assessment = Assessment(
      run, parts.profile, parts.declaration, parts.settings, excluded: excluded,
      selftest: parts.selftest, problems: problems)
    differences = deviations
    guard isSameJudge else { return }
    differences += zip(parts.run.results, again).compactMap { CaseDifference.between($0, $1) }
  }

  /// In what the certificate and the statement say something else than the evidence.
  package static func contradictions(
    _ parts: BundleParts, _ statement: Statement, _ assessment: Assessment, keyID: String
  ) -> [String] {
    let record = parts.record
    let run = parts.run
    let counts = run.tally.counts
    var lines: [String] = []
    func compare(_ isSame: Bool, _ what: String) {
      if !isSame { lines.append("the certificate's \(what) is not what the evidence comes to") }
    }
    compare(record.outcome == assessment.outcome, "outcome")
    compare(record.reasons == assessment.reasons, "list of reasons")
    compare(record.broken == assessment.broken, "list of broken promises")
    compare(record.coverage == assessment.coverage, "coverage")
    compare(
      record.passed == counts.passed && record.failed == counts.failed
        && record.inconclusive == counts.inconclusive && record.skipped == counts.skipped
        && record.warnings == counts.warnings, "count of cases")
    compare(
      record.issuedAt == run.facts.startedAt
        && record.validUntil == parts.profile.lastDay(from: record.issuedAt), "period")
    compare(record.keyID == keyID, "key")
    compare(record.selftest == parts.selftest, "kill rate")
    compare(
      record.profile == parts.profile.name && record.profileVersion == parts.profile.version
        && record.profileTitle == parts.profile.title, "profile")
    compare(
      record.contract == run.facts.contract && record.contractVersion == run.facts.contractVersion
        && record.target == run.facts.baseURL && record.toolVersion == run.facts.toolVersion
        && record.strictness == run.facts.strictness && record.vacuity == run.facts.vacuity
        && record.assumptions == run.facts.assumptions
        && record.contractDigest == run.facts.contractDigest, "description of the run")
    compare(record.declared == Self.declared(parts.profile, parts.declaration), "declaration")
    compare(record.options == Self.options(parts.profile, parts.declaration), "list of options")
    let lists = CaseLists(run.results)
    if statement.passed != lists.passed || statement.warned != lists.warned
      || statement.failed != lists.failed
      || statement.result != assessment.result(warnings: counts.warnings)
    {
      lines.append("the statement's tests are not those of the evidence")
    }
    return lines
  }

  /// What the certificate says of the vendor.
  package static func declared(
    _ profile: Profile, _ declaration: Declaration
  ) -> [CertificationRecord.Entry] {
    profile.declares.compactMap { item in
      declaration.statements[item.id].map {
        CertificationRecord.Entry(id: item.id, title: item.title, text: $0)
      }
    }
  }

  package static func options(
    _ profile: Profile, _ declaration: Declaration
  ) -> [CertificationRecord.Entry] {
    profile.options.map { item in
      CertificationRecord.Entry(
        id: item.id, title: item.title,
        text: declaration.withoutOptions.contains(item.id) ? "left out" : "implemented")
    }
  }
}

extension Profile {
  /// The last day on which a certificate of this moment holds.
  package func lastDay(from moment: Double) -> String {
    Timestamp.day(moment + Double(validity) * 86_400)
  }
}
