import Documents

/// Finds reading methods whose description destroys.
struct EffectMismatchRule: LintRule {
  let id = "effect-mismatch"
  let summary = "A method that only reads is described as one that destroys"
  let explanation = """
    Crawlers, caches and test tools call GET freely (RFC 9110 §9.2.1). The wording is believed: the
    operation counts as destroying, and `--safe` leaves it out, until `x-muster-effect` says what
    is true.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.contract.operations.compactMap { operation in
      guard operation.effectOrigin == .wording, operation.effect != .read,
        operation.hasReadingMethod
      else { return nil }
      let target = subject.pointer(of: operation.id).map(subject.target) ?? "$.paths"
      return finding(
        "`\(operation.id)` is described as one that destroys",
        remedy: "use another method, or settle it with the overlay entry `target: \(target),"
          + " update: {x-muster-effect: \(operation.effect.rawValue)}`", at: operation.range)
    }
  }
}

extension Contract.Operation {
  /// Whether the method is one that changes nothing (RFC 9110 §9.2.1).
  var hasReadingMethod: Bool { ["GET", "HEAD", "OPTIONS", "TRACE"].contains(id.method) }
}
