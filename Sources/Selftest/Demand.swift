import Contracts
package import Documents
import Evidence
import Suites

/// Something that a suite file demands of an answer: an assertion on its body, or its status.
package struct Demand: Sendable, Hashable {
  package struct ID: Sendable, Hashable {
    package var caseID: String
    /// The step's place in its case, from 0.
    package var step: Int
    /// Of the assertion in its suite; nil for the status.
    package var range: SourceRange?
  }

  package enum Kind: String, Sendable, CaseIterable {
    /// On the body, a header field or the time.
    case assertion
    case status
  }

  package var id: ID
  package var kind: Kind { id.range == nil ? .status : .assertion }
  /// The operation that the step calls.
  package var operation: String
  /// What is demanded, for people: `/accountId equals "4001"`.
  package var text: String
  /// The place in the body; nil where it is about something else.
  package var pointer: String?
  package var range: SourceRange?
}

/// The demands of a plan's suites, in the plan's order.
struct DemandList: Sendable {
  let all: [Demand]
  /// The statuses that steps of suites ask for, by case and step.
  private let statuses: [Demand.ID: [Int]]
  /// The assertions that an answer alone breaks or meets, by case and step: that need no variable and no
  /// earlier answer.
  private let assertions: [Demand.ID: Assertion]

  init(_ plan: Plan) {
    var all: [Demand] = []
    var statuses: [Demand.ID: [Int]] = [:]
    var assertions: [Demand.ID: Assertion] = [:]
    // What suites say stands at the plan's end, one case each; derived cases demand nothing.
    for item in plan.cases where item.range != nil && item.skip == nil {
      for (place, step) in item.steps.enumerated() {
        // What only prepares leaves its case inconclusive, and so notices nothing.
        if step.role == .setup { continue }
        if step.expectation.rule == .exactly {
          let id = Demand.ID(caseID: item.id, step: place, range: nil)
          statuses[id] = step.expectation.statuses
          all.append(
            Demand(
              id: id, operation: "\(step.operation.id)",
              text: "status \(step.expectation.label)", range: item.range))
        }
        for criterion in item.script?.flow?.node(ofStep: place)?.criteria ?? [] {
          all.append(
            Demand(
              id: Demand.ID(caseID: item.id, step: place, range: criterion.range),
              operation: "\(step.operation.id)", text: criterion.text,
              range: criterion.range ?? item.range))
        }
        for assertion in (step.script?.until?.assertions ?? []) + step.assertions {
          let id = Demand.ID(caseID: item.id, step: place, range: assertion.range)
          // What a variable stands for, only the run knows, and what was answered before.
          if !assertion.predicate.needsEarlierAnswers {
            assertions[id] = try? assertion.filled { (value) throws(TemplateError) in
              try value.filled(from: [:])
            }
          }
          all.append(
            Demand(
              id: id, operation: "\(step.operation.id)", text: assertion.text,
              pointer: assertion.place, range: assertion.range ?? item.range))
        }
      }
    }
    self.all = all
    self.statuses = statuses
    self.assertions = assertions
  }

  /// The demands that a case's answers did not meet.
  func broken(by result: CaseResult) -> Set<Demand.ID> {
    var broken: Set<Demand.ID> = []
    for (index, step) in result.steps.enumerated() where step.label?.isWaiting != true {
      let place = step.label?.place ?? index
      let status = Demand.ID(caseID: result.id, step: place, range: nil)
      if let wanted = statuses[status], let got = step.exchange.response?.status,
        !wanted.contains(got)
      {
        broken.insert(status)
      }
      for finding in step.findings where finding.check == "assertion" {
        guard let range = finding.range else { continue }
        broken.insert(Demand.ID(caseID: result.id, step: place, range: range))
      }
      broken.formUnion(hidden(step, at: place, in: result.id))
    }
    return broken
  }

  /// The assertions that do not hold and were not looked at, since a check had failed the step before.
  private func hidden(_ step: StepResult, at place: Int, in caseID: String) -> [Demand.ID] {
    guard step.role == .test, let answer = step.exchange.response,
      step.findings.contains(where: { $0.severity == .failure && $0.check != "assertion" })
    else { return [] }
    let own = all.map(\.id).filter { $0.caseID == caseID && $0.step == place && $0.range != nil }
    guard !own.isEmpty else { return [] }
    let view = AnswerView(
      answer, document: try? JSONReader.read(answer.body, file: SourceFile(name: "<answer>")),
      seconds: step.exchange.attempts.last?.timing.total ?? 0)
    return own.filter { assertions[$0]?.complaint(about: view) != nil }
  }
}

extension Assertion {
  /// The place in the body that a JSON Pointer names; nil where it is about something else.
  fileprivate var place: String? {
    if case .body(let path) = subject { path.pointer.map { "\($0)" } } else { nil }
  }
}
