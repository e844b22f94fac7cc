package import Evidence

/// How much is tolerated.
package enum Strictness: String, Sendable, CaseIterable {
  case lenient, standard, strict

  /// What a documented property is that no answer of a whole run had; nil: nothing.
  package var unseenProperties: Finding.Severity? {
    severity(lenient: nil, standard: .warning, strict: .failure)
  }

  /// The severity of something that each level judges differently; nil: not reported.
  func severity(
    lenient: Finding.Severity?, standard: Finding.Severity?, strict: Finding.Severity?
  ) -> Finding.Severity? {
    switch self {
    case .lenient: lenient
    case .standard: standard
    case .strict: strict
    }
  }
}
