import ArgumentParser
import Checks
import Contracts
import Documents
import Evidence
import Execution
import Reports
import Selftest
import Servers
import Suites
import Transport

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
    let isMock = options.mock || BuiltInTarget.foreignOperation(of: loaded.contract) != nil
    let credentials = ReferenceCredentials.random
    var environment = Environment.variables
    if isMock {
      credentials.enter(&environment, fixtures.credentials, of: loaded.contract)
    } else {
      credentials.enter(&environment, fixtures.credentials)
    }
    let targetOptions = try TargetOptions.parse(["--reference", "--timeout", "\(options.timeout)"])
    let made = try plan.plan(loaded, fixtures, targetOptions, environment: environment)
    Terminal.show(loaded.diagnostics + made.diagnostics)
    try judgement.checkNames()
    let latency = try judgement.latency(
      loaded.contract, fixtures, atMost: made.tightening.latency)
    try checkOutputs()
    let faults = try AllFaults.named(options.fault, of: loaded.contract, allowsPatterns: true)
    let limits = TimeLimits(latency, made, of: loaded.contract)
    let target =
      isMock
      ? BuiltInTarget.mock(
        faults, of: loaded, limits: limits,
        configuration: MockServer.Configuration(
          loaded, fixtures, credentials.ofMock, seed: plan.seed))
      : BuiltInTarget.reference(
        faults, of: loaded.contract, limits: limits, credentials: credentials)
    let setup = try setup(loaded, fixtures, made, latency, targetOptions, environment)
    var report = try await execute(Selftest(setup, on: target))
    report.minKillRate = options.minKillRate.flatMap(JudgementOptions.percent)
    try give(report)
    let code = report.verdict.exitCode
    if code != 0 { throw ExitCode(code) }
  }

  private func setup(
    _ loaded: LoadedContract, _ fixtures: Fixtures, _ made: Plan, _ latency: LatencyLimits,
    _ targetOptions: TargetOptions, _ environment: [String: String]
  ) throws -> SelftestSetup {
    var judgement = self.judgement
    judgement.adapt(to: made)
    let judge: Judge
    do {
      judge = try Judge(
        contract: loaded.contract, schemas: loaded.schemas, strictness: judgement.strictness,
        checks: judgement.checks, latency: latency)
    } catch {
      throw Failure(error)
    }
    let clock = try Clock.run(Environment.variables)
    let facts = RunFacts(
      loaded, base: "", plan: made, specFiles: [spec.spec] + spec.overlay,
      strictness: judgement.strictness, seed: plan.seed,
      startedAt: clock.reportedDate ?? clock.date(), assumptions: [])
    return SelftestSetup(
      plan: made, facts: facts, judge: judge, policy: judgement.policy,
      request: targetOptions.requestOptions,
      transport: TransportConfiguration(
        maxConnections: 1, userAgent: "muster/\(Version.text)"),
      clock: clock, jobs: options.jobs, isComplete: options.complete,
      retries: targetOptions.retries
    ) { baseURL throws(TargetUnavailable) in
      do throws(Failure) {
        let found = try CredentialFinder(
          contract: loaded.contract, fixtures: fixtures, options: targetOptions,
          environment: environment
        ).find(try BaseURL(baseURL))
        return (
          found.credentials,
          SecretVault(made.environmentValues + found.secrets, names: fixtures.redact)
        )
      } catch {
        throw TargetUnavailable(error.lines.joined(separator: "; "))
      }
    }
  }

  private func execute(_ selftest: Selftest) async throws -> SelftestReport {
    let progress = SelftestProgress(
      isShown: options.progress == .auto && Terminal.errorIsTerminal)
    let work = Task {
      () async -> Result<SelftestReport, TargetUnavailable> in
      do throws(TargetUnavailable) {
        return .success(try await selftest.run { progress.hear($0) })
      } catch {
        return .failure(error)
      }
    }
    let signals = Signals { work.cancel() }
    let outcome = await work.value
    signals.stop()
    progress.clear()
    do {
      return try outcome.get()
    } catch {
      throw Failure.unusable(error.message, remedy: "check that loopback ports are free")
    }
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
