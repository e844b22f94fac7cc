import Contracts
import Documents
import Evidence

extension Derivation {
  /// What RFC 9110 says of methods in general: a GET changes nothing (§9.2.1), a PUT or DELETE twice
  /// does as well as once (§9.2.2), HEAD tells what GET tells (§9.3.2).
  func repetitions(_ subject: Subject) -> [Case] {
    guard subject.blocker == nil, subject.lacking.isEmpty, subject.invented.isEmpty else {
      return []
    }
    switch (subject.operation.id.method, subject.operation.effect) {
    case ("GET", .read): return [again(subject, .reread), head(subject)]
    case ("PUT", .write): return [again(subject, .repeated)]
    default: return []
    }
  }

  private func again(_ subject: Subject, _ relation: Comparison.Relation) -> Case {
    let expectation = Expectation(.accepted, subject.successes)
    let first = Step(
      role: .test, operation: subject.operation, request: subject.request,
      expectation: expectation)
    var second = first
    second.comparison = Comparison(relation, with: subject.before.count)
    return Case(
      id: "derived:\(subject.operation.id):\(relation.rawValue)",
      title: relation == .reread ? "answers the same twice" : "does as well the second time",
      group: "\(subject.operation.id)", intent: .stateful,
      steps: subject.before + [first, second])
  }

  private func head(_ subject: Subject) -> Case {
    let first = Step(
      role: .test, operation: subject.operation, request: subject.request,
      expectation: Expectation(.accepted, subject.successes))
    var second = first
    second.request.method = "HEAD"
    second.expectation = Expectation(.optional, subject.successes, circumstance: "HEAD was sent")
    second.comparison = Comparison(.head, with: subject.before.count)
    return Case(
      id: "derived:\(subject.operation.id):head", title: "tells by HEAD what GET tells",
      group: "\(subject.operation.id)", intent: .stateful,
      steps: subject.before + [first, second])
  }
}
