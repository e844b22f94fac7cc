import ArgumentParser
import Checks
import Contracts
import Documents
import Evidence
import Execution
import History
import Inputs
import Reports
import Servers
import Suites
import Transport

/// `muster run`: plans, executes, judges, reports.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", _superCommandName: "muster",
    abstract: "Judges a target by its API definition.",
    discussion: """
      Exit codes: 0 passed, 1 the target broke the contract, 2 the arguments or input files can't \
      be used, 3 the target could not be judged, 70 a defect of muster, 130 interrupted.
      """)

  @OptionGroup(title: "Definition") var spec: SpecOptions
  @OptionGroup(title: "Plan") var plan: PlanOptions
  @OptionGroup(title: "Plan") var sharding: ShardOptions
  @OptionGroup(title: "Target") var target: TargetOptions
  @OptionGroup(title: "Pacing") var pacing: PacingOptions
  @OptionGroup(title: "Judgement and reports") var reporting: ReportingOptions
  @OptionGroup(title: "Judgement and reports") var keeping: HistoryOptions

  func validate() throws {
    if sharding.shard != nil, !keeping.notify.isEmpty {
      throw ValidationError("--notify is for the whole run; give it to muster merge")
    }
    if sharding.shard != nil, reporting.baseline.updateBaseline {
      throw ValidationError("--update-baseline is for the whole run; give it to muster merge")
    }
  }

  @OptionGroup(title: "Config") var config: ConfigOptions

  func run() async throws {
    let (loaded, digest) = try await spec.loadWithDigest()
    let fixtures = try plan.loadFixtures()
    let builtIn = target.reference || target.mock ? ReferenceCredentials.random : nil
    var environment = ProcessEnvironment.variables
    if target.mock {
      builtIn?.enter(&environment, fixtures.credentials, of: loaded.contract)
    } else {
      builtIn?.enter(&environment, fixtures.credentials)
    }
    let made = try plan.plan(loaded, fixtures, target, environment: environment)
    var command = self
    command.reporting.judgement.adapt(to: made.plan)
    let part = try sharding.part(
      of: made, plan, silentChecks: command.reporting.judgement.choice.silentChecks,
      durations: try sharding.shard == nil
        ? [:] : keeping.durations(ofContract: loaded.contract.title))
    try await command.run(
      part?.plan ?? made.plan, part?.facts, SourceTexts(of: loaded, made), loaded, digest, fixtures,
      builtIn, environment)
  }

  private func run(
    _ made: Plan, _ shard: ShardFacts?, _ texts: SourceTexts, _ loaded: LoadedContract,
    _ digest: String, _ fixtures: Fixtures, _ builtIn: ReferenceCredentials?,
    _ environment: [String: String]
  ) async throws {
    if !reporting.quiet { Terminal.show(loaded.diagnostics + made.diagnostics) }
    if target.reference {
      try BuiltInTarget.checkReference(
        loaded.contract,
        remedy: "give --base-url with the address of an implementation of \(spec.spec)")
    }
    try reporting.judgement.checkNames()
    let judgement = reporting.judgement.choice
    let latency = try judgement.latency(
      loaded.contract, fixtures, atMost: made.tightening.latency)
    let clock = try Clock.run(ProcessEnvironment.variables)
    let date = clock.reportedDate ?? clock.date()
    let baseline = try reporting.loadBaseline(date: date, isPartial: plan.isPartial)
    let quarantine = try reporting.quarantine.load(date: date)
    let headers = try pacing.headers(ProcessEnvironment.variables)
    let notifier = try Notifier(keeping, environment: environment)
    let history = sharding.shard == nil ? try keeping.open() : nil
    let judge = try judgement.judge(loaded, latency: latency)
    let code = try await onTarget(loaded, fixtures, builtIn) {
      (baseURL) async throws(Failure) -> Int32 in
      let base = try BaseURL(baseURL)
      var found = try CredentialFinder(
        contract: loaded.contract, fixtures: fixtures, given: target.credentialNames,
        environment: environment
      ).find(base)
      found.credentials.headers = headers
      var facts = RunFacts(
        loaded, digest: digest, base: base.text, plan: made, specFiles: [spec.spec] + spec.overlay,
        strictness: reporting.strictness, seed: self.plan.seed,
        startedAt: clock.reportedDate ?? clock.date(),
        assumptions: found.assumptions + target.warnings,
        command: RepeatedRun.words(CommandLine.arguments))
      facts.shard = shard
      return try await execute(
        made, facts, texts, judge, found.credentials,
        SecretVault(
          made.environmentValues + found.secrets + notifier.secrets, names: fixtures.redact), base,
        clock,
        baseline, quarantine, history, notifier)
    }
    if code != 0 { throw ExitCode(code) }
  }

  /// Runs `body` with the base URL; the built-in server is started before.
  private func onTarget(
    _ loaded: LoadedContract, _ fixtures: Fixtures, _ builtIn: ReferenceCredentials?,
    _ body: (String) async throws(Failure) -> Int32
  ) async throws -> Int32 {
    guard let builtIn else { return try await body(target.baseURL ?? "") }
    let faults = try AllFaults.named(target.fault, of: loaded.contract)
    let server: RunningServer
    do {
      if target.mock {
        var configuration = MockServer.Configuration(
          loaded, fixtures, builtIn.ofMock, seed: plan.seed)
        configuration.faults = faults
        server = try await MockServer.start(configuration)
      } else {
        var configuration = builtIn.configuration
        configuration.faults = faults
        server = try await ReferenceServer.start(configuration)
      }
    } catch {
      throw Failure.unusable(
        "the built-in server can't start: \(error)", remedy: "check that loopback ports are free")
    }
    // It ends with the process. Stopping it here would wait for connections that a time limit of
    // ours cut in the middle of their set-up.
    return try await body(server.baseURL)
  }

  private func execute(
    _ plan: Plan, _ facts: RunFacts, _ texts: SourceTexts, _ judge: Judge,
    _ credentials: RunCredentials, _ vault: SecretVault, _ base: BaseURL, _ clock: RunClock,
    _ baseline: Baseline?, _ quarantine: Quarantine?, _ history: HistoryStore?, _ notifier: Notifier
  ) async throws(Failure) -> Int32 {
    let outputs = try RunOutputs(
      reporting, baseline: baseline, quarantine: quarantine,
      inputs: [spec.spec] + spec.overlay + self.plan.suite
        + [self.plan.fixtures, keeping.history].compactMap { $0 }, history: history)
    let transport = try target.transport()
    let runner = Runner(
      configuration: Runner.Configuration(
        baseURL: base.text, jobs: target.jobs, retries: target.retries,
        options: target.requestOptions, isSafe: self.plan.safe || plan.tightening.isSafe,
        limits: pacing.limits,
        deadline: pacing.deadline, seed: self.plan.seed, maxShrinks: pacing.maxShrinks,
        executor: transport.preferredExecutor),
      judge: judge, transport: transport, credentials: credentials, vault: vault, clock: clock)
    let work = Task {
      await runner.run(plan, facts: facts) { event in
        outputs.handle(texts.filled(event) { vault.redactor })
      }
    }
    let signals = Signals { work.cancel() }
    await work.value
    signals.stop()
    transport.shutdown()
    let code = outputs.close()
    await notifier.tell(of: outputs.recorded, in: history)
    return code
  }
}

extension TargetOptions {
  /// What every report must say about how the target was talked to.
  var warnings: [String] { insecure ? [Self.insecureWarning] : [] }

  static let insecureWarning =
    "--insecure: no certificate was checked, so anyone may have answered"
}
