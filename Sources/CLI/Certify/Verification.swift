import Certification
import Evidence
import Inputs
import Reports

/// A bundle that is signed and whole, judged again.
struct Verification {
  let parts: BundleParts
  let judge: BundleJudge
  private let path: String
  private let statement: Statement
  private let keyID: String
  private let hasKey: Bool
  private let outcome: BundleJudge.Outcome
  private let contradictions: [String]
  private let count: Int

  /// Throws where the bundle is refused.
  init(_ path: String, key: VerifyingKey?) throws(Failure) {
    self.path = path
    let bundle = try BundleStore.read(path)
    hasKey = key != nil
    count = bundle.names.count
    do throws(BundleRefusal) {
      (statement, keyID) = try bundle.checked(by: key)
      parts = try BundleParts(bundle)
      judge = try BundleJudge(parts)
    } catch {
      throw BundleStore.refused(path, error)
    }
    outcome = try judge.judge()
    contradictions =
      outcome.contradictions
      + Examination.contradictions(
        parts, statement, outcome.examination.assessment, keyID: keyID)
      + Self.pages(bundle, parts)
  }

  /// Whether judging again came to what is recorded.
  var isSame: Bool { outcome.examination.differences.isEmpty && contradictions.isEmpty }

  /// Whether the pages say what the certificate does; only the same version knows how it writes them.
  private static func pages(_ bundle: EvidenceBundle, _ parts: BundleParts) -> [String] {
    guard parts.record.toolVersion == Version.text else { return [] }
    let ledger = parts.run.tally.ledger
    var lines: [String] = []
    for (name, text) in [
      (EvidenceBundle.Part.page, try? CertificatePage.text(parts.record, ledger)),
      (EvidenceBundle.Part.summary, CertificateMarkdown.text(parts.record, ledger)),
      (EvidenceBundle.Part.badge, CertificateBadge.svg(parts.record)),
    ] {
      guard let text else {
        lines.append("its member `\(name)` can't be written anew to be compared")
        continue
      }
      if bundle.members[name].map({ $0 == Array(text.utf8) }) != true {
        lines.append("its member `\(name)` is not what the certificate says")
      }
    }
    return lines
  }

  /// Says what was found; whether it certifies.
  func tell(today: String, profile path: String?) throws(Failure) -> Bool {
    let whose =
      hasKey ? "the key that was given" : "the bundle's own key, which says nothing of whose it is"
    say("signature", "by \(whose)", "(\(keyID))")
    say("digests", Plural.of(count, "file"), "as signed")
    if parts.record.toolVersion != Version.text {
      say(
        "pages", "not compared:",
        "written by muster \(TerminalText.escaped(parts.record.toolVersion))")
    }
    let differences = outcome.examination.differences
    say(
      differences.isEmpty ? "judged again" : "DIFFERS",
      "\(Plural.of(parts.run.results.count, "case")), \(Plural.of(outcome.exchanges, "exchange")):",
      differences.isEmpty
        ? "the same verdicts" : "\(Plural.of(differences.count, "difference"))")
    Self.say(
      CertificationSummary.list(
        differences.map { "  \($0.caseID): \($0.sentence)" }, noun: "difference"))
    Self.say(
      CertificationSummary.list(contradictions.map { "  \($0)" }, noun: "contradiction"))
    var isGood = isSame
    if let path { isGood = try tellProfile(path) && isGood }
    let record = parts.record
    guard isSame else {
      Self.say(["NOT VERIFIED  the evidence says something else than the certificate"])
      return false
    }
    Self.say([CertificationSummary.headline(record)])
    Self.say(CertificationSummary.reasons(record.reasons))
    if record.outcome == .failed {
      Self.say(
        CertificationSummary.list(
          record.broken.map { "  broken: \($0.id)" }, noun: "broken promise"))
    }
    if record.outcome == .certified, today > record.validUntil {
      Self.say(["EXPIRED  it held until \(record.validUntil)"])
      return false
    }
    return isGood && record.outcome == .certified
  }

  /// Whether it was certified by this very profile.
  private func tellProfile(_ path: String) throws(Failure) -> Bool {
    let file = try ProfileFile(path)
    let digest = try CertificationInputs.digest(of: file)
    guard digest != parts.record.profileDigest else {
      say("profile", "\(path)", "is the one")
      return true
    }
    say("DIFFERS", "the profile is not \(path):", "its digest is another one")
    return false
  }

  private func say(_ label: String, _ words: String...) {
    let padding = String(repeating: " ", count: max(1, 14 - label.utf8.count))
    Self.say(["\(label)\(padding)\(words.joined(separator: " "))"])
  }

  static func say(_ lines: [String]) {
    Terminal.output(lines.map { TerminalText.escaped($0) + "\n" }.joined())
  }
}
