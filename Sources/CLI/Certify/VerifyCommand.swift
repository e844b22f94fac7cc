import ArgumentParser
import Certification
import Checks
import Contracts
import Evidence
import Inputs
import Reports

/// `muster verify`: whether a bundle is what it says, without having been there.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks an evidence bundle: signature, digests, and every verdict judged again.",
    discussion: """
      Nothing but the bundle is needed, and no network. Nothing is unpacked or written. With \
      --strictness or --spec it is told what the same answers would come to otherwise.

      Exit codes: 0 the bundle is genuine and certifies, 1 it does not certify, has expired, or its \
      evidence says something else than its certificate, 2 it is refused: not signed by the key, \
      changed, malformed, or the arguments can't be used.
      """)

  @Argument(help: ArgumentHelp("The bundle, an archive or a folder.", valueName: "bundle"))
  var bundle: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The issuer's public key. Without it only the bundle itself says who signed it.",
      valueName: "path"))
  var key: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The profile that it has to have been certified by: this very file and its suites.",
      valueName: "path"))
  var profile: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Also judge by another strictness: lenient, standard or strict.", valueName: "level"))
  var strictness: Strictness?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Also judge by another definition, for instance a newer one.", valueName: "path"))
  var spec: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "An overlay for --spec; may be given more than once.", valueName: "path"))
  var overlay: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Another bundle, verified too: what is different there.", valueName: "bundle"))
  var against: String?

  func validate() throws {
    if spec == nil, !overlay.isEmpty {
      throw ValidationError("--overlay refines the definition of --spec; give --spec as well")
    }
  }

  func run() async throws {
    let key = try self.key.map { (path) throws(Failure) in try KeyFile.verifying(path) }
    let verified = try Verification(bundle, key: key)
    var isGood = try verified.tell(
      today: try Clock.today(ProcessEnvironment.variables), profile: profile)
    if strictness != nil || spec != nil {
      isGood = try await tellOtherwise(verified) && isGood
    }
    if let against {
      let other = try Verification(against, key: key)
      let lines = BundleComparison(verified.parts, other.parts).lines
      say("", "Compared with \(against):")
      say(
        lines.isEmpty
          ? ["  nothing that counts is different"] : lines.map { "  \($0)" })
      if !other.isSame {
        say("NOT VERIFIED  \(against): its evidence says something else than its certificate")
        isGood = false
      }
    }
    if !isGood { throw ExitCode(ExitStatus.failed) }
  }

  /// What the answers come to by another definition or strictness.
  private func tellOtherwise(_ verified: Verification) async throws -> Bool {
    var change = BundleJudge.Change(strictness: strictness)
    if let spec {
      change.contract = try await SpecLoader(spec: spec, overlays: overlay).load()
    }
    let examination = try verified.judge.judge(change).examination
    let by = [spec.map { "by \($0)" }, strictness.map { "\($0.rawValue)" }].compactMap { $0 }
    say("", "Judged \(by.joined(separator: ", ")):")
    let changed = zip(verified.parts.run.results, examination.run.results).filter {
      $0.verdict != $1.verdict
    }
    let lines = changed.map { old, new in
      let why = new.failures.first.map { ": \($0.check), \($0.message)" } ?? ""
      return "  \(new.id): \(old.verdict.rawValue) → \(new.verdict.rawValue)\(why)"
    }
    say(CertificationSummary.list(lines, noun: "case"))
    let assessment = examination.assessment
    say(CertificationSummary.reasons(assessment.reasons))
    let isGood = assessment.outcome == .certified
    say(isGood ? "  it would be certified" : "  it would not be certified")
    return isGood
  }

  private func say(_ lines: String...) { say(lines) }

  private func say(_ lines: [String]) { Verification.say(lines) }
}
