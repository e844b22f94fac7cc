import Contracts
import Documents
import Evidence

extension Derivation {
  /// A thing is made, found, listed, changed, deleted, and then no longer found nor listed. All on what
  /// the run itself made.
  func lifecycles(_ subjects: [Subject]) -> [Case] {
    Lifecycle.all(in: contract).compactMap { life in
      guard let maker = subjects.first(where: { $0.operation.id == life.create.id }),
        maker.blocker == nil, maker.lacking.isEmpty
      else { return nil }
      return lifecycle(life, maker, subjects)
    }
  }

  private func lifecycle(
    _ life: Lifecycle, _ maker: Subject, _ subjects: [Subject]
  ) -> Case? {
    let made = "made"
    var steps = maker.before
    steps.append(
      Step(
        role: .setup, operation: life.create, request: maker.request,
        expectation: Expectation(.generated, maker.successes),
        captures: [Capture(name: made, pointer: life.id)]))
    let thing = Thing(life: life, maker: maker, variable: made)
    func step(_ method: String, _ expectation: (Subject) -> Expectation) -> Step? {
      guard let operation = life.item[method],
        let subject = subjects.first(where: { $0.operation.id == operation.id }),
        let request = thing.request(subject)
      else { return nil }
      return Step(
        role: .test, operation: operation, request: request, expectation: expectation(subject))
    }
    let there = "it was made before"
    let deletion = step("DELETE") { Expectation(.created, $0.successes, circumstance: there) }
    let creation = steps.count - 1
    func listing(_ relation: Comparison.Relation, onlyAfter condition: Int) -> Step? {
      guard let operation = life.listing,
        let subject = subjects.first(where: { $0.operation.id == operation.id }),
        let request = thing.request(subject)
      else { return nil }
      return Step(
        role: .test, operation: operation, request: request,
        expectation: Expectation(.accepted, subject.successes),
        comparison: Comparison(
          relation, with: creation, pointer: life.id, names: [life.parameter.name, "id"],
          onlyAfter: condition))
    }
    var tests =
      [
        step("GET") { Expectation(.created, $0.successes, circumstance: there) },
        listing(.listed, onlyAfter: creation),
        step("PUT") { Expectation(.generated, $0.successes, circumstance: there) },
        step("PATCH") { Expectation(.generated, $0.successes, circumstance: there) },
        deletion,
        // What could not be deleted is still there.
        deletion == nil
          ? nil : step("GET") { _ in .deleted(circumstance: "it was deleted before") },
      ].compactMap { $0 }
    guard !tests.isEmpty else { return nil }
    if deletion != nil, let place = tests.lastIndex(where: { $0.operation.id.method == "DELETE" }),
      let gone = listing(.unlisted, onlyAfter: steps.count + place)
    {
      tests.append(gone)
    }
    return Case(
      id: "derived:\(life.create.id):lifecycle",
      title: "what is made is found, changed and deleted", group: "\(life.create.id)",
      intent: .stateful, steps: steps + tests)
  }
}

/// What a lifecycle's making made, in the requests that follow.
private struct Thing {
  let life: Lifecycle
  let maker: Derivation.Subject
  let variable: String

  /// The operation's request for the thing; nil where something else is lacking.
  func request(_ subject: Derivation.Subject) -> RequestTemplate? {
    let id = life.parameter.name
    guard subject.blocker == nil, subject.lacking.allSatisfy({ $0 == id }) else { return nil }
    var request = subject.request
    for parameter in subject.operation.parameters where parameter.location == .path {
      if parameter.name == id {
        request.add(.init(name: id, value: .string("${\(variable)}")), to: .path)
      } else if let argument = maker.request.path.first(where: { $0.name == parameter.name }) {
        request.add(argument, to: .path)
      }
    }
    return request
  }
}
