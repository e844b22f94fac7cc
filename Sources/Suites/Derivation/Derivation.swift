package import Contracts
package import Documents
import Evidence
import Schemas

/// Cases that follow from the contract and the fixtures alone.
package struct Derivation: Sendable {
  /// The intents for which something can be derived.
  package static let intents: [Case.Intent] = [.positive, .negative, .boundary, .auth, .stateful]

  let contract: Contract
  let fixtures: Fixtures
  let binder: StepBinder
  let generator: ValueGenerator
  let proof: RequestProof
  /// What everything random is drawn from.
  let seed: UInt64
  /// The credentials at hand that are good, but not for what they are sent to.
  let credentials: Set<Contract.CredentialDefect>

  /// - Parameter schemas: the contract's, where somebody has compiled them already.
  package init(
    contract: Contract, fixtures: Fixtures, environment: [String: String],
    schemas: ContractSchemas? = nil, seed: UInt64 = 0,
    credentials: Set<Contract.CredentialDefect> = []
  ) {
    self.credentials = credentials
    self.contract = contract
    self.fixtures = fixtures
    self.seed = seed
    let schemas = schemas ?? ContractSchemas(contract: contract)
    binder = StepBinder(
      contract: contract, fixtures: fixtures, environment: environment, schemas: schemas)
    generator = ValueGenerator(contract: contract, schemas: schemas)
    proof = RequestProof(contract: contract, schemas: schemas)
  }

  /// What makes the cases smaller that it derives.
  package var reducer: CaseReducer { CaseReducer(generator: generator, proof: proof) }

  /// Operation by operation in the contract's order, each with its positive, negative, boundary, auth
  /// and stateful cases; then the methods that paths lack or list and the lifecycles of things; then, up to
  /// `limit` cases in all, random ones. Only what differs from case to case is kept.
  package func cases(
    _ intents: Set<Case.Intent>, limit: Int? = nil, into diagnostics: inout [Diagnostic]
  ) -> PlanCases {
    var cases: [Case] = []
    var subjects: [Subject] = []
    for operation in contract.operations {
      let subject = subject(operation, into: &diagnostics)
      subjects.append(subject)
      if intents.contains(.positive) {
        cases += [positive(subject)] + combinations(subject) + examples(subject)
      }
      if intents.contains(.negative) {
        cases += invalid(subject) + absent(subject) + violations(subject) + omissions(subject)
        cases += malformed(subject)
      }
      if intents.contains(.boundary) { cases += boundaries(subject) }
      if intents.contains(.auth) { cases += unauthorised(subject) }
      if intents.contains(.stateful) { cases += repetitions(subject) }
    }
    if intents.contains(.negative) { cases += methods(subjects) }
    if intents.contains(.stateful) { cases += options(subjects) + lifecycles(subjects) }
    var plan = PlanCases(limit.map { Array(cases.prefix($0)) } ?? cases)
    if let limit, limit > cases.count, intents.contains(.boundary) {
      addRandom(
        limit - cases.count, subjects, breaking: intents.contains(.negative), to: &plan)
    }
    return plan
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
    /// What the requests take values for, the body in the media type that is sent.
    var slots: [Slot]
    /// The slots whose values nobody vouches for: they are the definition's examples, or made up.
    var invented: Set<String>

    var documentedSuccesses: [Int] { Self.codes(operation.successes) }

    /// The documented successes. Where there is none, what is documented instead: an operation may be
    /// there to refuse; and 200 where that is nothing, or may be anything.
    var successes: [Int] {
      if !documentedSuccesses.isEmpty { return documentedSuccesses }
      let statuses = operation.responses.map(\.status)
      let isOpen = !operation.successes.isEmpty || statuses.contains(.default)
      let codes = Self.codes(statuses)
      return isOpen || codes.isEmpty ? [200] : codes
    }

    private static func codes(_ statuses: [Contract.Response.Status]) -> [Int] {
      statuses.compactMap { if case .code(let code) = $0 { code } else { nil } }
    }

    /// What was made up, as the fixtures call it.
    var inventedSlots: [String] { slots.filter { invented.contains($0.id) }.map(\.short) }

    /// For messages: `id and body were`.
    var inventedNames: String {
      let names = inventedSlots
      return names.joined(separator: ", ") + (names.count == 1 ? " was" : " were")
    }

    /// Whether the fixtures give this operation a value of its own for a parameter.
    func owns(_ name: String) -> Bool { entry.parameters[name] != nil }
  }

  private func subject(
    _ operation: Contract.Operation, into diagnostics: inout [Diagnostic]
  ) -> Subject {
    var entry = fixtures.operations[operation.id] ?? Fixtures.Entry()
    let scope = binder.scope
    var captured: Set<String> = []
    var named: Set<String> = []
    let before = entry.before.compactMap {
      binder.bind($0, role: .setup, captured: &captured, after: &named, into: &diagnostics)
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
    let medium = operation.body.flatMap { body in
      request.contentType.map { body.mediaType(named: $0) } ?? body.mediaType(for: .object([]))
    }
    var subject = Subject(
      operation: operation, entry: entry, before: before, request: request, lacking: lacking,
      blocker: nil, slots: operation.slots(sending: medium), invented: [])
    invent(&subject)
    subject.blocker = contract.obstacle(to: operation, sending: subject.request)
    return subject
  }

  /// Gives the positive request what the fixtures lack, from the definition's examples or made up;
  /// never for what destroys, which could hit a thing that nobody meant.
  private func invent(_ subject: inout Subject) {
    guard subject.operation.effect != .destroy else { return }
    for slot in subject.slots where subject.lacking.contains(slot.short) {
      guard let value = invented(slot, subject) else { continue }
      if slot.parameter?.location == .path, subject.operation.effect != .read,
        slot.examples.isEmpty
      {
        // A change goes to no thing that was guessed.
        continue
      }
      subject.request.set(slot, value.literal)
      subject.invented.insert(slot.id)
      subject.lacking.removeAll { $0 == slot.short }
    }
  }

  /// A value for a slot by the definition alone, its examples first; nil where none is found.
  func invented(_ slot: Slot, _ subject: Subject) -> Value? {
    var random = SeededRandom(seed: seed, labels: ["\(subject.operation.id)", slot.id, "value"])
    return generator.value(
      for: slot.schema, named: slot.name, examples: slot.examples.compactMap(\.value),
      direction: .request, random: &random
    ).value
  }

  /// What is expected of a request with values that nobody vouches for. Where some of them may be
  /// anything by the contract, a documented 400 or 422 is as good as a success: the target may know
  /// what the contract doesn't say.
  func expectation(
    _ subject: Subject, varying slots: [Slot], _ circumstance: String?
  ) -> Expectation {
    let freedom = SchemaFreedom(document: contract.document)
    let invented = subject.slots.filter { subject.invented.contains($0.id) }
    let isFree = (slots + invented).contains { freedom.isFree($0.schema.pointer) }
    return Expectation(
      .generated,
      subject.successes + (isFree ? documentedCodes(subject.operation, among: [400, 422]) : []),
      circumstance: circumstance)
  }

  /// The value that the fixtures give a slot.
  func given(_ slot: Slot, _ subject: Subject) -> Value? {
    guard let name = slot.name else { return nil }
    return (subject.entry.parameters[name] ?? fixtures.parameters[name]).map(binder.scope.filled)
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
  ///
  /// - Parameter varied: the slots whose values nobody vouches for, besides those of the subject.
  func derived(
    _ subject: Subject, intent: Case.Intent, name: String, title: String,
    request: RequestTemplate, expectation: Expectation, obligations: [String],
    blocker: Reason?, needsSetup: Bool, varying varied: [Slot] = []
  ) -> Case {
    let provided = Set(subject.before.flatMap { $0.captures.map(\.name) })
    let isNeeded = needsSetup || !request.variables.isDisjoint(with: provided)
    let test = Step(
      role: .test, operation: subject.operation, request: request, expectation: expectation)
    let before = isNeeded ? subject.before : []
    var item = Case(
      id: "derived:\(subject.operation.id):\(name)", title: title,
      group: "\(subject.operation.id)", intent: intent, steps: before + [test],
      obligations: obligations, blocker: blocker)
    if [.positive, .boundary].contains(intent) || !varied.isEmpty {
      item.invention = invention(subject, varying: varied, preparedBy: before)
    }
    return item
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
