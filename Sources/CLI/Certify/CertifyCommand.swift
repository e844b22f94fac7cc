import ArgumentParser
import Certification
import Evidence
import Inputs
import Reports
import Selftest
import Suites

/// `muster certify`: a run of which somebody who was not there can be convinced.
struct CertifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certify",
    abstract: "Runs a certification profile and writes a signed bundle of all evidence.",
    discussion: """
      Runs the suites of the profile against the target, tries the very same plan on a built-in server \
      and its faults, judges what was recorded once more, and writes everything into one bundle, \
      signed. `muster verify` checks such a bundle without a network. The bundle is written also where \
      nothing is certified, and says why.

      Exit codes: 0 certified, 1 the target broke the contract or did not show what the profile \
      demands, 2 the arguments or input files can't be used, 3 not certifiable: something was left \
      out, was tried again, could not be judged, or is not noticed by the plan, 70 a defect of muster, \
      130 interrupted.
      """)

  @OptionGroup(title: "Definition") var spec: SpecOptions

  @Option(
    name: .long,
    help: ArgumentHelp("What has to be shown, a profile's file.", valueName: "path"))
  var profile: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the target has and lacks: ids, bodies, credential names.", valueName: "path"))
  var fixtures: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the vendor declares: who it is, and the options that are left out.", valueName: "path"))
  var declaration: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The private key to sign with, as muster keygen writes it.", valueName: "path"))
  var key: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where the bundle is written: an archive where it ends in .tar.gz, .tgz or .tar, else a folder. Must not be there yet.",
      valueName: "path"))
  var output: String

  @Flag(name: .long, help: "Print the outcome only.")
  var quiet = false

  @OptionGroup(title: "Target") var target: TargetOptions
  @OptionGroup(title: "Pacing") var pacing: PacingOptions

  func run() async throws {
    let key = try KeyFile.signing(self.key)
    try BundleStore.checkFree(output)
    let inputs = try await CertificationInputs(
      spec: spec, profile: profile, fixtures: fixtures, declaration: declaration, target: target)
    let selftest = try inputs.selftest()
    note("running \(Plural.of(inputs.plan.cases.count, "case")) of the profile")
    let recording = try await CertifyingRun(inputs, target, pacing).record()
    var bundle = recording.bundle
    var parts = Certifier.Parts(inputs, recording, keyID: key.verifyingKey.id)
    if parts.isWorthSelftest {
      note("trying the same plan on faults of a built-in server")
      let report = try await selftest.run(SelftestProgress(isShown: false))
      if report.isInterrupted {
        throw Failure(
          lines: ["muster: error: interrupted; no bundle was written"],
          code: ExitStatus.interrupted)
      }
      try parts.take(report, into: &bundle)
    }
    note("judging what was recorded once more")
    let record = try Certifier.finish(&bundle, parts, key)
    try BundleStore.write(bundle, to: output, moment: record.issuedAt)
    Terminal.output(CertificationSummary.text(record, output: output))
    let code = record.outcome.exitCode(isInterrupted: recording.run.summary.isInterrupted)
    if code != 0 { throw ExitCode(code) }
  }

  private func note(_ text: String) {
    if !quiet { Terminal.error("muster: \(text)") }
  }
}

extension CertificationOutcome {
  func exitCode(isInterrupted: Bool = false) -> Int32 {
    if isInterrupted { return ExitStatus.interrupted }
    return switch self {
    case .certified: 0
    case .failed: ExitStatus.failed
    case .notCertifiable: ExitStatus.inconclusive
    }
  }
}
