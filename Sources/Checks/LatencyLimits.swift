package import Contracts
package import Documents

/// How long an answer may take.
package struct LatencyLimits: Sendable {
  package struct Limit: Sendable, Hashable {
    package var seconds: Double
    /// Whether somebody set it for this target or operation.
    package var isConfigured: Bool

    package init(seconds: Double, isConfigured: Bool) {
      self.seconds = seconds
      self.isConfigured = isConfigured
    }
  }

  /// The member of an operation, usually put in by an overlay, that holds its limit.
  package static let extensionName = "x-muster-latency"
  /// Seconds; nobody likes to wait longer, and nobody was told not to make them.
  package static let standard = Limit(seconds: 10, isConfigured: false)

  /// For every operation that has no limit of its own; nil: the standard one.
  package var all: Double?
  /// By operation, from the fixtures: they know the target better than the contract does.
  package var operations: [Contract.Operation.ID: Double]
  /// What no limit is above, whoever says it; nil: nothing.
  package var cap: Double?

  package init(all: Double? = nil, operations: [Contract.Operation.ID: Double] = [:]) {
    self.all = all
    self.operations = operations
  }

  /// The most particular one: the fixtures' for the operation, then the contract's for it, then the
  /// one for all.
  package func limit(of operation: Contract.Operation) -> Limit {
    let own =
      operations[operation.id] ?? operation.extensions[Self.extensionName].flatMap(Self.read)
    guard let seconds = own ?? all ?? cap else { return Self.standard }
    return Limit(seconds: min(seconds, cap ?? seconds), isConfigured: true)
  }

  /// Seconds from `0.5`, `"500ms"`, `"2s"` or `"2"`; nil for what is no such time or not above 0.
  package static func read(_ value: Value) -> Double? {
    if let number = value.number { return Double(number.text).flatMap(checked) }
    return value.string.flatMap(read)
  }

  /// As above, from text.
  package static func read(_ text: String) -> Double? {
    let (digits, scale): (Substring, Double) =
      if text.hasSuffix("ms") {
        (text.dropLast(2), 0.001)
      } else if text.hasSuffix("s") {
        (text.dropLast(), 1)
      } else {
        (Substring(text), 1)
      }
    return Double(digits).flatMap { checked($0 * scale) }
  }

  private static func checked(_ seconds: Double) -> Double? {
    seconds.isFinite && seconds > 0 && seconds <= 3600 ? seconds : nil
  }

  /// Limits in the contract that can't be read.
  package static func diagnostics(of contract: Contract) -> [Diagnostic] {
    contract.operations.compactMap { operation in
      guard let value = operation.extensions[extensionName], read(value) == nil else { return nil }
      return Diagnostic(
        .error, code: "latency-invalid",
        "`\(extensionName)` of \(operation.id) can't be \(JSONWriter.text(value))",
        remedy: "write seconds above 0 and at most 3600, for instance 0.5 or \"500ms\"",
        at: value.range ?? operation.range)
    }
  }
}
