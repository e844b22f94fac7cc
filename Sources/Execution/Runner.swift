package import Checks
import Contracts
package import Evidence
package import Suites
import Synchronization
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

    package init(
      baseURL: String, jobs: Int = 4, retries: Int = 2,
      options: RequestOptions = RequestOptions(), isSafe: Bool = false
    ) {
      self.baseURL = baseURL
      self.jobs = max(1, jobs)
      self.retries = max(0, retries)
      self.options = options
      self.isSafe = isSafe
    }
  }

  private let configuration: Configuration
  private let judge: Judge
  private let sender: Sender
  private let vault: SecretVault
  /// Seconds, monotonic.
  private let clock: @Sendable () -> Double

  package init(
    configuration: Configuration, judge: Judge, transport: any HTTPTransport,
    credentials: CredentialSource, vault: SecretVault, clock: @escaping @Sendable () -> Double
  ) {
    self.configuration = configuration
    self.judge = judge
    self.vault = vault
    self.clock = clock
    let tokens = TokenProvider(
      source: credentials, transport: transport, options: configuration.options, vault: vault,
      clock: clock)
    sender = Sender(
      transport: transport, tokens: tokens, options: configuration.options,
      retries: configuration.retries)
  }

  /// Runs every case; events come one at a time, redacted. Cancelling the task ends the run early:
  /// what was not run is inconclusive, and the summary says that it was interrupted.
  package func run(
    _ plan: Plan, facts: RunFacts, emit: @escaping @Sendable (RunEvent) -> Void
  ) async {
    let begin = clock()
    let sequence = EventSequence(vault: vault, probe: BaseURLProbe(plan), emit: emit)
    let breaker = CircuitBreaker()
    await sequence.begin(facts)
    // Neighbouring cases that only read run side by side, one that changes something by itself: so
    // no case pulls away what another one stands on, and the target sees the same whatever the
    // number of jobs.
    var stretch = plan.cases.stretch(from: 0)
    while !stretch.isEmpty {
      defer { stretch = plan.cases.stretch(from: stretch.upperBound) }
      let queue = IndexQueue(stretch)
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<min(configuration.jobs, stretch.count) {
          group.addTask {
            while let index = queue.next() {
              await sequence.deliver(await run(plan.cases[index], breaker, begin), at: index)
            }
          }
        }
      }
    }
    await sequence.end(
      RunSummary(
        duration: clock() - begin, requests: breaker.requests, endedEarly: breaker.reason,
        isInterrupted: Task.isCancelled))
  }

  private func run(_ item: Case, _ breaker: CircuitBreaker, _ begin: Double) async -> CaseResult {
    var machine = CaseStateMachine(item, baseURL: configuration.baseURL)
    let started = clock() - begin
    var action = machine.start()
    while case .send(let request, let credential) = action, let step = machine.current {
      if let obstacle = obstacle(step, breaker) {
        action = machine.stop(obstacle)
        break
      }
      do {
        let exchange = try await sender.send(
          request, credential: credential, expecting: step.expectation.statuses)
        breaker.record(exchange)
        action = machine.received(
          exchange,
          judge.judge(
            exchange, of: step.operation, expecting: step.expectation,
            comparedWith: machine.earlier))
      } catch {
        action = machine.stop(error.reason)
      }
    }
    return machine.result(started: started)
  }

  private func obstacle(_ step: Step, _ breaker: CircuitBreaker) -> Reason? {
    if Task.isCancelled {
      return Reason(code: "interrupted", message: "the run was interrupted before this case")
    }
    if configuration.isSafe, step.operation.effect != .read {
      return Reason(
        code: "unsafe",
        message: "\(step.operation.id) is \(step.operation.effect.rawValue), and --safe sends reads"
          + " only")
    }
    return breaker.reason
  }
}

/// Hands out the places of a stretch one by one to whoever is free.
private final class IndexQueue: Sendable {
  private let end: Int
  private let upcoming: Mutex<Int>

  init(_ stretch: Range<Int>) {
    end = stretch.upperBound
    upcoming = Mutex(stretch.lowerBound)
  }

  func next() -> Int? {
    upcoming.withLock { next in
      guard next < end else { return nil }
      defer { next += 1 }
      return next
    }
  }
}
