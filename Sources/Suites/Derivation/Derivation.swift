package import Contracts
package import Documents
import Evidence

/// Cases that follow from the contract and the fixtures alone.
package struct Derivation: Sendable {
  /// The intents for which something can be derived.
  package static let intents: [Case.Intent] = [.positive, .negative, .auth]

  let contract: Contract
  let fixtures: Fixtures
  let binder: StepBinder

  package init(contract: Contract, fixtures: Fixtures, environment: [String: String]) {
    self.contract = contract
    self.fixtures = fixtures
    binder = StepBinder(contract: contract, fixtures: fixtures, environment: environment)
  }

  /// Operation by operation in the contract's order: positive, negative, auth.
  package func cases(_ intents: Set<Case.Intent>, into diagnostics: inout [Diagnostic]) -> [Case] {
    var cases: [Case] = []
    for operation in contract.operations {
      let subject = subject(operation, into: &diagnostics)
      if intents.contains(.positive) { cases += [positive(subject)] }
      if intents.contains(.negative) { cases += invalid(subject) + absent(subject) }
      if intents.contains(.auth) { cases += unauthorised(subject) }
    }
    return cases
  }

  /// An operation with all that its cases share.
  struct Subject {
    var operation: Contract.Operation
    var entry: Fixtures.Entry
    /// The steps that make the positive case possible.
    var before: [Step]
    /// The positive request.
    var request: RequestTemplate
    /// Names of required parameters, or "body", that no fixture gives.
    var lacking: [String]
    /// Why none of its cases can be sent, whatever the fixtures give.
    var blocker: Reason?
  }

  private func subject(
    _ operation: Contract.Operation, into diagnostics: inout [Diagnostic]
  ) -> Subject {
    var entry = fixtures.operations[operation.id] ?? Fixtures.Entry()
    let scope = binder.scope
    var captured: Set<String> = []
    let before = entry.before.compactMap {
      binder.bind($0, role: .setup, captured: &captured, into: &diagnostics)
    }
    entry.missing = filled(entry.missing, captured, into: &diagnostics)
    entry.invalid = filled(entry.invalid, captured, into: &diagnostics)
    var request = RequestTemplate(credential: operation.requiresCredential ? .valid : .absent)
    var lacking: [String] = []
    for parameter in operation.parameters where !parameter.isCredential {
      guard let value = entry.parameters[parameter.name] ?? fixtures.parameters[parameter.name]
      else {
        if parameter.isRequired { lacking.append(parameter.name) }
        continue
      }
      binder.checkVariables(of: value, captured: captured, into: &diagnostics)
      request.add(.init(name: parameter.name, value: scope.filled(value)), to: parameter.location)
    }
    if let body = operation.body {
      if let value = entry.body {
        binder.checkVariables(of: value, captured: captured, into: &diagnostics)
        request.body = scope.filled(value)
        request.contentType = body.mediaType(for: value)?.name
      } else if body.isRequired, !operation.parameters.contains(where: { $0.location == .form }) {
        lacking.append("body")
      }
    }
    return Subject(
      operation: operation, entry: entry, before: before, request: request, lacking: lacking,
      blocker: contract.obstacle(to: operation, sending: request))
  }

  /// The variant with its variables filled in, those that nobody knows diagnosed.
  private func filled(
    _ variant: Fixtures.Variant, _ captured: Set<String>, into diagnostics: inout [Diagnostic]
  ) -> Fixtures.Variant {
    let parameters = Value.object(variant.parameters)
    for value in [parameters, variant.body].compactMap({ $0 }) {
      binder.checkVariables(of: value, captured: captured, into: &diagnostics)
    }
    return Fixtures.Variant(
      parameters: binder.scope.filled(parameters).object ?? ValueObject(),
      body: variant.body.map { binder.scope.filled($0) })
  }

  /// A case of one step, with the steps before it where it needs what they capture.
  func derived(
    _ subject: Subject, intent: Case.Intent, name: String, title: String,
    request: RequestTemplate, expectation: Expectation, obligations: [String],
    blocker: Reason?, needsSetup: Bool
  ) -> Case {
    let provided = Set(subject.before.flatMap { $0.captures.map(\.name) })
    let isNeeded = needsSetup || !request.variables.isDisjoint(with: provided)
    let test = Step(
      role: .test, operation: subject.operation, request: request, expectation: expectation)
    return Case(
      id: "derived:\(subject.operation.id):\(name)", title: title,
      group: "\(subject.operation.id)", intent: intent,
      steps: (isNeeded ? subject.before : []) + [test], obligations: obligations,
      blocker: blocker)
  }

  /// Why a request can't be made for want of fixtures; nil where nothing is lacking.
  func blocker(_ lacking: [String], of operation: Contract.Operation) -> Reason? {
    guard let first = lacking.first else { return nil }
    let names = lacking.joined(separator: ", ")
    let remedy =
      first == "body"
      ? "add `body: …` under `operations` → `\(operation.id)` in the fixtures"
      : "add `\(first): …` under `parameters` in the fixtures"
    return Reason(
      code: "fixture-missing", message: "no fixture for \(names) of \(operation.id)",
      remedy: remedy)
  }
}
