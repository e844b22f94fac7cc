import Contracts
import Documents
import Evidence

extension FlowBuilder {
  /// Gives a step what is looked at in its answer and where it leads.
  mutating func finish(
    _ step: WorkflowStepForm, _ place: Int, _ frame: Frame, _ exit: Int, _ places: [Int],
    _ callee: (WorkflowForm, String)?
  ) {
    var scope = scope(of: frame)
    scope.callee = callee
    nodes[place].criteria = step.criteria.compactMap { criterion($0, scope) }
    nodes[nodes[place].entry].requires += requirements(of: step, frame, places)
    nodes[place].outputs = step.outputs.compactMap { output in
      binding(output, "\(frame.prefix)steps.\(step.id).outputs.\(output.name)", scope, .after)
    }
    if let number = nodes[place].step, steps.indices.contains(number) {
      expect(number, nodes[place].criteria, step)
      checkPlaces(nodes[place].outputs, steps[number])
    }
    let context = ActionContext(
      step: step, place: place, frame: frame, exit: exit, places: places, scope: scope)
    nodes[place].onSuccess = actions(step.onSuccess, frame.workflow.successActions, context)
    nodes[place].onFailure = actions(step.onFailure, frame.workflow.failureActions, context)
  }

  /// The outputs of a workflow are known when it is over.
  mutating func bindOutputs(of frame: Frame, _ exit: Int) {
    let scope = scope(of: frame)
    for prefix in [frame.prefix] + frame.heirs + [shared(frame.workflow, frame.document)] {
      nodes[exit].outputs += frame.workflow.outputs.compactMap { output in
        binding(output, "\(prefix)outputs.\(output.name)", scope, .end)
      }
    }
  }

  private mutating func binding(
    _ output: OutputForm, _ name: String, _ scope: FlowScope, _ moment: FlowScope.Moment
  ) -> FlowBinding? {
    do throws(FlowScope.Refusal) {
      if let text = output.value.string, !RuntimeExpression.isMeant(text) {
        throw FlowScope.Refusal(
          code: "bad-runtime-expression",
          message: "the output `\(output.name)` is no runtime expression: `\(text)`",
          remedy: "write for instance $response.body#/id")
      }
      return FlowBinding(
        name: name, value: try scope.value(output.value, at: moment), range: output.range)
    } catch {
      refuse(error.code, error.message, error.remedy, output.range)
      return nil
    }
  }

  /// What is expected of the answer, as far as its status says it.
  private mutating func expect(
    _ number: Int, _ criteria: [FlowCriterion], _ step: WorkflowStepForm
  ) {
    guard !criteria.isEmpty else { return }
    let statuses = criteria.statuses
    if statuses?.isEmpty == true {
      refuse(
        "impossible-criteria", "no status meets all criteria of the step `\(step.id)`",
        "write alternatives as one condition with ||", step.criteria.first?.range)
      return
    }
    let documented = Self.statuses(steps[number].operation.responses.map(\.status))
    steps[number].expectation = Expectation(.exactly, statuses ?? documented ?? [200])
  }

  /// Diagnoses outputs that the contract's answers can't have.
  private mutating func checkPlaces(_ outputs: [FlowBinding], _ step: Step) {
    for output in outputs {
      guard case .responseBody(let pointer) = output.value, !pointer.isRoot else { continue }
      modelPaths.check(
        pointer, in: step.operation, statuses: step.expectation.statuses, at: output.range,
        into: &diagnostics)
    }
  }

  private mutating func requirements(
    of step: WorkflowStepForm, _ frame: Frame, _ places: [Int]
  ) -> [Int] {
    step.dependsOn.compactMap { name in
      let steps = frame.workflow.steps
      guard let number = steps.firstIndex(where: { $0.id == name.text }) else {
        refuse(
          "unknown-step", "the workflow `\(frame.workflow.id)` has no step `\(name.text)`",
          RuntimeExpression.isMeant(name.text)
            ? "steps of other workflows are not supported here; use `dependsOn` of the workflow"
            : Suggestion.remedy(for: name.text, among: steps.map(\.id)), name.range)
        return nil
      }
      guard let own = steps.firstIndex(where: { $0.id == step.id }), number < own else {
        refuse(
          "late-step",
          "the step `\(step.id)` depends on `\(name.text)`, which does not come before",
          "put it after that step", name.range)
        return nil
      }
      return places.indices.contains(number) ? places[number] : nil
    }
  }

  // MARK: Criteria

  mutating func criterion(_ form: CriterionForm, _ scope: FlowScope) -> FlowCriterion? {
    do {
      let test = try test(form, scope)
      let context = form.context.map { " of \($0.text)" } ?? ""
      let text =
        form.kind == .simple ? form.condition : "\(form.kind) `\(form.condition)`\(context)"
      return FlowCriterion(test: test, text: text, range: form.range)
    } catch {
      refuse(error.code, error.message, error.remedy, form.range)
      return nil
    }
  }

  private func test(
    _ form: CriterionForm, _ scope: FlowScope
  ) throws(FlowScope.Refusal) -> FlowCriterion.Test {
    if form.kind == .simple {
      let condition: Condition<RuntimeExpression>
      do {
        condition = try ConditionParser.read(form.condition)
      } catch {
        throw FlowScope.Refusal(code: error.code, message: error.message, remedy: error.remedy)
      }
      return .simple(
        try condition.map { (reference) throws(FlowScope.Refusal) in
          try scope.value(of: reference, at: .after)
        })
    }
    let context: FlowValue =
      if let written = form.context { try scope.value(of: written, at: .after) } else { .url }
    let operand = try scope.embedded(form.condition, at: .after)
    let constant: String? =
      if case .value(let value) = operand, value.variables.isEmpty { form.condition } else { nil }
    switch form.kind {
    case .regex, .simple:
      if let constant { try Self.check(pattern: constant) }
      return .regex(context, operand)
    case .jsonpath:
      if let constant { try Self.check(query: constant) }
      return .jsonpath(context, operand)
    case .xpath:
      if let constant { try Self.check(path: constant) }
      return .xpath(context, operand)
    }
  }

  // MARK: Actions

  /// Where actions stand.
  struct ActionContext {
    var step: WorkflowStepForm
    var place: Int
    var frame: Frame
    var exit: Int
    var places: [Int]
    var scope: FlowScope
  }

  /// The step's own, then those of the workflow whose names it does not take.
  private mutating func actions(
    _ own: [ActionForm], _ shared: [ActionForm], _ context: ActionContext
  ) -> [Flow.Action] {
    let rest = shared.filter { form in !own.contains { $0.name == form.name } }
    return (own + rest).compactMap { action($0, context) }
  }

  private mutating func action(_ form: ActionForm, _ context: ActionContext) -> Flow.Action? {
    let criteria = form.criteria.compactMap { criterion($0, context.scope) }
    let kind: Flow.Action.Kind
    var sets: [FlowBinding] = []
    switch form.kind {
    case .end: kind = .end
    case .goto:
      guard let target = target(form, context, &sets) else { return nil }
      kind = .goto(target)
    case .retry:
      var detour: Int?
      if form.target != nil, !isItself(form, context) {
        guard let way = self.detour(form, context, &sets) else { return nil }
        detour = way
      }
      kind = .retry(after: form.retryAfter, limit: form.retryLimit, by: detour)
    }
    return Flow.Action(name: form.name, kind: kind, criteria: criteria, sets: sets)
  }

  /// Whether an action of the whole workflow names the very step that it is applied to.
  private func isItself(_ form: ActionForm, _ context: ActionContext) -> Bool {
    guard case .step(let id)? = form.target, id == context.step.id else { return false }
    return !context.step.onFailure.contains { $0.name == form.name }
  }

  private mutating func place(
    _ id: String, _ form: ActionForm, _ context: ActionContext
  ) -> Int? {
    let steps = context.frame.workflow.steps
    if let number = steps.firstIndex(where: { $0.id == id }),
      context.places.indices.contains(number)
    {
      return context.places[number]
    }
    refuse(
      "unknown-step", "the workflow `\(context.frame.workflow.id)` has no step `\(id)`",
      Suggestion.remedy(for: id, among: steps.map(\.id)), form.targetRange)
    return nil
  }

  /// Where a transfer leads.
  private mutating func target(
    _ form: ActionForm, _ context: ActionContext, _ sets: inout [FlowBinding]
  ) -> Int? {
    switch form.target {
    case .step(let id): return place(id, form, context).map { nodes[$0].entry }
    case .workflow(let text):
      let frame = context.frame
      guard let (workflow, document) = find(text, from: frame.document, at: form.targetRange) else {
        return nil
      }
      let key = Self.key(workflow, document)
      if let earlier = frame.transfers.first(where: { $0.key == key }) {
        guard form.parameters.isEmpty else {
          refuse(
            "recursive-workflow",
            "the way leads back to the workflow `\(workflow.id)`, which then keeps its inputs",
            "take out the parameters", form.targetRange)
          return nil
        }
        return earlier.entry
      }
      return instance(form, text, context, &sets, isDetour: false)
    case nil: return nil
    }
  }

  /// A workflow that is gone to, or that is run before a step is tried again.
  private mutating func instance(
    _ form: ActionForm, _ text: String, _ context: ActionContext, _ sets: inout [FlowBinding],
    isDetour: Bool
  ) -> Int? {
    let frame = context.frame
    let parameters = form.parameters.map { (form: $0, isOwn: true) }
    guard
      let call = call(
        text, parameters, from: frame, context.step, at: form.targetRange, isTransfer: true)
    else { return nil }
    let key = Self.key(call.form, call.document)
    guard !frame.calls.contains(key) || !isDetour else {
      refuse(
        "recursive-workflow", "the workflow `\(call.form.id)` leads back to itself",
        "name another workflow", form.targetRange)
      return nil
    }
    let prefix = fresh("\(frame.prefix)\(call.form.id)")
    let inner = Frame(
      workflow: call.form, document: call.document, prefix: prefix, inputs: call.inputs,
      role: frame.role, caller: frame.caller,
      next: isDetour ? nodes[context.place].entry : frame.next,
      heirs: isDetour ? [] : [frame.prefix] + frame.heirs,
      calls: isDetour ? frame.calls + [key] : frame.calls,
      transfers: isDetour ? [] : frame.transfers, depth: frame.depth + 1)
    note(inner)
    guard let (entry, _) = inline(inner) else { return nil }
    sets = call.prepared
    return entry
  }

  /// What is done before a step is tried again; it leads back to the step.
  private mutating func detour(
    _ form: ActionForm, _ context: ActionContext, _ sets: inout [FlowBinding]
  ) -> Int? {
    switch form.target {
    case .workflow(let text): return instance(form, text, context, &sets, isDetour: true)
    case .step(let id):
      guard let place = place(id, form, context) else { return nil }
      guard let number = nodes[place].step, place != context.place else {
        refuse(
          "bad-target",
          place == context.place
            ? "a retry runs the step itself again without being told so"
            : "a step that calls a workflow can't be run before a retry",
          place == context.place ? "remove `stepId`" : "write `workflowId`", form.targetRange)
        return nil
      }
      var copy = nodes[place]
      let index = nodes.count
      copy.name += " before \(context.step.id)"
      copy.entry = index
      copy.onSuccess = []
      copy.onFailure = []
      copy.next = nodes[context.place].entry
      copy.step = steps.count
      steps.append(steps[number])
      nodes.append(copy)
      // What is looked at in its answer is known when all steps are.
      copies.append((original: place, copy: index))
      return index
    case nil: return nil
    }
  }
}
