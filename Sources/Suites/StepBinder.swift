package import Contracts
package import Documents
package import Evidence

/// Binds steps as files write them to the operations of a contract.
package struct StepBinder: Sendable {
  let contract: Contract
  let fixtures: Fixtures
  private let schemas: ContractSchemas
  /// What `${name}` means before any capture.
  package private(set) var scope: VariableScope
  /// What holds where a step says nothing.
  var defaults = CaseDefaults()
  /// Finds paths that no answer can have; nil: nobody looks.
  var modelPaths: ModelPaths?
  /// Whether the steps are those of a suite, and not what fixtures want done before.
  var isOfSuite = false

  package init(
    contract: Contract, fixtures: Fixtures, environment: [String: String],
    schemas: ContractSchemas? = nil
  ) {
    self.contract = contract
    self.fixtures = fixtures
    self.schemas = schemas ?? ContractSchemas(contract: contract)
    scope = VariableScope(fixtures: fixtures, environment: environment)
  }

  /// The same for a case that has variables of its own: they hide what they are called like.
  func hiding(_ names: [String], defaults: CaseDefaults) -> StepBinder {
    var binder = self
    binder.scope.hidden.formUnion(names)
    binder.defaults = defaults
    binder.isOfSuite = true
    return binder
  }

  /// The bound step, its captures added to `captured`; nil, with diagnostics, where it names what
  /// the contract lacks.
  ///
  /// - Parameter earlierSteps: the ids of the steps before; this one's is added.
  package func bind(
    _ form: StepForm, role: StepResult.Role, captured: inout Set<String>,
    after earlierSteps: inout Set<String>, into diagnostics: inout [Diagnostic]
  ) -> Step? {
    guard var operation = operation(form, into: &diagnostics) else { return nil }
    let before = diagnostics.count
    var scope = scope
    scope.hidden.formUnion(captured)
    let known = captured
    let check = { (value: Value, diagnostics: inout [Diagnostic]) in
      checkVariables(of: value, captured: known, into: &diagnostics)
    }
    var request = RequestTemplate(
      credential: form.credential ?? defaults.credential
        ?? (operation.requiresCredential ? .valid : .absent))
    let meant = checkArguments(form, operation, into: &diagnostics)
    for parameter in operation.parameters where !parameter.isCredential {
      guard let value = argument(parameter, form, operation) else {
        if parameter.location == .path, form.raw?.target == nil, !meant.contains(parameter.name) {
          diagnostics.append(
            Diagnostic(
              .error, code: "missing-parameter",
              "the step gives no value for the path parameter `\(parameter.name)`",
              remedy: "add it under `with:`, or under `parameters:` in the fixtures",
              at: form.callRange))
        }
        continue
      }
      check(value, &diagnostics)
      request.add(.init(name: parameter.name, value: scope.filled(value)), to: parameter.location)
    }
    if let body = form.body {
      check(body, &diagnostics)
      request.contentType = operation.body?.mediaType(for: body)?.name
      request.body = scope.filled(body)
    }
    if let bytes = form.bodyBytes {
      request.rawBody = bytes
      request.contentType = form.bodyFile.flatMap { MediaTypeEndings.type(of: $0.ending) }
    }
    if let raw = form.raw {
      let overrides = RawOverrides(raw)
      for value in overrides.operands { check(value, &diagnostics) }
      request.raw = scope.filled(overrides)
      if overrides.hasCredential { request.credential = .absent }
      operation.effect = RawEffect(contract).effect(of: raw, instead: operation)
    }
    let binding = PredicateBinding(
      contract: contract, schemas: schemas, earlierSteps: earlierSteps)
    let all = form.assertions + (form.until?.expect.assertions ?? [])
    for value in all.flatMap(\.predicate.operands) + form.captures.compactMap(\.fallback) {
      check(value, &diagnostics)
    }
    checkPaths(form, operation, into: &diagnostics)
    let assertions = bound(form.assertions, scope, binding, into: &diagnostics)
    let script =
      isOfSuite || form.needsScript
      ? script(form, scope, binding, into: &diagnostics)
      : nil
    guard !diagnostics[before...].contains(where: { $0.severity == .error }) else { return nil }
    captured.formUnion(form.captures.map(\.name))
    if let id = form.id { earlierSteps.insert(id) }
    var step = Step(
      role: role, operation: operation, request: request,
      expectation: Expectation(.exactly, form.statuses),
      captures: form.captures.map { scope.filled($0) }, assertions: assertions)
    step.script = script
    return step
  }

  // MARK: Parts

  private func operation(
    _ form: StepForm, into diagnostics: inout [Diagnostic]
  ) -> Contract.Operation? {
    let found: Contract.Operation?
    let known: [String]
    switch form.call {
    case .path(let id):
      found = contract.operation(id)
      known = contract.operations.map { "\($0.id)" }
    case .operationID(let name):
      found = contract.operations.first { $0.operationID == name }
      known = contract.operations.compactMap(\.operationID)
    }
    if let found { return found }
    diagnostics.append(
      Diagnostic(
        .error, code: "unknown-operation", "the contract has no operation `\(form.call)`",
        remedy: known.isEmpty
          ? "its operations have no operationId; write a method and a path"
          : Suggestion.remedy(for: "\(form.call)", among: known), at: form.callRange))
    return nil
  }

  /// Diagnoses parameters that the operation lacks; gives those that were probably meant.
  private func checkArguments(
    _ form: StepForm, _ operation: Contract.Operation, into diagnostics: inout [Diagnostic]
  ) -> Set<String> {
    let names = operation.parameters.filter { !$0.isCredential }.map(\.name)
    var meant: Set<String> = []
    for member in form.arguments where !names.contains(member.name) {
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-parameter", "\(operation.id) has no parameter `\(member.name)`",
          remedy: Suggestion.remedy(for: member.name, among: names), at: member.nameRange))
      if let near = Suggestion.nearest(to: member.name, among: names) { meant.insert(near) }
    }
    return meant
  }

  /// Diagnoses places that the contract's answers can't have.
  private func checkPaths(
    _ form: StepForm, _ operation: Contract.Operation, into diagnostics: inout [Diagnostic]
  ) {
    // What is called instead of the operation answers as it likes.
    guard let modelPaths, form.raw?.method == nil, form.raw?.target == nil else { return }
    func check(_ pointer: JSONPointer?, _ statuses: [Int], _ range: SourceRange?) {
      guard let pointer, !pointer.isRoot else { return }
      modelPaths.check(pointer, in: operation, statuses: statuses, at: range, into: &diagnostics)
    }
    for (assertions, statuses) in [
      (form.assertions, form.statuses),
      (form.until?.expect.assertions ?? [], form.until?.expect.statuses ?? []),
    ] {
      for assertion in assertions where !assertion.predicate.mayMiss {
        if case .body(let path) = assertion.subject {
          check(path.pointer, statuses, assertion.range)
        }
      }
    }
    for capture in form.captures where capture.fallback == nil {
      check(capture.pointer, form.statuses, capture.range)
    }
  }

  private func bound(
    _ assertions: [Assertion], _ scope: VariableScope, _ binding: PredicateBinding,
    into diagnostics: inout [Diagnostic]
  ) -> [Assertion] {
    assertions.map { assertion in
      var bound = scope.filled(assertion)
      bound.predicate = bound.predicate.bound(binding, into: &diagnostics)
      return bound
    }
  }

  private func script(
    _ form: StepForm, _ scope: VariableScope, _ binding: PredicateBinding,
    into diagnostics: inout [Diagnostic]
  ) -> StepScript {
    let own = form.waivers
    let waivers =
      own
      + defaults.waivers.filter { other in
        !own.contains { $0.check == other.check }
      }
    var until: StepScript.Until?
    if let wanted = form.until {
      until = StepScript.Until(
        statuses: wanted.expect.statuses,
        assertions: bound(wanted.expect.assertions, scope, binding, into: &diagnostics),
        interval: wanted.interval, limit: wanted.limit)
    }
    return StepScript(
      id: form.id, title: form.title, timeout: form.timeout ?? defaults.timeout,
      retries: form.retries ?? defaults.retries, delay: form.delay, repeats: form.repeats,
      until: until, waivers: waivers)
  }

  /// What the step says, else for a required parameter what the fixtures say.
  private func argument(
    _ parameter: Contract.Parameter, _ form: StepForm, _ operation: Contract.Operation
  ) -> Value? {
    if let value = form.arguments[parameter.name] { return value }
    guard parameter.isRequired else { return nil }
    return fixtures.operations[operation.id]?.parameters[parameter.name]
      ?? fixtures.parameters[parameter.name]
  }

  /// Diagnoses `${name}` that is neither captured before nor a fixture nor in the environment.
  package func checkVariables(
    of value: Value, captured: Set<String>, into diagnostics: inout [Diagnostic]
  ) {
    var pending = [value]
    while let part = pending.popLast() {
      switch part.kind {
      case .array(let items): pending += items.reversed()
      case .object(let members): pending += members.reversed().map(\.value)
      case .string:
        diagnostics += part.expressionDiagnostics
        for name in part.variables.sorted() where !captured.contains(name) && !scope.knows(name) {
          diagnostics.append(unknownVariable(name, captured, at: part.range ?? value.range))
        }
      default: break
      }
    }
  }

  private func unknownVariable(
    _ name: String, _ captured: Set<String>, at range: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "unknown-variable",
      "`${\(name)}` has no value here: no variable, earlier capture, fixture or environment variable"
        + " has this name",
      remedy: Suggestion.nearest(to: name, among: captured.sorted() + scope.names).map {
        "did you mean `${\($0)}`?"
      }
        ?? "set the environment variable \(name), capture it in an earlier step, or write it under `variables:`",
      at: range)
  }
}
