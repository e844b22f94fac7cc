import Contracts
import Documents
import Evidence

/// Binds the cases of suites to a contract.
struct SuiteBinder {
  let contract: Contract
  let fixtures: Fixtures
  let environment: [String: String]
  let options: Planner.Options
  private let steps: StepBinder

  init(
    contract: Contract, fixtures: Fixtures, environment: [String: String],
    options: Planner.Options, schemas: ContractSchemas
  ) {
    self.contract = contract
    self.fixtures = fixtures
    self.environment = environment
    self.options = options
    var steps = StepBinder(
      contract: contract, fixtures: fixtures, environment: environment, schemas: schemas)
    steps.modelPaths = ModelPaths(contract: contract)
    self.steps = steps
  }

  /// The cases of a suite, one for each row of those that have rows.
  func cases(of suite: SuiteFile, into diagnostics: inout [Diagnostic]) -> [Case] {
    let profile = suite.profiles.first { $0.name == options.profile }
    var values = suite.values
    for member in profile?.variables ?? ValueObject() { values.set(member) }
    var cases: [Case] = []
    for form in suite.cases {
      for check in waivers(of: form) { checkID(check.check, at: check.range, into: &diagnostics) }
      for check in form.expectedFailure?.checks ?? []
      where !["assertion", "capture", "transport"].contains(check) {
        checkID(check, at: form.expectedFailure?.range, into: &diagnostics)
      }
      let before = diagnostics.count
      let reason = profile.flatMap { profile in
        profile.reason(against: form).map {
          Reason(code: "filtered", message: "left out by the profile \(profile.name), \($0)")
        }
      }
      let rows = form.data.map { $0.rows.map(Optional.some) } ?? [nil]
      for (number, row) in rows.enumerated() {
        var item = bound(form, of: suite, values, row, number, into: &diagnostics)
        if item.skip == nil { item.skip = reason }
        cases.append(item)
        // Further rows would only repeat the mistake.
        if Self.hasErrors(diagnostics, since: before) { break }
      }
      if !Self.hasErrors(diagnostics, since: before) { checkCaptures(of: form, into: &diagnostics) }
    }
    return cases
  }

  private func bound(
    _ form: SuiteFile.CaseForm, of suite: SuiteFile, _ values: ValueObject, _ row: DataForm.Row?,
    _ number: Int, into diagnostics: inout [Diagnostic]
  ) -> Case {
    var values = values
    for member in form.variables { values.set(member) }
    for member in row?.members ?? ValueObject() { values.set(member) }
    let binder = steps.hiding(values.names, defaults: form.defaults)
    let order = VariableOrder(values, into: &diagnostics)
    var known: Set<String> = []
    let variables = order.ordered.map { member in
      binder.checkVariables(of: member.value, captured: Set(values.names), into: &diagnostics)
      known.insert(member.name)
      var filled = member
      filled.value = binder.scope.filled(member.value)
      return filled
    }
    var captured = Set(values.names)
    var named: Set<String> = []
    var bound: [Step] = []
    for (role, forms) in [
      (StepResult.Role.setup, form.setup), (.test, form.steps), (.teardown, form.teardown),
    ] {
      bound += forms.compactMap {
        binder.bind($0, role: role, captured: &captured, after: &named, into: &diagnostics)
      }
    }
    let label = row.map { "[\($0.name ?? "\(number)")]" } ?? ""
    var item = Case(
      id: "\(suite.name):\(form.id)\(label)", title: form.title + (row == nil ? "" : " \(label)"),
      group: suite.name, intent: .stateful, tags: form.tags, steps: bound,
      blocker: bound.lazy.compactMap { contract.obstacle(to: $0.operation, sending: $0.request) }
        .first,
      range: form.range)
    if let effect = form.effect {
      if effect.gravity < item.effect.gravity {
        diagnostics.append(
          Diagnostic(
            .error, code: "effect-too-mild",
            "the case `\(form.id)` says that its effect is \(effect.rawValue), but a step's is"
              + " \(item.effect.rawValue)",
            remedy: "write `effect: \(item.effect.rawValue)`, or leave it out", at: form.effectRange
          ))
      }
      item.effect = effect
    }
    item.intent = form.intent ?? (item.effect == .read ? .positive : .stateful)
    item.skip = skip(form, variables, into: &diagnostics)
    let expired = options.today.map { today in
      form.expectedFailure.map { $0.expires < today } ?? false
    }
    item.script = CaseScript(
      variables: variables, requirements: form.requirements,
      expectedFailure: form.expectedFailure, isExpired: expired ?? false)
    return item
  }

  /// Why a case is not run by what it says itself.
  private func skip(
    _ form: SuiteFile.CaseForm, _ variables: [ValueObject.Member],
    into diagnostics: inout [Diagnostic]
  ) -> Reason? {
    if let reason = form.skip { return Reason(code: "skipped-by-suite", message: reason) }
    for condition in form.conditions {
      let holds: Bool
      switch condition.subject {
      case .environment(let name): holds = condition.holds(environment[name].map { .string($0) })
      case .profile(let name):
        holds = name == options.profile
      case .variable(let name):
        let own = variables.first { $0.name == name }?.value
        if own == nil, !steps.scope.knows(name) {
          diagnostics.append(
            Diagnostic(
              .error, code: "unknown-variable",
              "the condition's variable `\(name)` has no value before the case",
              remedy: Suggestion.remedy(
                for: name, among: variables.map(\.name) + steps.scope.names),
              at: condition.range))
        }
        holds = condition.holds(own ?? steps.scope.value(name))
      }
      if !holds {
        return Reason(
          code: "condition-not-met", message: "its condition does not hold: \(condition.text)")
      }
    }
    return nil
  }

  // MARK: Mistakes

  private static func hasErrors(_ diagnostics: [Diagnostic], since start: Int) -> Bool {
    diagnostics[start...].contains { $0.severity == .error }
  }

  private func waivers(of form: SuiteFile.CaseForm) -> [Waiver] {
    form.defaults.waivers + (form.setup + form.steps + form.teardown).flatMap(\.waivers)
  }

  private func checkID(
    _ id: String, at range: SourceRange?, into diagnostics: inout [Diagnostic]
  ) {
    guard let known = options.checks, !known.contains(id) else { return }
    diagnostics.append(
      Diagnostic(
        .error, code: "unknown-check", "there is no check `\(id)`",
        remedy: Suggestion.nearest(to: id, among: known).map { "did you mean `\($0)`?" }
          ?? "`muster checks` lists them",
        at: range))
  }

  /// A capture that nothing uses checks less than its author meant.
  private func checkCaptures(
    of form: SuiteFile.CaseForm, into diagnostics: inout [Diagnostic]
  ) {
    let all = form.setup + form.steps + form.teardown
    for (place, step) in all.enumerated() {
      for capture in step.captures {
        let isUsed = all[(place + 1)...].contains { $0.variables.contains(capture.name) }
        if isUsed { continue }
        let used = all[(place + 1)...].reduce(into: Set<String>()) { $0.formUnion($1.variables) }
        diagnostics.append(
          Diagnostic(
            .error, code: "unused-capture", "no later step uses the capture `\(capture.name)`",
            remedy: Suggestion.nearest(to: capture.name, among: used.sorted()).map {
              "did you mean `\($0)`? If not, remove it"
            } ?? "remove it, or demand a value with `expect`",
            at: capture.range))
      }
    }
  }
}
