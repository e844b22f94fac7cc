package import Checks
package import Contracts
package import Evidence
package import Suites

/// Judges recorded cases again: their exchanges take the place of a target. No network, no clock.
package struct Replayer: Sendable {
  /// What came of judging one case again.
  package struct Replay: Sendable {
    package var result: CaseResult
    /// Where the record is none of this case of the plan, one sentence each without a final full stop.
    package var deviations: [String]
  }

  private let judge: Judge
  private let baseURL: String
  private let moment: Double
  private let seed: UInt64
  /// What took values out of the record by their names; it knows no secrets.
  private let redactor: Redactor
  /// By which contract answers are judged, where it is another one than the plan's.
  private let exchanged: (old: Contract, new: Contract)?

  /// - Parameters:
  ///   - moment: what expressions of suites saw as the time, in seconds since 1970.
  ///   - redactedNames: of members and parameters whose values the record does not have.
  ///   - exchanged: the contract that the plan was made of and the judge's, where that is another one.
  package init(
    judge: Judge, baseURL: String, moment: Double, seed: UInt64, redactedNames: [String],
    exchanged: (old: Contract, new: Contract)? = nil
  ) {
    self.judge = judge
    self.baseURL = baseURL
    self.moment = moment
    self.seed = seed
    redactor = Redactor(secrets: [], names: redactedNames)
    self.exchanged = exchanged
  }

  package func replay(_ item: Case, as recorded: CaseResult) -> Replay {
    var machine = CaseStateMachine(
      item, baseURL: baseURL, now: item.script == nil ? 0 : moment, seed: seed)
    var deviations: [String] = []
    var action = machine.start()
    var place = 0
    while case .send(let request, _) = action, let operation = machine.operation,
      let expectation = machine.expectation
    {
      guard place < recorded.steps.count else {
        if recorded.reason == nil {
          deviations.append("the request of step \(place + 1), \(operation.id), is missing")
        }
        action = machine.stop(recorded.reason ?? Self.missing)
        continue
      }
      let exchange = recorded.steps[place].exchange
      place += 1
      if recorded.steps[place - 1].operation != "\(operation.id)" {
        deviations.append("step \(place) is not \(operation.id)")
      } else if let difference = RequestComparison(
        redactor.redacted(Exchange(request: request, attempts: [])).request, exchange.request
      ).difference {
        deviations.append("the request of step \(place) is not the planned one: \(difference)")
      }
      action = machine.received(
        exchange, judgement(exchange, operation, expectation, &machine))
    }
    if place < recorded.steps.count {
      let rest = recorded.steps.count - place
      deviations.append("it has \(rest) more \(rest == 1 ? "request" : "requests") than the plan")
    }
    var result = machine.result(started: recorded.started)
    result.duration = recorded.duration
    // Why a request was cut off is known to the run alone.
    if result.reason != nil, recorded.steps.last?.exchange.failure?.kind == .cancelled {
      result.reason = recorded.reason ?? result.reason
    }
    return Replay(result: result, deviations: deviations)
  }

  private func judgement(
    _ exchange: Exchange, _ operation: Contract.Operation, _ expectation: Expectation,
    _ machine: inout CaseStateMachine
  ) -> Judge.Judgement {
    // What the old contract does not have either was asked for just because of that.
    guard let exchanged, exchanged.old.operation(operation.id) != nil else {
      return machine.judged(exchange, by: judge, of: operation, expecting: expectation)
    }
    guard let other = exchanged.new.operation(operation.id) else {
      return Judge.Judgement(
        findings: [
          Finding(
            check: "operation-missing", operation: "\(operation.id)",
            message: "the contract does not have the operation any more",
            expected: "an operation of the contract", actual: "none")
        ], inconclusive: nil, properties: [])
    }
    return machine.judged(exchange, by: judge, of: other, expecting: expectation)
  }

  private static let missing = Reason(
    code: "request-missing", message: "the record ends before the case does")
}
