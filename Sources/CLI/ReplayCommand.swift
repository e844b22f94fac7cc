import ArgumentParser
import Checks
import Contracts
import Documents
import Evidence
import Execution
import Inputs
import Reports
import Suites

/// `muster replay`: judges traffic that somebody else recorded.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Judges recorded traffic, an HTTP Archive (HAR 1.2).",
    discussion: """
      Every answer is judged by what the definition says of its operation and status; nothing is \
      sent. What was expected of a status is not known, so only its form is judged. Requests that \
      the definition has no operation for are skipped.

      Exit codes: 0 nothing breaks the contract, 1 something does, 2 the arguments or input files \
      can't be used, 3 nothing could be judged, 70 a defect of muster.
      """)

  @Argument(help: ArgumentHelp("The HTTP Archive, or - for stdin.", valueName: "har"))
  var archive: String

  @OptionGroup(title: "Definition") var spec: SpecOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where the API was: only requests below it are judged, and what it has for a path stands before those of the definition. Without it, the definition's own servers say.",
      valueName: "url"))
  var baseURL: String?

  @OptionGroup(title: "Judgement and reports") var reporting: ReportingOptions
  @OptionGroup(title: "Config") var config: ConfigOptions

  func run() async throws {
    let (loaded, digest) = try await spec.loadWithDigest()
    if !reporting.quiet { Terminal.show(loaded.diagnostics) }
    try reporting.judgement.checkNames()
    let base = try baseURL.map { (text) throws(Failure) in try BaseURL(text) }
    let entries = try read()
    let clock = try Clock.run(ProcessEnvironment.variables)
    let date = clock.reportedDate ?? clock.date()
    let baseline = try reporting.loadBaseline(date: date, isPartial: true)
    let quarantine = try reporting.quarantine.load(date: date)
    let judgement = reporting.judgement.choice
    let judge = try judgement.judge(
      loaded, latency: try judgement.latency(loaded.contract, Fixtures()))
    let outputs = try RunOutputs(
      reporting, baseline: baseline, quarantine: quarantine,
      inputs: [spec.spec] + spec.overlay + [archive])
    var facts = RunFacts(
      loaded, digest: digest, base: base?.text ?? "", plan: Plan(cases: PlanCases([])),
      specFiles: [spec.spec] + spec.overlay, strictness: reporting.strictness, seed: 0,
      startedAt: clock.reportedDate ?? clock.date(), assumptions: [],
      command: RepeatedRun.words(CommandLine.arguments))
    facts.plannedCases = entries.count
    let texts = SourceTexts(of: loaded)
    // Of a stranger's traffic nothing is known to be secret but what always is.
    let redactor = Redactor(secrets: [])
    func tell(_ event: RunEvent) {
      outputs.handle(texts.filled(redactor.redacted(event)) { redactor })
    }
    tell(.started(facts))
    let traffic = RecordedTraffic(judge: judge, contract: loaded.contract, base: base)
    for (number, entry) in entries.enumerated() {
      tell(.caseFinished(traffic.result(entry, number: number + 1)))
    }
    tell(.finished(RunSummary(duration: 0, requests: entries.count)))
    let code = outputs.close()
    if code != 0 { throw ExitCode(code) }
  }

  private func read() throws(Failure) -> [HARReader.Entry] {
    let isInput = archive == "-"
    let bytes =
      isInput
      ? try InputFile.readStandardInput() : try InputFile.read(archive, what: "the HTTP Archive")
    do {
      return try HARReader.read(bytes, file: SourceFile(name: isInput ? "<stdin>" : archive))
    } catch {
      throw Failure(error)
    }
  }
}
