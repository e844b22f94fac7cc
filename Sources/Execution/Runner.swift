package import Checks
import Contracts
import Documents
package import Evidence
package import Suites
package import Transport

/// Runs a plan against a target and tells what happened, in the plan's order.
package struct Runner: Sendable {
  package struct Configuration: Sendable {
    /// Absolute, with or without a final slash.
    package var baseURL: String
    /// Requests in flight.
    package var jobs: Int
    package var retries: Int
    package var options: RequestOptions
    /// Refuse everything that is no `read`, whatever the plan says.
    package var isSafe: Bool
    package var limits: RateLimits
    /// Seconds after which nothing more is sent and what is under way is ended; nil: no limit.
    package var deadline: Double?
    /// What the pauses before further attempts are drawn from.
    package var seed: UInt64
    /// Where the run's tasks run; nil: on the threads that all tasks share.
    package var executor: (any TaskExecutor)?

    package init(
      baseURL: String, jobs: Int = 4, retries: Int = 2,
      options: RequestOptions = RequestOptions(), isSafe: Bool = false,
      limits: RateLimits = RateLimits(), deadline: Double? = nil, seed: UInt64 = 0,
      executor: (any TaskExecutor)? = nil
    ) {
      self.baseURL = baseURL
      self.jobs = max(1, jobs)
      self.retries = max(0, retries)
      self.options = options
      self.isSafe = isSafe
      self.limits = limits
      self.deadline = deadline
      self.seed = seed
      self.executor = executor
    }
  }

  private let configuration: Configuration
  private let judge: Judge
  private let sender: Sender
  private let vault: SecretVault
  private let clock: RunClock

  package init(
    configuration: Configuration, judge: Judge, transport: any HTTPTransport,
    credentials: RunCredentials, vault: SecretVault, clock: RunClock
  ) {
    self.configuration = configuration
    self.judge = judge
    self.vault = vault
    self.clock = clock
    let pacer = Pacer(configuration.limits, clock: clock)
    let paced = PacedTransport(transport: transport, pacer: pacer)
    let policy = RetryPolicy(retries: configuration.retries, seed: configuration.seed)
    func wallet(_ book: CredentialBook) -> Wallet {
      for secret in book.secrets { vault.add(secret) }
      return Wallet(
        book: book,
        tokens: TokenProvider(
          source: book.source, transport: paced, options: configuration.options, vault: vault,
          clock: clock, policy: policy, headers: credentials.headers))
    }
    for field in credentials.headers { vault.add(field.value) }
    sender = Sender(
      transport: paced, own: wallet(credentials.own), other: credentials.other.map(wallet),
      headers: credentials.headers, options: configuration.options, policy: policy, pacer: pacer,
      clock: clock)
  }

  /// What all cases of one run share.
  private struct Course: Sendable {
    let breaker = CircuitBreaker()
    /// Why nothing more is sent, although the target is there and nobody interrupted.
    let stop = Locked<Reason?>(nil)
    /// By the run's clock.
    let begin: Double
  }

  /// Runs every case; events come one at a time, redacted. Cancelling the task ends the run early:
  /// what was not run is inconclusive, and the summary says that it was interrupted.
  package func run(
    _ plan: Plan, facts: RunFacts, emit: @escaping @Sendable (RunEvent) -> Void
  ) async {
    let course = Course(begin: clock.now())
    let sequence = EventSequence(
      vault: vault, window: max(256, 8 * configuration.jobs), probe: BaseURLProbe(plan), emit: emit)
    let wallets = plan.cases.isEmpty ? [] : self.wallets
    var facts = facts
    facts.plannedCases += wallets.count
    sequence.begin(facts)
    await withTaskExecutorPreference(configuration.executor) {
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          for (user, wallet) in wallets {
            await tellToken(of: wallet, user, course, sequence)
          }
          await runCases(of: plan, course, sequence)
        }
        if let deadline = configuration.deadline {
          group.addTask { await watch(deadline, course) }
        }
        // The deadline or the last case, whichever comes first, ends the other.
        await group.next()
        group.cancelAll()
      }
    }
    sequence.end(
      RunSummary(
        duration: reported(clock.now() - course.begin), requests: course.breaker.requests,
        endedEarly: course.breaker.reason ?? course.stop.withLock { $0 },
        isInterrupted: Task.isCancelled))
  }

  private func runCases(of plan: Plan, _ course: Course, _ sequence: EventSequence) async {
    // Neighbouring cases that only read run side by side, one that changes something by itself: so
    // no case pulls away what another one stands on, and the target sees the same whatever the
    // number of jobs.
    var stretch = plan.cases.stretch(from: 0)
    while !stretch.isEmpty {
      sequence.open(stretch)
      if stretch.count == 1 {
        await work(plan, course, sequence)
      } else {
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<min(configuration.jobs, stretch.count) {
            group.addTask { await work(plan, course, sequence) }
          }
        }
      }
      stretch = plan.cases.stretch(from: stretch.upperBound)
    }
  }

  /// Runs cases of the open stretch as long as there are any.
  private func work(_ plan: Plan, _ course: Course, _ sequence: EventSequence) async {
    while let place = await sequence.place() {
      sequence.deliver(await run(plan.cases[place], course), at: place)
    }
  }

  /// Ends the run at its deadline.
  private func watch(_ deadline: Double, _ course: Course) async {
    try? await clock.sleep(deadline)
    guard !Task.isCancelled else { return }
    course.stop.withLock {
      $0 = Reason(
        code: "deadline", message: "the run's \(deadline) seconds were over before this case was",
        remedy: "give the run longer with --deadline")
    }
  }

  /// Those that have a token to ask for.
  private var wallets: [(user: String, wallet: Wallet)] {
    let all = [("", sender.own)] + (sender.other.map { [("other", $0)] } ?? [])
    return all.filter { _, wallet in
      if case .client = wallet.book.source { true } else { false }
    }
  }

  private func tellToken(
    of wallet: Wallet, _ user: String, _ course: Course, _ sequence: EventSequence
  ) async {
    let started = clock.now() - course.begin
    guard let (client, outcome) = await wallet.tokens.first() else { return }
    course.breaker.count(outcome.exchange)
    sequence.tell(
      told(TokenCase.result(client, outcome, user: user, started: started), course))
  }

  private func run(_ item: Case, _ course: Course) async -> CaseResult {
    var machine = CaseStateMachine(item, baseURL: configuration.baseURL)
    let started = clock.now() - course.begin
    var action = machine.start()
    var number = 0
    while case .send(let request, let credential) = action, let operation = machine.operation,
      let expectation = machine.expectation
    {
      if let obstacle = obstacle(operation, course) {
        action = machine.stop(obstacle)
        break
      }
      do {
        let exchange = try await sender.send(
          request,
          Sender.Order(
            operation: operation.id, security: operation.security, credential: credential,
            statuses: expectation.statuses,
            subject: RetryPolicy.Subject(
              case: item.id, step: number, isRepeatable: operation.isRepeatable)))
        course.breaker.record(exchange)
        action = machine.received(
          exchange,
          judge.judge(
            exchange, of: operation, expecting: expectation, comparedWith: machine.earlier))
      } catch {
        action = machine.stop(error.reason)
      }
      number += 1
    }
    return told(machine.result(started: started), course)
  }

  /// The result as reports are to have it: one that was cut off says why, and a silent clock tells
  /// no times.
  private func told(_ result: CaseResult, _ course: Course) -> CaseResult {
    var result = result
    if Task.isCancelled, result.reason != nil,
      result.steps.last?.exchange.failure?.kind == .cancelled
    {
      result.reason = course.stop.withLock { $0 } ?? Self.interruption
    }
    guard clock.isSilent else { return result }
    result.started = 0
    result.duration = 0
    for step in result.steps.indices {
      for attempt in result.steps[step].exchange.attempts.indices {
        result.steps[step].exchange.attempts[attempt].timing = Exchange.Timing()
      }
    }
    return result
  }

  private func reported(_ seconds: Double) -> Double { clock.isSilent ? 0 : seconds }

  private static let interruption = Reason(
    code: "interrupted", message: "the run was interrupted before this case was over")

  private func obstacle(_ operation: Contract.Operation, _ course: Course) -> Reason? {
    if let stop = course.stop.withLock({ $0 }) { return stop }
    if Task.isCancelled { return Self.interruption }
    if configuration.isSafe, operation.effect != .read {
      return Reason(
        code: "unsafe",
        message: "\(operation.id) is \(operation.effect.rawValue), and --safe sends reads"
          + " only")
    }
    return course.breaker.reason
  }
}

extension Contract.Operation {
  /// Whether sending a request twice does what sending it once does, the answers included.
  fileprivate var isRepeatable: Bool {
    effect == .read || (effect == .write && id.method == "PUT")
  }
}
