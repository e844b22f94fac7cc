import ArgumentParser
import Checks
import Contracts
import Documents
import Evidence
import Execution
import Inputs
import Reports
import Selftest
import Servers
import Suites
import Transport

/// Tries a plan on a built-in server and on faults of it, for every command that does.
struct BuiltInSelftest {
  let spec: SpecOptions
  let loaded: LoadedContract
  let fixtures: Fixtures
  let plan: Plan
  let seed: UInt64
  let judgement: Judgement
  let latency: LatencyLimits
  /// Of the server, already in `environment`.
  let credentials: ReferenceCredentials
  let environment: [String: String]
  let isMock: Bool
  /// Ids or patterns; empty: all.
  let faults: [String]
  /// Seconds for one request.
  var timeout = 10.0
  /// Faults tried at once.
  var jobs = 4
  var isComplete = false
  /// Operations that the plan leaves out on purpose.
  var leftOut: Set<String> = []

  /// Whether a mock is broken and not the reference server, which implements one contract alone.
  static func isMock(_ contract: Contract, wanted: Bool) -> Bool {
    wanted || BuiltInTarget.foreignOperation(of: contract) != nil
  }

  func run(_ hear: SelftestProgress) async throws -> SelftestReport {
    let faults = try AllFaults.named(self.faults, of: loaded.contract, allowsPatterns: true)
    let limits = TimeLimits(latency, plan, of: loaded.contract)
    let target =
      isMock
      ? BuiltInTarget.mock(
        faults, of: loaded, limits: limits,
        configuration: MockServer.Configuration(
          loaded, fixtures, credentials.ofMock, seed: seed))
      : BuiltInTarget.reference(
        faults, of: loaded.contract, limits: limits, credentials: credentials)
    let selftest = Selftest(try setup(), on: target.leavingOut(leftOut))
    let work = Task {
      () async -> Result<SelftestReport, TargetUnavailable> in
      do throws(TargetUnavailable) {
        return .success(try await selftest.run { hear.hear($0) })
      } catch {
        return .failure(error)
      }
    }
    let signals = Signals { work.cancel() }
    let outcome = await work.value
    signals.stop()
    hear.clear()
    do {
      return try outcome.get()
    } catch {
      throw Failure.unusable(error.message, remedy: "check that loopback ports are free")
    }
  }

  private func setup() throws -> SelftestSetup {
    let targetOptions = try TargetOptions.parse(["--reference", "--timeout", "\(timeout)"])
    let judge = try judgement.judge(loaded, latency: latency)
    let clock = try Clock.run(ProcessEnvironment.variables)
    let facts = RunFacts(
      loaded, base: "", plan: plan, specFiles: [spec.spec] + spec.overlay,
      strictness: judgement.strictness, seed: seed,
      startedAt: clock.reportedDate ?? clock.date(), assumptions: [],
      command: RepeatedRun.words(CommandLine.arguments))
    return SelftestSetup(
      plan: plan, facts: facts, judge: judge, policy: judgement.policy,
      request: targetOptions.requestOptions,
      transport: TransportConfiguration(
        maxConnections: 1, userAgent: "muster/\(Version.text)"),
      clock: clock, jobs: jobs, isComplete: isComplete, retries: targetOptions.retries
    ) { [loaded, fixtures, plan, environment] baseURL throws(TargetUnavailable) in
      do throws(Failure) {
        let found = try CredentialFinder(
          contract: loaded.contract, fixtures: fixtures, given: targetOptions.credentialNames,
          environment: environment
        ).find(try BaseURL(baseURL))
        return (
          found.credentials,
          SecretVault(plan.environmentValues + found.secrets, names: fixtures.redact)
        )
      } catch {
        throw TargetUnavailable(error.lines.joined(separator: "; "))
      }
    }
  }
}
