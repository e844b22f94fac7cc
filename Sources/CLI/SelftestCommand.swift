import ArgumentParser
import Contracts
import Inputs
import Reports
import Selftest
import Suites

/// `muster selftest`: what a suite notices of known faults.
struct SelftestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "selftest",
    abstract: "Runs a suite against a faultless server and against every fault of it.",
    discussion: """
      The server is the built-in reference server for the founding contract, and a mock for any other. \
      Says which faults the suite notices (kills), by which checks, and which it does not. Exit \
      codes: 0; 1 when fewer faults are killed than --min-kill-rate demands; 2 when the suite raises \
      an alarm about the faultless server, so that its kills mean nothing, when no fault was tried, \
      or when the arguments or input files can't be used; 70 a defect of muster, also where a report \
      can't be written; 130 interrupted, with the report of what ran.
      """)

  @OptionGroup(title: "Definition") var spec: SpecOptions
  @OptionGroup(title: "Plan") var plan: PlanOptions
  @OptionGroup(title: "Judgement") var judgement: JudgementOptions
  @OptionGroup(title: "Faults and reports") var options: SelftestOptions

  @OptionGroup(title: "Config") var config: ConfigOptions

  func validate() throws {
    if judgement.failOn.contains(.new) {
      throw ValidationError("--fail-on new needs a baseline, which a selftest has none of")
    }
  }

  func run() async throws {
    let loaded = try await spec.load()
    let fixtures = try plan.loadFixtures()
    let isMock = BuiltInSelftest.isMock(loaded.contract, wanted: options.mock)
    let credentials = ReferenceCredentials.random
    var environment = ProcessEnvironment.variables
    if isMock {
      credentials.enter(&environment, fixtures.credentials, of: loaded.contract)
    } else {
      credentials.enter(&environment, fixtures.credentials)
    }
    let targetOptions = try TargetOptions.parse(["--reference", "--timeout", "\(options.timeout)"])
    let made = try plan.plan(loaded, fixtures, targetOptions, environment: environment).plan
    Terminal.show(loaded.diagnostics + made.diagnostics)
    try judgement.checkNames()
    var judgement = judgement.choice
    let latency = try judgement.latency(
      loaded.contract, fixtures, atMost: made.tightening.latency)
    try checkOutputs()
    judgement.adapt(to: made)
    let selftest = BuiltInSelftest(
      spec: spec, loaded: loaded, fixtures: fixtures, plan: made, seed: plan.seed,
      judgement: judgement, latency: latency, credentials: credentials, environment: environment,
      isMock: isMock, faults: options.fault, timeout: options.timeout, jobs: options.jobs,
      isComplete: options.complete)
    let progress = SelftestProgress(
      isShown: options.progress == .auto && Terminal.errorIsTerminal)
    var report = try await selftest.run(progress)
    report.minKillRate = options.minKillRate.flatMap(JudgementOptions.percent)
    try give(report)
    let code = report.verdict.exitCode
    if code != 0 { throw ExitCode(code) }
  }

  // MARK: Reports

  private var inputs: [String] {
    [spec.spec] + spec.overlay + plan.suite + [plan.fixtures].compactMap { $0 }
  }

  /// A report never overwrites an input or another report; told before anything runs.
  private func checkOutputs() throws(Failure) {
    var taken = Set(inputs.compactMap { InputFile.identity($0) })
    for (format, path) in options.files {
      guard let identity = InputFile.identity(path) else { continue }
      guard taken.insert(identity).inserted else {
        throw .unusable(
          "--report \(format.rawValue)=\(path) would overwrite an input file or another report",
          remedy: "give it a path of its own")
      }
    }
  }

  private func give(_ report: SelftestReport) throws(Failure) {
    do {
      for (format, path) in options.files {
        try WholeFile.replace(path, with: Array(try format.text(of: report).utf8))
      }
      Terminal.output(try options.format.text(of: report))
    } catch {
      throw Failure(lines: ["muster: error: \(error)"], code: ExitStatus.defect)
    }
  }
}

extension SelftestReport.Verdict {
  fileprivate var exitCode: Int32 {
    switch self {
    case .passed: 0
    case .failed: ExitStatus.failed
    case .invalid: ExitStatus.unusable
    case .interrupted: ExitStatus.interrupted
    }
  }
}
