/// What a step expects of the status code, and how bad another one is.
package struct Expectation: Sendable, Hashable {
  package enum Rule: String, Sendable {
    /// A valid request for something that exists: any refusal breaks the promise.
    case accepted
    /// An invalid request: acceptance is a failure, another documented refusal is not.
    case refused
    /// A valid request for something that does not exist: as `refused`.
    case absent
    /// A request without a valid credential: as `refused`.
    case unauthorised
    /// Written in a suite: nothing else will do.
    case exactly
  }

  package var rule: Rule
  /// Any of these; never empty.
  package var statuses: [Int]
  /// What makes the request what it is, for messages: `accountId was "not-an-integer"`.
  package var circumstance: String?

  package init(_ rule: Rule, _ statuses: [Int], circumstance: String? = nil) {
    self.rule = rule
    self.statuses = statuses
    self.circumstance = circumstance
  }

  /// For instance `200` or `200 or 204`.
  package var label: String {
    statuses.map(String.init).joined(separator: " or ")
  }

  /// With its ground: `401, as no token was sent`.
  package var explained: String {
    circumstance.map { "\(label), as \($0)" } ?? label
  }
}
