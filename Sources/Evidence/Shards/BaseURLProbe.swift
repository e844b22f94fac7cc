/// Notices that nothing of what the run asks for is there: every answer to every operation is 404
/// or 405, though others were expected. Then the base URL is wrong, and not the target.
///
/// Results are held back until an answer shows that something is there; what is held back to the
/// end, or for too long, is told as inconclusive. Pure: results in, results out.
package struct BaseURLProbe: Sendable {
  private enum State {
    case holding
    /// Something is there.
    case open
    /// Nothing is there.
    case wrong
  }

  /// Answers without anything else among them after which the rest is not waited for.
  private static let patience = 400

  private var state: State
  private var held: [CaseResult] = []
  private var answers = 0
  private var isDisappointed = false

  /// - Parameter isSpread: whether more than one operation is called: of one alone nobody can tell its
  ///   path from its base.
  package init(isSpread: Bool) {
    state = isSpread ? .holding : .open
  }

  /// Whether something was found to be there, so that every result can be told as it is.
  package var isOpen: Bool { if case .open = state { true } else { false } }

  /// Takes the next result in the plan's order; gives those that can be told.
  package mutating func take(_ result: CaseResult) -> [CaseResult] {
    switch state {
    case .open: return [result]
    case .wrong: return [Self.inconclusive(result)]
    case .holding: break
    }
    held.append(result)
    // Gateways answer OPTIONS for pages of others, whatever is there.
    for step in result.steps where step.exchange.request.method != "OPTIONS" {
      for attempt in step.exchange.attempts {
        guard case .response(let response) = attempt.outcome else { continue }
        guard Self.isNothing(response.status) else { return release(as: .open) }
        answers += 1
        // A case that asks for what does not exist has got what it wanted.
        if !step.expectsNothing { isDisappointed = true }
      }
    }
    guard answers >= Self.patience else { return [] }
    return release(as: isDisappointed && isSpread ? .wrong : .open)
  }

  /// What is still held back when the run is over.
  package mutating func end() -> [CaseResult] {
    guard case .holding = state else { return [] }
    return release(as: isDisappointed && isSpread ? .wrong : .open)
  }

  private var isSpread: Bool {
    Set(held.flatMap { $0.steps.filter { $0.exchange.response != nil }.map(\.operation) }).count > 1
  }

  private mutating func release(as new: State) -> [CaseResult] {
    state = new
    defer { held = [] }
    if case .wrong = new { return held.map(Self.inconclusive) }
    return held
  }

  private static func isNothing(_ status: Int) -> Bool { status == 404 || status == 405 }

  /// The same case, but judged by nobody; what was skipped stays skipped.
  private static func inconclusive(_ result: CaseResult) -> CaseResult {
    guard result.verdict == .passed || result.verdict == .failed || result.hasAnswers else {
      return result
    }
    let reason = Reason(
      code: "base-url-wrong",
      message: "every answer was 404 or 405, whatever was asked: the base URL is probably wrong",
      remedy: "check --base-url, above all its path, against the definition's servers")
    var result = result
    result.verdict = .inconclusive
    result.reason = reason
    result.obligations = result.obligations.map {
      ObligationOutcome(id: $0.id, state: .notReached, reason: reason.message)
    }
    result.steps = result.steps.map { step in
      var step = step
      step.findings = []
      return step
    }
    return result
  }
}

extension StepResult {
  /// Whether 404 or 405 was what was asked for, alone or among others.
  fileprivate var expectsNothing: Bool {
    expectation.split(separator: " ").contains { word in
      word == "404" || word == "405" || word == "4XX"
    }
  }
}

extension CaseResult {
  fileprivate var hasAnswers: Bool { steps.contains { $0.exchange.response != nil } }
}
