package import Contracts
package import Documents
package import Evidence
import Schemas

/// Judges exchanges: the one place where an answer becomes findings, whoever recorded it.
package struct Judge: Sendable {
  package struct Judgement: Sendable {
    package var findings: [Finding]
    /// Set where the target could not be judged.
    package var inconclusive: Reason?
    /// Properties seen in the answer, each discharged or failed.
    package var properties: [ObligationOutcome]
    /// The body, where it is JSON.
    package var document: JSONDocument?
    /// What the answer showed of the operation's promises beyond its status: that refusals explain
    /// themselves, that `default` is kept.
    package var promises: [ObligationOutcome] = []

    package init(
      findings: [Finding], inconclusive: Reason?, properties: [ObligationOutcome],
      document: JSONDocument? = nil, promises: [ObligationOutcome] = []
    ) {
      self.findings = findings
      self.inconclusive = inconclusive
      self.properties = properties
      self.document = document
      self.promises = promises
    }
  }

  private let rules: JudgeRules
  private let checks: [any Check]

  /// Compiles every response schema of the contract; throws where one can't be.
  ///
  /// - Parameter known: the contract's schemas, where somebody has compiled them already.
  package init(
    contract: Contract, schemas known: ContractSchemas? = nil, strictness: Strictness,
    checks: [any Check.Type] = AllChecks.all, latency: LatencyLimits = LatencyLimits()
  ) throws(InvalidInput) {
    self.checks = checks.map { $0.init() }
    rules = try JudgeRules(
      contract: contract, schemas: known, strictness: strictness, judges: Set(checks.map { $0.id }),
      latency: latency)
  }

  /// The findings on one exchange of an operation; `earlier` is the one that it is compared with.
  ///
  /// - Parameter silenced: the ids of checks that do not judge this answer; nil: all do.
  package func judge(
    _ exchange: Exchange, of operation: Contract.Operation, expecting expectation: Expectation,
    comparedWith earlier: Answer.Earlier? = nil, without silenced: Set<String>? = nil
  ) -> Judgement {
    guard let response = exchange.response else {
      return judgement(on: exchange.failure, of: operation, expecting: expectation)
    }
    if response.status == 429 || response.status == 503,
      !expectation.statuses.contains(response.status)
    {
      return Judgement(
        findings: [],
        inconclusive: Reason(
          code: "target-busy",
          message: "the target answered \(response.status) to all"
            + " \(exchange.attempts.count) attempts",
          remedy: "send less with --jobs 1, or repeat the run when the target is up"),
        properties: [], document: nil)
    }
    if let reason = undeclaredCredential(response, exchange, operation, expectation) {
      return Judgement(findings: [], inconclusive: reason, properties: [], document: nil)
    }
    var answer = answer(response, exchange, operation, expectation, earlier)
    answer.silenced = silenced
    var findings: [Finding] = []
    for place in checks.indices where silenced?.contains(type(of: checks[place]).id) != true {
      // Nearly all find nothing, which is not worth an array that can be added to.
      let found = checks[place].findings(in: answer)
      if !found.isEmpty { findings += found }
    }
    return Judgement(
      findings: findings, inconclusive: nil, properties: propertyOutcomes(answer),
      document: answer.document, promises: promises(answer, findings))
  }

  /// Why a valid request can't be made of an operation that documents 401 without a word of what
  /// credential it wants; nil where that is not what happened.
  private func undeclaredCredential(
    _ response: HTTPResponse, _ exchange: Exchange, _ operation: Contract.Operation,
    _ expectation: Expectation
  ) -> Reason? {
    guard response.status == 401, expectation.rule == .accepted, !operation.requiresCredential,
      operation.response(for: 401)?.status == .code(401),
      exchange.request.headers["Authorization"] == nil
    else { return nil }
    return Reason(
      code: "credential-undeclared",
      message: "\(operation.id) asks for a credential, and the contract does not say which",
      remedy: "declare its `security` in an overlay, and give the credential in the fixtures")
  }

  private func judgement(
    on failure: TransportFailure?, of operation: Contract.Operation,
    expecting expectation: Expectation
  ) -> Judgement {
    guard let failure else {
      return Judgement(
        findings: [],
        inconclusive: Reason(code: "not-sent", message: "the request was never sent"),
        properties: [], document: nil)
    }
    // How long a value that nobody vouches for keeps a target busy is the value's affair.
    if failure.kind == .answerTimeout, expectation.rule == .generated {
      return Judgement(
        findings: [],
        inconclusive: Reason(
          code: failure.kind.rawValue,
          message: "\(failure.message), and nobody vouches for the values that were sent",
          remedy: "say in the contract or an overlay which values are allowed, or allow more time"),
        properties: [], document: nil)
    }
    guard failure.kind.blame == .target else {
      return Judgement(
        findings: [],
        inconclusive: Reason(
          code: failure.kind.rawValue, message: failure.message, remedy: failure.remedy),
        properties: [], document: nil)
    }
    let finding = Finding(
      check: "transport", operation: operation.facts.label,
      message: "the answer broke HTTP (\(failure.kind.rawValue))", expected: "a whole HTTP answer",
      actual: failure.message, range: operation.range, hint: failure.remedy)
    return Judgement(findings: [finding], inconclusive: nil, properties: [], document: nil)
  }

  private func answer(
    _ response: HTTPResponse, _ exchange: Exchange, _ operation: Contract.Operation,
    _ expectation: Expectation, _ earlier: Answer.Earlier?
  ) -> Answer {
    let documentation = rules.documented(
      operation, status: response.status, contentType: response.headers["Content-Type"])
    let content = content(of: response, documentation)
    let violations: [Violation]
    let walk: SchemaWalk
    // A call that the contract does not document has no error model to keep to.
    let isJudged = documentation.response != nil || !expectation.isBesideContract
    if case .json(let document) = content, let shape = documentation.shape, isJudged {
      violations = documentation.schema?.violations(in: document.root) ?? []
      walk = SchemaWalk(
        document.root, shape: shape, in: rules.index, violations: violations.map(\.instance))
    } else {
      violations = []
      walk = SchemaWalk()
    }
    return Answer(
      rules: rules, documentation: documentation, expectation: expectation,
      request: exchange.request, response: response,
      seconds: exchange.attempts.last?.timing.total ?? 0, earlier: earlier, content: content,
      violations: violations, walk: walk)
  }

  private func content(
    of response: HTTPResponse, _ documentation: DocumentedAnswer
  ) -> Answer.Content {
    if response.body.isEmpty { return .empty }
    // Text that is documented as text is no JSON, even where it could be read as such.
    let mediaType = documentation.mediaType
    if documentation.isDocumentedAsOther, mediaType?.isJSON != true { return .other }
    do {
      let document = try JSONReader.read(response.body, file: Self.answerFile)
      // `123` or `null` that says it is text is text; an object that says so is a mistake.
      let isScalar = document.root.kind != .object && document.root.kind != .array
      if isScalar, let mediaType, !mediaType.isJSON { return .other }
      return .json(document)
    } catch {
      return .malformed(error)
    }
  }

  private static let answerFile = SourceFile(name: "<answer>")

  /// Whether an error answer explains itself, and `default` documents what it is there for.
  private func promises(_ answer: Answer, _ findings: [Finding]) -> [ObligationOutcome] {
    func outcome(_ id: String, _ broken: Finding?) -> ObligationOutcome {
      ObligationOutcome(
        id: id, state: broken == nil ? .discharged : .failed, reason: broken?.message)
    }
    var outcomes: [ObligationOutcome] = []
    if answer.isErrorAnswer, answer.judges.contains(ErrorBodyCheck.id),
      answer.request.method != "HEAD"
    {
      let broken = findings.first { $0.check == ErrorBodyCheck.id }
      // What is only remarked upon shows nothing, neither one way nor the other.
      if broken?.severity != .warning {
        outcomes.append(outcome(Contract.ObligationID.errorBody(answer.operation.id), broken))
      }
    }
    if answer.documented?.status == .default, answer.isRefusal {
      let broken = findings.first { $0.severity == .failure }
      outcomes.append(outcome(Contract.ObligationID.fallback(answer.operation.id), broken))
    }
    return outcomes
  }

  /// A property fails where a violation stands at or below it.
  private func propertyOutcomes(_ answer: Answer) -> [ObligationOutcome] {
    rules.index.table.outcomes(answer.walk.states, reason: answer.violations.first?.message)
  }
}
