import Contracts
import Documents
import Evidence

/// Makes cases of the workflows of a document.
struct ArazzoBinder {
  let contract: Contract
  let fixtures: Fixtures
  let environment: [String: String]
  let schemas: ContractSchemas

  /// One case for each workflow that is no mere part of others.
  ///
  /// - Parameter secrets: gets values that no output may show.
  func cases(
    of document: ArazzoDocument, in suite: SuiteFile, secrets: inout [String],
    into diagnostics: inout [Diagnostic]
  ) -> [Case] {
    let binder = StepBinder(
      contract: contract, fixtures: fixtures, environment: environment, schemas: schemas)
    let inputs = WorkflowInputs(fixtures: fixtures, steps: binder)
    var cases: [Case] = []
    for workflow in Self.entries(of: document) {
      var builder = FlowBuilder(
        root: document, contract: contract, inputs: inputs, fixtures: fixtures)
      let flow = builder.flow(of: workflow)
      // What several workflows share is wrong once.
      diagnostics += builder.diagnostics.filter { !diagnostics.contains($0) }
      secrets += builder.secrets.sorted()
      guard let flow else { continue }
      var item = Case(
        id: "\(suite.name):\(workflow.id)", title: workflow.summary ?? workflow.id,
        group: suite.name, intent: .stateful, steps: builder.steps,
        blocker: builder.steps.lazy.compactMap {
          contract.obstacle(to: $0.operation, sending: $0.request)
        }.first, range: workflow.range)
      item.intent = item.effect == .read ? .positive : .stateful
      item.script = CaseScript(flow: flow)
      cases.append(item)
    }
    return cases
  }

  /// The workflows that none other calls or goes to, then those that only lead to each other.
  static func entries(of document: ArazzoDocument) -> [WorkflowForm] {
    var used: [String: Set<String>] = [:]
    for workflow in document.workflows {
      used[workflow.id] = Set(workflow.calls.filter { $0 != workflow.id })
    }
    let parts = used.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    var reached: Set<String> = []
    func reach(_ id: String) {
      var open = [id]
      while let id = open.popLast() {
        if reached.insert(id).inserted { open += (used[id] ?? []).sorted() }
      }
    }
    var chosen: Set<String> = []
    for workflow in document.workflows where !parts.contains(workflow.id) {
      chosen.insert(workflow.id)
      reach(workflow.id)
    }
    for workflow in document.workflows where !reached.contains(workflow.id) {
      chosen.insert(workflow.id)
      reach(workflow.id)
    }
    return document.workflows.filter { chosen.contains($0.id) }
  }
}

extension WorkflowForm {
  /// Whether its steps may come in another order than they are written in.
  var goesAnywhere: Bool {
    let actions = successActions + failureActions + steps.flatMap { $0.onSuccess + $0.onFailure }
    return actions.contains { $0.target != nil }
  }

  /// The workflows of the same document that it calls or goes to.
  var calls: [String] {
    let actions = successActions + failureActions + steps.flatMap { $0.onSuccess + $0.onFailure }
    return steps.compactMap { step in
      if case .workflow(let id) = step.call { id } else { nil }
    }
      + actions.compactMap { action in
        if case .workflow(let id)? = action.target { id } else { nil }
      }
  }
}
