package import Documents

/// How often requests may be sent.
package struct RateLimits: Sendable {
  /// A limit of the operations that a pattern matches, taken together.
  package struct Rule: Sendable {
    package var operations: Glob
    /// Requests a second, above 0.
    package var rate: Double

    package init(operations: Glob, rate: Double) {
      self.operations = operations
      self.rate = rate
    }
  }

  /// Requests a second of the whole run, those for tokens counted in; nil: no limit.
  package var all: Double?
  package var rules: [Rule]

  package init(all: Double? = nil, rules: [Rule] = []) {
    self.all = all
    self.rules = rules
  }
}
