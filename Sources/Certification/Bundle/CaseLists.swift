package import Evidence

/// The ids of a run's cases by what they came to, as the statement lists them.
package struct CaseLists: Sendable, Hashable {
  package var passed: [String] = []
  /// Passed, with warnings.
  package var warned: [String] = []
  /// Failed, or could not be judged.
  package var failed: [String] = []

  package init() {}

  package init(_ results: [CaseResult]) {
    for result in results {
      switch result.verdict {
      case .passed where result.warnings.isEmpty: passed.append(result.id)
      case .passed: warned.append(result.id)
      case .failed, .inconclusive: failed.append(result.id)
      // What a declared option left out says nothing.
      case .skipped: break
      }
    }
  }
}
