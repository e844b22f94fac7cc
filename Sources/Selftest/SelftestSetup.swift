package import Checks
package import Evidence
package import Execution
package import Reports
package import Suites
package import Transport

/// All that the runs of a selftest share, made once.
package struct SelftestSetup: Sendable {
  package var plan: Plan
  /// Of a run, but for the base URL.
  package var facts: RunFacts
  package var judge: Judge
  /// What makes a run fail besides its cases.
  package var policy: RunPolicy
  package var request: RequestOptions
  package var transport: TransportConfiguration
  /// What one run sends with its requests, and what must not be shown of it, by the base URL.
  package var credentials:
    @Sendable (_ baseURL: String) throws(TargetUnavailable) -> (RunCredentials, SecretVault)
  package var clock: RunClock
  /// Faults tried at once.
  package var jobs: Int
  /// Goes on after the expected check has noticed a fault.
  package var isComplete: Bool
  package var retries: Int

  package init(
    plan: Plan, facts: RunFacts, judge: Judge, policy: RunPolicy,
    request: RequestOptions = RequestOptions(),
    transport: TransportConfiguration = TransportConfiguration(), clock: RunClock,
    jobs: Int, isComplete: Bool, retries: Int = 2,
    credentials:
      @escaping @Sendable (_ baseURL: String) throws(TargetUnavailable) -> (
        RunCredentials, SecretVault
      )
  ) {
    self.plan = plan
    self.facts = facts
    self.judge = judge
    self.policy = policy
    self.request = request
    self.transport = transport
    self.credentials = credentials
    self.clock = clock
    self.jobs = max(1, jobs)
    self.isComplete = isComplete
    self.retries = retries
  }
}
