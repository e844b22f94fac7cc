package import Evidence

/// How bad one kind of observation is at each strictness; nil: not reported.
package struct Severities: Sendable, Hashable {
  package var lenient: Finding.Severity?
  package var standard: Finding.Severity?
  package var strict: Finding.Severity?

  package init(
    lenient: Finding.Severity?, standard: Finding.Severity?, strict: Finding.Severity?
  ) {
    self.lenient = lenient
    self.standard = standard
    self.strict = strict
  }

  package subscript(strictness: Strictness) -> Finding.Severity? {
    switch strictness {
    case .lenient: lenient
    case .standard: standard
    case .strict: strict
    }
  }

  /// Broken whatever is tolerated.
  package static let failure = Severities(lenient: .failure, standard: .failure, strict: .failure)
  /// Broken; a lenient run only mentions it.
  package static let graded = Severities(lenient: .warning, standard: .failure, strict: .failure)
  /// A warning whatever is tolerated.
  package static let warned = Severities(lenient: .warning, standard: .warning, strict: .warning)
  /// What the standards leave open, and a contract that is to be complete does not.
  package static let unforeseen = Severities(
    lenient: .warning, standard: .warning, strict: .failure)
  /// Suspicious; broken only where everything counts.
  package static let strictOnly = Severities(lenient: nil, standard: .warning, strict: .failure)
  /// Doubtful by the standards, and so never more than a warning.
  package static let doubtful = Severities(lenient: nil, standard: .warning, strict: .warning)
}
