package import Documents

/// What a suite says of a case beyond its steps. Kept apart, so that derived cases, of which there may
/// be a million, carry nothing of it.
package final class CaseScript: Sendable {
  /// Values by name, each after those that it uses.
  package let variables: [ValueObject.Member]
  package let requirements: [String]
  package let expectedFailure: ExpectedFailure?
  /// Whether the last day of the expected failure is over.
  package let isExpired: Bool
  /// How it goes on after each step; nil: from one step to the next.
  package let flow: Flow?

  package init(
    variables: [ValueObject.Member] = [], requirements: [String] = [],
    expectedFailure: ExpectedFailure? = nil, isExpired: Bool = false, flow: Flow? = nil
  ) {
    self.flow = flow
    self.variables = variables
    self.requirements = requirements
    self.expectedFailure = expectedFailure
    self.isExpired = isExpired
  }
}

/// What a suite says of a step beyond its request and what is expected of the answer.
package final class StepScript: Sendable {
  /// Answers that are waited for.
  package struct Until: Sendable {
    package var statuses: [Int]
    package var assertions: [Assertion]
    /// Seconds between two requests.
    package var interval: Double
    /// How often it is asked at most.
    package var limit: Int

    package init(
      statuses: [Int], assertions: [Assertion] = [], interval: Double = 1, limit: Int = 10
    ) {
      self.statuses = statuses
      self.assertions = assertions
      self.interval = interval
      self.limit = limit
    }
  }

  package let id: String?
  package let title: String?
  /// Seconds that an answer may take until it is given up; nil: the run's.
  package let timeout: Double?
  package let retries: Int?
  /// Seconds to wait before it is sent.
  package let delay: Double?
  /// How often it is sent.
  package let repeats: Int
  package let until: Until?
  /// The contract checks that are switched off for its answers, with the reasons.
  package let waivers: [Waiver]
  /// Their ids.
  package let silenced: Set<String>

  package init(
    id: String? = nil, title: String? = nil, timeout: Double? = nil, retries: Int? = nil,
    delay: Double? = nil, repeats: Int = 1, until: Until? = nil, waivers: [Waiver] = []
  ) {
    self.id = id
    self.title = title
    self.timeout = timeout
    self.retries = retries
    self.delay = delay
    self.repeats = repeats
    self.until = until
    self.waivers = waivers
    silenced = Set(waivers.map(\.check))
  }
}
