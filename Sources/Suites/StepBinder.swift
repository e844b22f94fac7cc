package import Contracts
package import Documents
package import Evidence

/// Binds steps as files write them to the operations of a contract.
package struct StepBinder: Sendable {
  let contract: Contract
  let fixtures: Fixtures
  /// What `${name}` means before any capture.
  package let scope: VariableScope

  package init(contract: Contract, fixtures: Fixtures, environment: [String: String]) {
    self.contract = contract
    self.fixtures = fixtures
    scope = VariableScope(fixtures: fixtures, environment: environment)
  }

  /// The bound step, its captures added to `captured`; nil, with diagnostics, where it names what
  /// the contract lacks.
  package func bind(
    _ form: StepForm, role: StepResult.Role, captured: inout Set<String>,
    into diagnostics: inout [Diagnostic]
  ) -> Step? {
    guard let operation = contract.operation(form.call) else {
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-operation", "the contract has no operation `\(form.call)`",
          remedy: Suggestion.remedy(
            for: "\(form.call)", among: contract.operations.map { "\($0.id)" }),
          at: form.callRange))
      return nil
    }
    let before = diagnostics.count
    var request = RequestTemplate(
      body: form.body,
      credential: form.credential ?? (operation.requiresCredential ? .valid : .absent))
    request.contentType = form.body.flatMap { operation.body?.mediaType(for: $0)?.name }
    let slots = operation.parameters.filter { !$0.isCredential }
    for member in form.arguments where !slots.contains(where: { $0.name == member.name }) {
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-parameter", "\(operation.id) has no parameter `\(member.name)`",
          remedy: Suggestion.remedy(for: member.name, among: slots.map(\.name)),
          at: member.nameRange))
    }
    for parameter in slots {
      guard let value = argument(parameter, form, operation) else {
        if parameter.location == .path {
          diagnostics.append(
            Diagnostic(
              .error, code: "missing-parameter",
              "the step gives no value for the path parameter `\(parameter.name)`",
              remedy: "add it under `with:`, or under `parameters:` in the fixtures",
              at: form.callRange))
        }
        continue
      }
      checkVariables(of: value, captured: captured, into: &diagnostics)
      request.add(.init(name: parameter.name, value: scope.filled(value)), to: parameter.location)
    }
    if let body = form.body {
      checkVariables(of: body, captured: captured, into: &diagnostics)
      request.body = scope.filled(body)
    }
    for assertion in form.assertions {
      if let value = assertion.operand {
        checkVariables(of: value, captured: captured, into: &diagnostics)
      }
    }
    guard diagnostics.count == before else { return nil }
    captured.formUnion(form.captures.map(\.name))
    return Step(
      role: role, operation: operation, request: request,
      expectation: Expectation(.exactly, form.statuses), captures: form.captures,
      assertions: form.assertions.map(scope.filled))
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
      case .object(let members): pending += members.members.reversed().map(\.value)
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
      "`${\(name)}` is neither captured before this step, nor a fixture, nor set in the environment",
      remedy: Suggestion.nearest(to: name, among: captured.sorted() + scope.names).map {
        "did you mean `${\($0)}`?"
      } ?? "set the environment variable \(name), or capture it in an earlier step",
      at: range)
  }
}

/// What `${name}` means without any capture: a fixture's parameter, else an environment variable.
package struct VariableScope: Sendable {
  private let fixtures: ValueObject
  private let environment: [String: String]

  init(fixtures: Fixtures, environment: [String: String]) {
    self.fixtures = fixtures.parameters
    self.environment = environment
  }

  func knows(_ name: String) -> Bool { fixtures[name] != nil || environment[name] != nil }

  /// Of the fixtures; the environment's are nobody's business in a message.
  var names: [String] { fixtures.names }

  /// The value with the variables of this scope filled in and all others left as they are.
  package func filled(_ value: Value) -> Value {
    value.replacingVariables { name in
      fixtures[name] ?? environment[name].map { .string($0) }
    } environment: { name in
      environment[name]
    }
  }

  func filled(_ assertion: Assertion) -> Assertion {
    assertion.operand.map { assertion.replacingOperand(with: filled($0)) } ?? assertion
  }
}
