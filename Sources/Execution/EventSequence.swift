import Evidence

/// Puts results that come in any order into the plan's order, and takes the secrets out of them.
actor EventSequence {
  private let vault: SecretVault
  private let emit: @Sendable (RunEvent) -> Void
  private var waiting: [Int: CaseResult] = [:]
  private var next = 0

  init(vault: SecretVault, emit: @escaping @Sendable (RunEvent) -> Void) {
    self.vault = vault
    self.emit = emit
  }

  func begin(_ facts: RunFacts) { emit(vault.redactor.redacted(.started(facts))) }

  func deliver(_ result: CaseResult, at index: Int) {
    waiting[index] = result
    while let result = waiting.removeValue(forKey: next) {
      emit(vault.redactor.redacted(.caseFinished(result)))
      next += 1
    }
  }

  func end(_ summary: RunSummary) { emit(vault.redactor.redacted(.finished(summary))) }
}
