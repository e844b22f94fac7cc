import Documents

/// Gathers what a conversion can't carry over, each remark once.
struct ConversionLog {
  private(set) var diagnostics: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []

  /// Something of the source has no place in the target.
  mutating func lost(
    _ code: String, _ message: String, _ remedy: String, at range: SourceRange?
  ) {
    add(Diagnostic(.warning, code: code, message, remedy: remedy, at: range))
  }

  /// Something had to be added or spelt differently; the contract says the same.
  mutating func note(
    _ code: String, _ message: String, _ remedy: String, at range: SourceRange?
  ) {
    add(Diagnostic(.note, code: code, message, remedy: remedy, at: range))
  }

  mutating func add(_ diagnostic: Diagnostic) {
    if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  mutating func add(_ other: ConversionLog) {
    for diagnostic in other.diagnostics { add(diagnostic) }
  }
}
