import Certification
import Contracts
import Evidence
import Glibc
import Inputs
import Reports
import Selftest

/// Puts together what a certification came to, and signs it.
enum Certifier {
  /// What is known before the record is judged again.
  struct Parts {
    let inputs: CertificationInputs
    let recording: CertifyingRun.Recording
    let keyID: String
    var selftest: CertificationRecord.Selftest?

    init(_ inputs: CertificationInputs, _ recording: CertifyingRun.Recording, keyID: String) {
      self.inputs = inputs
      self.recording = recording
      self.keyID = keyID
    }

    /// Whether anything may still be certified: of a target that failed nobody asks what else the plan
    /// would have noticed.
    var isWorthSelftest: Bool {
      !recording.run.summary.isInterrupted && assessment([]).outcome != .failed
    }

    func assessment(_ more: [String]) -> Assessment {
      let profile = inputs.profile.profile
      return Assessment(
        recording.run, profile, inputs.declaration, recording.settings,
        excluded: ProfileFile.excluded(
          recording.settings.excludedOperations, of: inputs.loaded.contract),
        selftest: selftest,
        problems: ProfileFile.problems(profile, inputs.fixtures) + more)
    }

    /// Takes over what the selftest came to.
    mutating func take(_ report: SelftestReport, into bundle: inout EvidenceBundle) throws {
      let minimum = inputs.profile.profile.selftest.minimum
      var report = report
      report.minKillRate = minimum
      let isMock = BuiltInSelftest.isMock(
        inputs.loaded.contract, wanted: inputs.profile.profile.selftest.isMock)
      var alarms = report.baseline.alarms
      if alarms.isEmpty, !report.baseline.isClean { alarms = ["its run did not come to its end"] }
      selftest = CertificationRecord.Selftest(
        killed: report.counts.killed, counted: report.counts.counted, minimum: minimum,
        server: isMock ? "mock" : "reference", alarms: alarms)
      bundle.replace(
        EvidenceBundle.Part.selftest, with: Array(try SelftestFormat.json.text(of: report).utf8))
    }
  }

  /// Writes the certificate into the bundle and signs it all; says what it says.
  ///
  /// What was recorded is judged again before: a bundle that nobody could verify certifies nothing.
  static func finish(
    _ bundle: inout EvidenceBundle, _ parts: Parts, _ key: SigningKey
  ) throws -> CertificationRecord {
    do {
      var record = try write(into: &bundle, parts, [], key)
      let problems = try problems(of: bundle)
      if !problems.isEmpty { record = try write(into: &bundle, parts, problems, key) }
      return record
    } catch let refusal as BundleRefusal {
      throw Failure(
        lines: ["muster: internal error: the bundle can't be made: \(refusal.message)"],
        code: ExitStatus.defect)
    }
  }

  /// Why whoever verifies the bundle would not come to the same.
  private static func problems(of bundle: EvidenceBundle) throws -> [String] {
    let parts = try BundleParts(bundle)
    let outcome: BundleJudge.Outcome
    do {
      outcome = try BundleJudge(parts).judge()
    } catch let refusal as BundleRefusal {
      return ["what was recorded can't be judged again: \(refusal.message)"]
    }
    let all =
      outcome.contradictions
      + outcome.examination.differences.map { "\($0.caseID): \($0.sentence)" }
    guard let first = all.first else { return [] }
    let more = all.count > 1 ? " (and \(all.count - 1) more)" : ""
    return ["what was recorded is not judged the same again: \(first)\(more)"]
  }

  private static func write(
    into bundle: inout EvidenceBundle, _ parts: Parts, _ problems: [String], _ key: SigningKey
  ) throws -> CertificationRecord {
    let record = record(parts, parts.assessment(problems))
    let run = parts.recording.run
    bundle.replace(EvidenceBundle.Part.record, with: CertificationRecord.file.bytes(record))
    let ledger = run.tally.ledger
    bundle.replace(
      EvidenceBundle.Part.page, with: Array(try CertificatePage.text(record, ledger).utf8))
    bundle.replace(
      EvidenceBundle.Part.summary, with: Array(CertificateMarkdown.text(record, ledger).utf8))
    bundle.replace(EvidenceBundle.Part.badge, with: Array(CertificateBadge.svg(record).utf8))
    try bundle.sign(
      with: key, result: parts.assessment(problems).result(warnings: run.tally.counts.warnings),
      cases: CaseLists(run.results))
    return record
  }

  private static func record(_ parts: Parts, _ assessment: Assessment) -> CertificationRecord {
    let run = parts.recording.run
    let profile = parts.inputs.profile.profile
    let counts = run.tally.counts
    var record = CertificationRecord()
    record.outcome = assessment.outcome
    record.reasons = assessment.reasons
    record.broken = assessment.broken
    record.coverage = assessment.coverage
    record.issuedAt = run.facts.startedAt
    record.validUntil = profile.lastDay(from: run.facts.startedAt)
    record.keyID = parts.keyID
    record.profile = profile.name
    record.profileVersion = profile.version
    record.profileTitle = profile.title
    record.profileDigest = parts.inputs.profileDigest
    record.contract = run.facts.contract
    record.contractVersion = run.facts.contractVersion
    record.contractDigest = run.facts.contractDigest ?? ""
    record.target = run.facts.baseURL
    record.strictness = run.facts.strictness
    record.declared = Examination.declared(profile, parts.inputs.declaration)
    record.options = Examination.options(profile, parts.inputs.declaration)
    record.passed = counts.passed
    record.failed = counts.failed
    record.inconclusive = counts.inconclusive
    record.skipped = counts.skipped
    record.warnings = counts.warnings
    record.selftest = parts.selftest
    record.vacuity = run.facts.vacuity
    record.assumptions = run.facts.assumptions
    record.toolVersion = run.facts.toolVersion
    record.toolDigest = Tool.digest
    record.platform = Tool.platform
    return record
  }
}

/// The program itself.
enum Tool {
  /// SHA-256 of the running program; empty where it can't be read.
  static var digest: String {
    guard let bytes = try? InputFile.read("/proc/self/exe", what: "the program") else { return "" }
    return Digest.sha256(bytes)
  }

  /// For instance `Linux x86_64`.
  static var platform: String {
    var name = utsname()
    guard uname(&name) == 0 else { return "an unknown system" }
    func text<Field>(_ field: Field) -> String {
      withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    return "\(text(name.sysname)) \(text(name.machine))"
  }
}
