/// What a step expects of the status code, and how bad another one is.
package struct Expectation: Sendable, Hashable {
  package enum Rule: String, Sendable, CaseIterable {
    /// A valid request for something that exists: any refusal breaks the promise.
    case accepted
    /// A request that is valid by its schema, made of values that nobody vouches for: accepted, or
    /// refused for what the values mean (an unknown id, a conflict).
    case generated
    /// An invalid request: acceptance is a failure, another documented refusal is not.
    case refused
    /// A valid request for something that does not exist: as `refused`.
    case absent
    /// A request without a valid credential: as `refused`.
    case unauthorised
    /// A request with a good token in the URL, where the contract wants it in a header: as
    /// `unauthorised`, but to take it is only in doubt (RFC 6750 §2.3).
    case misplaced
    /// A request with a credential that is good, but not for this operation: as `refused`.
    case forbidden
    /// A valid request for what belongs to somebody else: acceptance is a failure.
    case foreign
    /// A method that the contract does not document for the path: acceptance is a failure.
    case methodNotAllowed
    /// A request for what an earlier step of the case deleted: acceptance is a failure.
    case deleted
    /// A request for what an earlier step of the case created.
    case created
    /// HEAD or OPTIONS, which a target may support or not.
    case optional
    /// Written in a suite: nothing else will do.
    case exactly
  }

  package var rule: Rule
  /// Any of these; never empty.
  package var statuses: [Int]
  /// What makes the request what it is, for messages: `accountId was "not-an-integer"`.
  package var circumstance: String?
  /// The required parameter, or `body`, that was left out of a request that is to be refused; nil
  /// where it is invalid for another reason.
  package var omitted: String?

  package init(
    _ rule: Rule, _ statuses: [Int], circumstance: String? = nil, omitted: String? = nil
  ) {
    self.rule = rule
    self.statuses = statuses
    self.circumstance = circumstance
    self.omitted = omitted
  }

  /// For instance `200`, `200 or 204` or, of a suite, `2XX`.
  package var label: String {
    if rule == .exactly, statuses.count > 2 { return Self.spans(statuses) }
    if statuses.count == 1 { return String(statuses[0]) }
    return statuses.map(String.init).joined(separator: " or ")
  }

  /// Neighbours as one: `2XX`, `200-204`.
  private static func spans(_ statuses: [Int]) -> String {
    var spans: [ClosedRange<Int>] = []
    for status in statuses {
      if let last = spans.last, status == last.upperBound + 1 {
        spans[spans.count - 1] = last.lowerBound...status
      } else {
        spans.append(status...status)
      }
    }
    return spans.map { span in
      if span.count == 100, span.lowerBound.isMultiple(of: 100) {
        return "\(span.lowerBound / 100)XX"
      }
      return span.count > 2
        ? "\(span.lowerBound)-\(span.upperBound)"
        : span.map(String.init).joined(separator: " or ")
    }.joined(separator: " or ")
  }

  /// With its ground: `401, as no token was sent`.
  package var explained: String {
    circumstance.map { "\(label), as \($0)" } ?? label
  }
}

extension Expectation {
  /// What is to be answered to a token that was given for something else (RFC 6750 §3.1).
  package static func forbidden(circumstance: String) -> Expectation {
    Expectation(.forbidden, [403], circumstance: circumstance)
  }

  /// What is to be answered to another user's credential (RFC 9110 §15.5.4: a target that hides
  /// what exists answers 404).
  package static func foreign(circumstance: String) -> Expectation {
    Expectation(.foreign, [403, 404], circumstance: circumstance)
  }

  /// What is to be answered to a method that the contract does not document (RFC 9110 §15.5.6).
  package static func methodNotAllowed(circumstance: String) -> Expectation {
    Expectation(.methodNotAllowed, [405], circumstance: circumstance)
  }

  /// What is to be answered for what was deleted.
  package static func deleted(circumstance: String) -> Expectation {
    Expectation(.deleted, [404, 410], circumstance: circumstance)
  }
}
