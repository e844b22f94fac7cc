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
  /// Cancelling the task ends a run that has begun early: its verdict is
  /// ``ContractReport/Verdict/interrupted`` then, and the reports tell what ran. One ContractTest may be run
  /// several times, also at once where no reports are written.
  ///
  /// - Throws: a ``ContractTestError`` where a file or a setting can't be used. What the target does wrong is
  ///   told by the report.
  public func run() async throws(ContractTestError) -> ContractReport {
    switch await result() {
    case .success(let report): return report
    case .failure(let failure): throw ContractTestError(failure)
    }
  }

  private func result() async -> Result<ContractReport, Failure> {
    do throws(Failure) {
      return .success(try await judged())
    } catch {
      return .failure(error)
    }
  }

  private func judged() async throws(Failure) -> ContractReport {
    try checkSettings()
    let base = try BaseURL(baseURL, name: "`baseURL`")
    let (loaded, digest) = try await SpecLoader(
      spec: spec, overlays: overlays, allowedFolders: allowedFolders,
      allowsRemote: allowsRemoteReferences
    ).loadWithDigest()
    let fixtures =
      try fixtures.map { (path) throws(Failure) in try Fixtures.load(path) } ?? Fixtures()
    let made = try choice.plan(loaded, fixtures, credentialNames, environment: environment)
    let plan = made.plan
    var judgement = judgement
    judgement.adapt(to: plan)
    try judgement.demandChecks(named: ("`checks`", "`skippedChecks`"))
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
      strictness: judgement.strictness, seed: seed, startedAt: date,
      assumptions: found.assumptions + (acceptsAnyCertificate ? [Self.trustWarning] : []),
      command: command)
    var policy = judgement.policy
    policy.baseline = try baseline(judgement, date: date)
    let transport = try transport()
    defer { transport.shutdown() }
    let files = loaded.texts.keys.map(\.name) + made.files.map(\.file.name)
    let named = [self.fixtures, baseline, certificateAuthorities].compactMap { $0 }
    let listener = try RunListener(
      policy, reports: reports, inputs: [spec] + overlays + suites + named + files)
    let vault = SecretVault(plan.environmentValues + found.secrets, names: fixtures.redact)
    let texts = SourceTexts(of: loaded, made)
    let runner = Runner(
      configuration: Runner.Configuration(
        baseURL: base.text, jobs: jobs, retries: retries,
        options: RequestOptions(timeout: timeout, connectTimeout: min(timeout, 10)),
        isSafe: isSafe || plan.tightening.isSafe, limits: RateLimits(all: rate),
        deadline: deadline, seed: seed, maxShrinks: maxShrinks,
        executor: transport.preferredExecutor),
      judge: judge, transport: transport, credentials: found.credentials, vault: vault, clock: clock
    )
    await runner.run(plan, facts: facts) { event in
      listener.handle(texts.filled(event) { vault.redactor })
    }
    return listener.finish()
  }

  private static let trustWarning =
    "`acceptsAnyCertificate`: no certificate was checked, so anyone may have answered"

  /// The known failures as they stand on the run's day; nil where none are named.
  private func baseline(_ judgement: Judgement, date: Double) throws(Failure) -> Baseline? {
    guard let path = baseline else { return nil }
    return Baseline(
      try Baseline.entries(at: path), today: Timestamp.day(date),
      silentChecks: judgement.silentChecks, isPartial: intents != nil || maxCases != nil)
  }
}
