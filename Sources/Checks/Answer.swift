package import Contracts
package import Documents
package import Evidence
package import Schemas

/// A response with everything that the checks ask of it, worked out once.
package struct Answer: Sendable {
  /// What the body is.
  package enum Content: Sendable {
    case empty
    case json(JSONDocument)
    /// No JSON although nothing documents it as anything else.
    case malformed(JSONError)
    /// Documented as something else than JSON.
    case other
  }

  /// The exchange of an earlier step that this answer is compared with.
  package struct Earlier: Sendable {
    package var relation: Comparison.Relation
    package var exchange: Exchange
    /// Where it has the id of what it created.
    package var pointer: JSONPointer?
    /// What else the id may be called.
    package var names: [String]

    package init(
      relation: Comparison.Relation, exchange: Exchange, pointer: JSONPointer? = nil,
      names: [String] = []
    ) {
      self.relation = relation
      self.exchange = exchange
      self.pointer = pointer
      self.names = names
    }
  }

  let rules: JudgeRules
  let documentation: DocumentedAnswer
  package let expectation: Expectation
  package let request: HTTPRequest
  package let response: HTTPResponse
  /// Seconds that the last attempt took.
  package let seconds: Double
  package let earlier: Earlier?
  package let content: Content
  /// Everything in the body that breaks its schema.
  package let violations: [Violation]
  package let walk: SchemaWalk
  /// The ids of checks that do not judge this answer; nil: all of the run do.
  package var silenced: Set<String>?

  package var contract: Contract { rules.contract }
  package var operation: Contract.Operation { documentation.operation }
  package var strictness: Strictness { rules.strictness }
  package var latencyLimit: LatencyLimits.Limit { documentation.latencyLimit }
  /// The ids of the checks that judge this answer, so that a check defers to none that is silenced.
  package var judges: Set<String> { silenced.map { rules.judges.subtracting($0) } ?? rules.judges }
  /// The response that documents the status: exact, range, or `default`.
  package var documented: Contract.Response? { documentation.response }
  package var mediaType: MediaTypeName? { documentation.mediaType }
  /// The representation that the contract documents for this status; nil where it has none.
  package var representation: Contract.MediaType? { documentation.representation }
  package var errorPolicy: ErrorPolicy { rules.errorPolicy }
  /// Of response bodies and headers, by place.
  package var schemas: [JSONPointer: Schema] { rules.schemas }

  package var document: JSONDocument? {
    if case .json(let document) = content { document } else { nil }
  }

  package var isSuccess: Bool { (200...299).contains(response.status) }
  package var isRefusal: Bool { (400...499).contains(response.status) }

  /// Whether the request was taken for a right one: a success, or the redirection that is the
  /// operation's documented way to succeed.
  package var isAcceptance: Bool {
    isSuccess || documented.map { operation.successes.contains($0.status) } ?? false
  }

  /// Whether the contract does not document this call at all: another method was tried.
  package var isBesideContract: Bool {
    expectation.isBesideContract
  }

  /// Whether the errorBody policy judges this answer: its status is documented with the error
  /// model, or it is an undocumented refusal.
  package var isErrorAnswer: Bool {
    guard !isSuccess, errorPolicy.model != nil, !isBesideContract else { return false }
    guard let documented else { return response.status >= 400 }
    if documented.status == .default, response.status < 400 { return false }
    return documented.content.contains { $0.schema?.pointer == errorPolicy.model?.schema.pointer }
  }

  /// Whether the server failed at something that nobody asked it to fail at.
  package var isServerError: Bool {
    guard response.status >= 500, !expectation.statuses.contains(response.status) else {
      return false
    }
    return !(response.status == 501 && isBesideContract)
  }

  /// What is wrong with the status code whatever was asked; nil where it is documented properly, or
  /// is a server error, which is another matter.
  package var statusDefect: StatusDefect? {
    guard !isServerError, !isBesideContract else { return nil }
    guard let documented else {
      // Whoever documents that a credential is needed has said that there are refusals without a good
      // one: which, is `auth-enforced`'s and others'.
      if isAboutCredentials, expectation.statuses.contains(response.status) { return nil }
      if isWithoutCredential, (300...499).contains(response.status) { return nil }
      return isForeseeable ? .undocumented : .unforeseen
    }
    guard documented.status == .default, !isRefusal else { return nil }
    return .onlyDefault
  }

  private var isAboutCredentials: Bool {
    isWithoutCredential || [.forbidden, .foreign].contains(expectation.rule)
  }

  /// Whether the request had no credential where the contract wants it, or none that is any good.
  package var isWithoutCredential: Bool {
    expectation.rule == .unauthorised || expectation.rule == .misplaced
  }

  /// Whether the definition should have documented this status: a success, and the refusal of a
  /// request that nothing was wrong with. Others it may not know in advance (OpenAPI 3.0.4 §4.7.16).
  private var isForeseeable: Bool {
    guard isRefusal else { return true }
    switch expectation.rule {
    // To those who do not know it, any refusal is as good as 400 (RFC 9110 §15).
    case .refused, .absent, .forbidden, .foreign, .deleted: return false
    case .generated: return !PositiveRejectedCheck.valueRefusals.contains(response.status)
    case .accepted, .unauthorised, .misplaced, .methodNotAllowed, .created, .optional, .exactly:
      return true
    }
  }

  /// Whether the status code alone makes the case fail, so that no other check need say so.
  package var isStatusFailed: Bool {
    if isServerError {
      return judges.contains(ServerErrorCheck.id)
        && ServerErrorCheck.severities(self)[strictness] == .failure
    }
    guard let defect = statusDefect, judges.contains(StatusCodeCheck.id) else { return false }
    return StatusCodeCheck.severities(defect)[strictness] == .failure
  }

  /// Whether the contract names this status, by itself or by its range.
  package var isStatusNamed: Bool {
    documented.map { $0.status != .default } ?? false
  }

  package enum StatusDefect: Sendable {
    /// No response of the operation documents it.
    case undocumented
    /// Neither, but it is a refusal that no definition is expected to foresee.
    case unforeseen
    /// Only `default` covers it although it is no refusal.
    case onlyDefault
  }
}

extension Answer {
  /// The most findings of one kind that an answer is given: a list of a million wrong items is one
  /// mistake.
  static let findingsLimit = 100

  /// Whether the contract promises JSON here: it says so, or it allows any media type for what only
  /// JSON can express.
  var promisesJSON: Bool { documentation.promisesJSON }

  /// Whether the media type of the body is one that the contract documents.
  var hasDocumentedMediaType: Bool { documentation.hasDocumentedMediaType }

  /// The line of the spec that documents the status which was expected.
  var rangeOfExpectation: SourceRange? {
    expectation.statuses.lazy.compactMap { status in
      operation.responses.first { $0.status == .code(status) }?.range
    }.first
  }

  /// How a message calls the status: `404 Not Found`.
  var statusText: String {
    response.reason.isEmpty ? "\(response.status)" : "\(response.status) \(response.reason)"
  }

  /// The methods that the contract documents for the operation's path.
  var documentedMethods: [String] {
    contract.operations.filter { $0.id.path == operation.id.path }.map(\.id.method)
  }
}

extension Expectation {
  /// Whether the contract does not document the call at all: another method was tried, or what a
  /// target may support or not.
  var isBesideContract: Bool { rule == .methodNotAllowed || rule == .optional }
}
