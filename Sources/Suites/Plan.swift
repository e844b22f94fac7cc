package import Contracts
package import Documents
package import Evidence

/// What a run will send, in order.
package struct Plan: Sendable {
  package var cases: PlanCases
  /// Remarks about the suites and fixtures it was made from.
  package var diagnostics: [Diagnostic]
  /// What `${NAME}` brought in from the environment, and inputs that are passwords; it may be secret.
  package var environmentValues: [String]
  /// Makes requests of failed cases smaller; nil: they stay as they are.
  package var reducer: CaseReducer?
  /// How much stricter the chosen profile wants answers judged.
  package var tightening: Tightening

  package init(
    cases: PlanCases, diagnostics: [Diagnostic] = [], environmentValues: [String] = [],
    reducer: CaseReducer? = nil, tightening: Tightening = Tightening([])
  ) {
    self.tightening = tightening
    self.reducer = reducer
    self.cases = cases
    self.diagnostics = diagnostics
    self.environmentValues = environmentValues
  }

  /// Whether it has cases, and none was derived from the contract.
  package var isOfSuitesAlone: Bool {
    // Derived cases stand before those of suites.
    cases.first.map { $0.range != nil } ?? false
  }

  /// The operations of which some step of a suite wants an answer within so many seconds, or sooner.
  package func operations(limitedTo seconds: Double) -> Set<String> {
    var operations: Set<String> = []
    for item in cases where item.range != nil && item.skip == nil {
      for step in item.steps where step.assertions.contains(where: { $0.isTime(within: seconds) }) {
        operations.insert("\(step.operation.id)")
      }
    }
    return operations
  }
}

/// One thing to find out about the target.
package struct Case: Sendable {
  package enum Intent: String, Sendable, CaseIterable {
    case positive, negative, boundary, auth, stateful
  }

  /// Unique in the plan and stable across runs.
  package var id: String
  package var title: String
  /// What reports file it under: the operation, or the suite's name.
  package var group: String
  package var intent: Intent
  /// The worst effect among its steps.
  package var effect: Contract.Operation.Effect
  package var tags: [String]
  package var steps: [Step]
  /// The ids of the obligations that it discharges when it passes.
  package var obligations: [String]
  /// Set when it can't be run for want of something; it is then inconclusive.
  package var blocker: Reason?
  /// Why it has shown nothing where its last answer is another one than expected, and yet no
  /// failure; it is then inconclusive. Nil: it passes all the same.
  package var otherwise: Reason?
  /// What its last request made up and may be made smaller; nil: nothing.
  package var invention: Invention?
  /// Set when it is deliberately not run.
  package var skip: Reason?
  /// What its suite says besides; nil for derived cases.
  package var script: CaseScript?
  package var range: SourceRange?

  package init(
    id: String, title: String, group: String, intent: Intent,
    tags: [String] = [], steps: [Step], obligations: [String] = [], blocker: Reason? = nil,
    skip: Reason? = nil, range: SourceRange? = nil
  ) {
    self.id = id
    self.title = title
    self.group = group
    self.intent = intent
    var effect = Contract.Operation.Effect.read
    for step in steps where step.operation.effect.gravity > effect.gravity {
      effect = step.operation.effect
    }
    self.effect = effect
    self.tags = tags
    self.steps = steps
    self.obligations = obligations
    self.blocker = blocker
    self.skip = skip
    self.range = range
  }
}

/// One request of a case.
///
/// It is one reference: the course of a case asks for it at every turn, and hardly anybody changes it.
package struct Step: Sendable {
  private struct Fields: Sendable {
    var role: StepResult.Role
    var operation: Contract.Operation
    var request: RequestTemplate
    var expectation: Expectation
    var captures: [Capture]
    var assertions: [Assertion]
    var comparison: Comparison?
    var script: StepScript?
  }

  private final class Storage: Sendable {
    let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

  private var storage: Storage

  /// Changes a copy.
  private mutating func change(_ edit: (inout Fields) -> Void) {
    var fields = storage.fields
    edit(&fields)
    storage = Storage(fields)
  }

  package init(
    role: StepResult.Role, operation: Contract.Operation, request: RequestTemplate,
    expectation: Expectation, captures: [Capture] = [], assertions: [Assertion] = [],
    comparison: Comparison? = nil
  ) {
    storage = Storage(
      Fields(
        role: role, operation: operation, request: request, expectation: expectation,
        captures: captures, assertions: assertions, comparison: comparison))
  }

  package var role: StepResult.Role {
    get { storage.fields.role }
    set { change { $0.role = newValue } }
  }
  package var operation: Contract.Operation {
    get { storage.fields.operation }
    set { change { $0.operation = newValue } }
  }
  package var request: RequestTemplate {
    get { storage.fields.request }
    set { change { $0.request = newValue } }
  }
  package var expectation: Expectation {
    get { storage.fields.expectation }
    set { change { $0.expectation = newValue } }
  }
  /// Variables to take from the answer.
  package var captures: [Capture] {
    get { storage.fields.captures }
    set { change { $0.captures = newValue } }
  }
  package var assertions: [Assertion] {
    get { storage.fields.assertions }
    set { change { $0.assertions = newValue } }
  }
  /// What its answer is compared with; nil: it stands alone.
  package var comparison: Comparison? {
    get { storage.fields.comparison }
    set { change { $0.comparison = newValue } }
  }
  /// What its suite says besides; nil for derived steps.
  package var script: StepScript? {
    get { storage.fields.script }
    set { change { $0.script = newValue } }
  }

  // What is asked for with every request, without a copy of the whole template.

  package var credential: RequestTemplate.Credential { storage.fields.request.credential }
  package var raw: RawOverrides? { storage.fields.request.raw }

  /// The request itself, without its credential.
  package func request(
    baseURL: String, in context: ExpressionContext
  ) throws(TemplateError) -> HTTPRequest {
    try storage.fields.request.request(
      for: storage.fields.operation, baseURL: baseURL, in: context)
  }
}

extension Contract.Operation.Effect {
  /// Greater is worse.
  package var gravity: Int {
    switch self {
    case .read: 0
    case .write: 1
    case .destroy: 2
    }
  }
}
