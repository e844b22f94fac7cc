import Checks
import Contracts
import Documents
import Evidence
import Suites

/// Cases that are workflows: which step comes next depends on the answers.
extension CaseStateMachine {
  /// Goes to a step of a workflow.
  mutating func arrive(at node: Int) -> Action {
    guard var flow = course?.flow else { return finish(nil) }
    let obstacle = flow.arrive(at: node, &context)
    course?.flow = flow
    if let obstacle { return finish(obstacle) }
    guard let step = flow.node?.step else { return finish(nil) }
    place = step
    course?.number = flow.number
    course?.isWaiting = false
    return next()
  }

  /// What the answer to a workflow's step is judged by: where criteria or actions decide on its status,
  /// its form. Nil for other cases.
  func flowExpectation(_ exchange: Exchange) -> Expectation? {
    guard var flow = course?.flow, let step = current, let response = exchange.response else {
      return nil
    }
    let status = response.status
    let document = try? JSONReader.read(response.body, file: SourceFile(name: "<answer>"))
    flow.last = FlowCourse.Last(
      step: step, exchange: exchange,
      view: AnswerView(response, document: document, seconds: exchange.duration))
    let criteria = flow.node?.criteria ?? []
    var asked = criteria.statuses?.contains(status) ?? false
    if criteria.isEmpty {
      if step.expectation.statuses.contains(status) { return step.expectation }
      var context = context
      if case .failed = flow.goOn(isGood: false, &context) { return step.expectation }
      asked = flow.askedStatuses.contains(status)
    } else if !flow.lapses(context).isEmpty {
      var context = context
      _ = flow.goOn(isGood: false, &context)
      asked = asked || flow.askedStatuses.contains(status)
    }
    return Expectation(asked ? .exactly : .accepted, [status])
  }

  mutating func receivedInFlow(
    _ exchange: Exchange, _ judgement: Judge.Judgement, _ step: Step
  ) -> Action {
    guard var flow = course?.flow else { return finish(nil) }
    var findings = judgement.findings
    flow.last = FlowCourse.Last(
      step: step, exchange: exchange, view: view(of: exchange, judgement))
    if let inconclusive = judgement.inconclusive {
      record(step, exchange, judgement, findings)
      return finish(inconclusive)
    }
    let lapses = flow.lapses(context)
    let isGood =
      flow.node?.criteria.isEmpty == false
      ? lapses.isEmpty && exchange.response != nil
      : isSuccess(exchange, step) && !findings.contains(where: \.isFailure)
    let way = flow.goOn(isGood: isGood, &context)
    course?.flow = flow
    var isTaken = false
    if case .failed(let others) = way {
      findings += (lapses + others).map { finding(about: $0, step) }
    } else if !isGood {
      isTaken = true
      // An answer that did not come in time is what such an action is for.
      findings = findings.map { $0.check == "transport" ? $0.asWarning : $0 }
    }
    course?.isWaiting = isTaken
    record(step, exchange, judgement, findings)
    if let failure = findings.first(where: { $0.isFailure && !($0.isKept(in: step)) }) {
      return finish(setupFailed(step, failure))
    }
    if findings.contains(where: \.isFailure) { return finish(nil) }
    switch way {
    case .request(let node): return arrive(at: node)
    case .end: return finish(nil)
    case .failed:
      return finish(
        Reason(
          code: "flow-failed",
          message: "the step \(step.script?.id ?? "\(step.operation.id)") failed, and no action"
            + " takes it up"))
    }
  }

  private func isSuccess(_ exchange: Exchange, _ step: Step) -> Bool {
    guard let status = exchange.response?.status else { return false }
    return step.expectation.statuses.contains(status)
      || (status < 400 && step.operation.cell(of: status).isNamed)
  }

  private func finding(about lapse: FlowCourse.Lapse, _ step: Step) -> Finding {
    Finding(
      check: "assertion", operation: "\(step.operation.id)",
      message: "the workflow's criterion does not hold", pointer: lapse.complaint.pointer,
      expected: lapse.complaint.expected, actual: lapse.complaint.actual,
      range: lapse.criterion.range)
  }
}
