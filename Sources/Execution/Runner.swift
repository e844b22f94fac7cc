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
    /// Requests for making one failure smaller after the plan, at most; 0: none.
    package var maxShrinks: Int
    /// Where the run's tasks run; nil: on the threads that all tasks share.
    package var executor: (any TaskExecutor)?

    package init(
      baseURL: String, jobs: Int = 4, retries: Int = 2,
      options: RequestOptions = RequestOptions(), isSafe: Bool = false,
      limits: RateLimits = RateLimits(), deadline: Double? = nil, seed: UInt64 = 0,
      maxShrinks: Int = 0, executor: (any TaskExecutor)? = nil
    ) {
      self.maxShrinks = maxShrinks
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

  let configuration: Configuration
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
      transport: transport, own: wallet(credentials.own), other: credentials.other.map(wallet),
      expired: credentials.expired.map(wallet), wrongScope: credentials.wrongScope.map(wallet),
      headers: credentials.headers, options: configuration.options, policy: policy, pacer: pacer,
      clock: clock)
  }

  /// What all cases of one run share.
  struct Course: Sendable {
    let breaker = CircuitBreaker()
    fileprivate let memo = OutcomeMemo()
    /// Why nothing more is sent, although the target is there and nobody interrupted.
    fileprivate let stop = Locked<Reason?>(nil)
    /// By the run's clock.
    fileprivate let begin: Double

    /// Why nothing more is sent; nil as long as something is.
    var ending: Reason? { breaker.reason ?? stop.withLock { $0 } }
  }

  /// Runs every case; events come one at a time, redacted. Cancelling the task ends the run early:
  /// what was not run is inconclusive, and the summary says that it was interrupted.
  package func run(
    _ plan: Plan, facts: RunFacts, emit: @escaping @Sendable (RunEvent) -> Void
  ) async {
    let course = Course(begin: clock.now())
    let wallets = plan.cases.isEmpty ? [] : wallets(for: plan)
    // Every planned case is told once and in the plan's order, after those of the tokens.
    let told = Locked((book: ReductionBook(), place: -wallets.count))
    let sequence = EventSequence(
      vault: vault, window: max(256, 8 * configuration.jobs),
      probe: facts.shard == nil ? BaseURLProbe(plan) : BaseURLProbe(isSpread: false)
    ) { event in
      if case .caseFinished(let result) = event {
        told.withLock { told in
          let place = told.place
          if place >= 0 { told.book.record(result, at: place) }
          told.place += 1
        }
      }
      emit(event)
    }
    // Which failures of all shards are the first of the plan, and whether the base URL leads anywhere,
    // is known when the shards are merged.
    let isWhole = facts.shard == nil
    var facts = facts
    facts.plannedCases += wallets.count
    sequence.begin(facts)
    // Why the plan ended before its end, and what was found out about failures after it.
    let after = Locked<(ending: Reason?, reductions: [Reduction])?>(nil)
    await withTaskExecutorPreference(configuration.executor) {
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          for (use, wallet) in wallets {
            await tellToken(of: wallet, use, course, sequence)
          }
          await runCases(of: plan, course, sequence)
          sequence.settle()
          let ending = course.ending
          after.withLock { $0 = (ending, []) }
          let limit = isWhole ? ReductionBook.causeLimit : ReductionBook.limit
          let reductions = await reductions(
            of: plan, told.withLock({ $0.book.entries.prefix(limit) }), course)
          after.withLock { $0 = (ending, reductions) }
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
        endedEarly: after.withLock { $0 }.map(\.ending) ?? course.ending,
        isInterrupted: Task.isCancelled,
        reductions: after.withLock { $0?.reductions } ?? []))
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
    await sender.transport.withScope { scope in
      while let place = await sequence.place() {
        sequence.deliver(await run(plan.cases[place], course, in: scope), at: place)
      }
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

  /// Those that have a token to ask for; one of another scope only where it is used.
  private func wallets(for plan: Plan) -> [(use: Wallet.Use, wallet: Wallet)] {
    let all: [(use: Wallet.Use, wallet: Wallet?)] = [
      (.own, sender.own), (.other, sender.other), (.wrongScope, sender.wrongScope),
    ]
    return all.compactMap { use, wallet in
      guard let wallet, case .client = wallet.book.source,
        use != .wrongScope || plan.cases.hasKept(\.sendsWrongScope)
      else { return nil }
      return (use, wallet)
    }
  }

  private func tellToken(
    of wallet: Wallet, _ use: Wallet.Use, _ course: Course, _ sequence: EventSequence
  ) async {
    let started = clock.now() - course.begin
    guard let (client, outcome) = await wallet.tokens.first() else { return }
    course.breaker.count(outcome.exchange)
    sequence.tell(told(TokenCase.result(client, outcome, use: use, started: started), course))
  }

  /// Runs a case that is no part of the plan; what comes of it says nothing about whether the target
  /// is there.
  func attempt(_ item: Case, _ course: Course) async -> CaseResult {
    await run(item, course, in: nil, isPlanned: false)
  }

  private func run(
    _ item: consuming Case, _ course: Course, in scope: CancellationScope?,
    isPlanned: Bool = true
  ) async -> CaseResult {
    let now =
      item.script == nil ? 0 : clock.expressionDate ?? clock.reportedDate ?? clock.date()
    var machine = CaseStateMachine(
      item, baseURL: configuration.baseURL, now: now, seed: configuration.seed)
    let started = clock.now() - course.begin
    var action = machine.start()
    var number = 0
    var rescue = Rescue()
    while case .send(let request, let credential) = action, let operation = machine.operation,
      let expectation = machine.expectation
    {
      if let pause = machine.pause, obstacle(operation, course) == nil {
        try? await clock.sleep(pause)
      }
      if let obstacle = obstacle(operation, course),
        !rescue.allows(machine, safe: configuration.isSafe, course, clock)
      {
        action = machine.stop(obstacle)
        continue
      }
      do {
        var order = Sender.Order(
          operation: operation.id, security: operation.security, credential: credential,
          statuses: expectation.statuses,
          subject: RetryPolicy.Subject(
            case: machine.item.id, step: number, isRepeatable: operation.isRepeatable),
          scope: scope)
        order.take(machine.script, machine.raw)
        let exchange = try await rescue.send(request, order, with: sender)
        if isPlanned { course.breaker.record(exchange) } else { course.breaker.count(exchange) }
        let judgement = machine.judged(exchange, by: judge, of: operation, expecting: expectation)
        action = machine.received(exchange, judgement)
      } catch {
        action = machine.stop(error.reason)
      }
      number += 1
    }
    return told(machine.result(started: started, sharing: course.memo), course)
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

extension Case {
  /// Whether it is sent, be it by another shard, and with a token of another scope: all shards begin
  /// with the same cases of tokens.
  fileprivate var sendsWrongScope: Bool {
    (skip == nil || skip == .otherShard) && blocker == nil
      && steps.contains { $0.request.credential == .wrongScope }
  }
}

extension Contract.Operation {
  /// Whether sending a request twice does what sending it once does, the answers included.
  fileprivate var isRepeatable: Bool {
    effect == .read || (effect == .write && id.method == "PUT")
  }
}
