import Checks
import Contracts
import Documents
import Evidence
import Execution
import Inputs
import Reports
import Suites
import Transport

extension ContractTest {
  /// Plans, sends, judges and writes the reports.
  ///
  /// Cancelling the task ends the run early: its verdict is ``ContractReport/Verdict/interrupted`` then, and
  /// the reports tell what ran. One ContractTest may be run several times, also at once.
  ///
  /// - Throws: a ``ContractTestError`` where a file or a setting can't be used, or a report can't be
  ///   written. What the target does wrong is told by the report.
  public func run() async throws -> ContractReport {
    do {
      return try await report()
    } catch let failure as Failure {
      throw ContractTestError(failure)
    }
  }

  private func report() async throws -> ContractReport {
    try checkSettings()
    let base = try BaseURL(baseURL, name: "`baseURL`")
    let (loaded, digest) = try await SpecLoader(spec: spec, overlays: overlays).loadWithDigest()
    let fixtures =
      try fixtures.map { (path) throws(Failure) in try Fixtures.load(path) } ?? Fixtures()
    let made = try choice.plan(loaded, fixtures, credentialNames, environment: environment)
    let plan = made.plan
    var judgement = judgement
    judgement.adapt(to: plan)
    let judge = try judgement.judge(
      loaded,
      latency: try judgement.latency(loaded.contract, fixtures, atMost: plan.tightening.latency))
    var found = try CredentialFinder(
      contract: loaded.contract, fixtures: fixtures, given: credentialNames,
      environment: environment
    ).find(base)
    found.credentials.headers = headers.sorted { $0.key < $1.key }.map {
      HTTPHeaders.Field(name: $0.key, value: $0.value)
    }
    let clock = try Clock.run(environment)
    let date = clock.reportedDate ?? clock.date()
    let facts = RunFacts(
      loaded, digest: digest, base: base.text, plan: plan, specFiles: [spec] + overlays,
      strictness: judgement.strictness, seed: seed, startedAt: date, assumptions: found.assumptions,
      command: [])
    var policy = judgement.policy
    policy.baseline = try baseline(judgement, date: date)
    let listener = try RunListener(
      policy, reports: reports,
      inputs: [spec] + overlays + suites + [self.fixtures, baseline].compactMap { $0 })
    let vault = SecretVault(plan.environmentValues + found.secrets, names: fixtures.redact)
    let texts = SourceTexts(of: loaded, made)
    let transport = try transport()
    let runner = Runner(
      configuration: Runner.Configuration(
        baseURL: base.text, jobs: jobs, retries: retries,
        options: RequestOptions(timeout: timeout, connectTimeout: min(timeout, 10)),
        isSafe: isSafe || plan.tightening.isSafe, deadline: deadline, seed: seed, maxShrinks: 50,
        executor: transport.preferredExecutor),
      judge: judge, transport: transport, credentials: found.credentials, vault: vault, clock: clock
    )
    await runner.run(plan, facts: facts) { event in
      listener.handle(texts.filled(event) { vault.redactor })
    }
    transport.shutdown()
    return try listener.finish()
  }

  /// The known failures as they stand on the run's day; nil where none are named.
  private func baseline(_ judgement: Judgement, date: Double) throws(Failure) -> Baseline? {
    guard let path = baseline else { return nil }
    return Baseline(
      try Baseline.entries(at: path), today: Timestamp.day(date),
      silentChecks: judgement.silentChecks, isPartial: intents != nil || maxCases != nil)
  }
}
