import ArgumentParser
import Documents
import Evidence
import Execution
import Inputs
import Reports

/// By what merged shards are judged, and where they are reported.
struct MergeOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Write a report: \(AllReporters.formats.map(\.id).joined(separator: ", ")); may be given more than once.",
      valueName: "format=path"))
  var report: [String] = []

  @Option(
    name: .long,
    help: "What stdout shows: text, or the json report (docs/events.md).")
  var format = ReportingOptions.OutputFormat.text

  @Option(
    name: .long,
    help: ArgumentHelp("Elements of a JUnit report, as for run.", valueName: "flavor"))
  var junitFlavor = JUnitFlavor.plain

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("As for run, besides what the shards were run with.", valueName: "what"))
  var failOn: [JudgementOptions.FailOn] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("As for run, in the place of the shards' own.", valueName: "percent"))
  var requireCoverage: [String] = []

  @OptionGroup var baseline: BaselineOptions
  @OptionGroup var quarantine: QuarantineOptions

  @Flag(name: .long, help: "Print failures and the verdict only.")
  var quiet = false

  @Flag(name: .long, help: "Print a line for every case.")
  var verbose = false

  @Flag(name: .long, help: "No colours, as NO_COLOR in the environment.")
  var noColor = false

  func validate() throws {
    try JudgementOptions.checkCoverage(requireCoverage)
    if format == .json, quiet || verbose {
      throw ValidationError("--quiet and --verbose are about text, not --format json")
    }
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    try ReportingOptions.check(report)
  }

  func setup(_ policy: RunPolicy, inputs: [String]) -> RunOutputs.Setup {
    RunOutputs.Setup(
      policy: policy, report: report, junitFlavor: junitFlavor, format: format,
      mode: quiet ? .quiet : verbose ? .verbose : .normal,
      style: ReportingOptions.style(noColor: noColor, environment: ProcessEnvironment.variables),
      updatedBaseline: baseline.updateBaseline ? baseline.baseline : nil,
      inputs: inputs + [baseline.baseline, quarantine.quarantine].compactMap { $0 })
  }

  /// That of the shards, with what is given here.
  func policy(of files: [ShardFile], _ shards: ShardSet) throws(Failure) -> RunPolicy {
    guard let first = files.first else { return RunPolicy() }
    var policy = try first.policy()
    for file in files.dropFirst() where try file.policy() != policy {
      throw .unusable(
        "\(TerminalText.escaped(file.path)) is judged by other rules than"
          + " \(TerminalText.escaped(first.path))",
        remedy:
          "run all shards with the same --fail-on, --require-coverage, --baseline and --quarantine")
    }
    if failOn.contains(.warning) { policy.failOnWarning = true }
    if failOn.contains(.flaky) { policy.failOnFlaky = true }
    if !requireCoverage.isEmpty {
      policy.requiredCoverage = requireCoverage.compactMap { CoverageDemand(parsing: $0) }
    }
    let clock = try Clock.run(ProcessEnvironment.variables)
    let date = clock.reportedDate ?? clock.date()
    if let list = try quarantine.load(date: date) { policy.quarantine = list }
    let shard = first.facts?.shard
    if let entries = try baseline.entries() {
      policy.baseline = Baseline(
        entries, today: Timestamp.day(date), silentChecks: Set(shard?.silentChecks ?? []),
        isPartial: shard?.isPartial ?? false)
    }
    if failOn.contains(.new), policy.baseline == nil {
      throw .unusable(
        "--fail-on new needs --baseline, which says what is not new", remedy: "give --baseline")
    }
    return policy
  }
}
