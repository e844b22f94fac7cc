package import Documents

/// What expressions get their values from. The clock and the source of randomness are given, so that
/// the same context gives the same values.
package struct ExpressionContext: Sendable {
  package var variables: [String: Value]
  /// For `env(NAME)`.
  package var environment: [String: String]
  /// Seconds since 1970-01-01T00:00:00Z.
  package var now: Int
  /// Of the run.
  package var seed: UInt64
  /// What tells this use of an expression from others: the case's id, the step, the repetition.
  package var labels: [String]

  package init(
    variables: [String: Value] = [:], environment: [String: String] = [:], now: Int = 0,
    seed: UInt64 = 0, labels: [String] = []
  ) {
    self.variables = variables
    self.environment = environment
    self.now = now
    self.seed = seed
    self.labels = labels
  }
}
