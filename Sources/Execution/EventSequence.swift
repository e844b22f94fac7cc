import Evidence

/// Puts results that come in any order into the plan's order, and takes the secrets out of them.
actor EventSequence {
  private let vault: SecretVault
  private let emit: @Sendable (RunEvent) -> Void
  private var waiting: [Int: CaseResult] = [:]
  private var next = 0
  private var probe: BaseURLProbe

  init(vault: SecretVault, probe: BaseURLProbe, emit: @escaping @Sendable (RunEvent) -> Void) {
    self.vault = vault
    self.probe = probe
    self.emit = emit
  }

  func begin(_ facts: RunFacts) { emit(vault.redactor.redacted(.started(facts))) }

  func deliver(_ result: CaseResult, at index: Int) {
    waiting[index] = result
    while let result = waiting.removeValue(forKey: next) {
      for result in probe.take(result) { show(result) }
      next += 1
    }
  }

  private func show(_ result: CaseResult) { emit(vault.redactor.redacted(.caseFinished(result))) }

  func end(_ summary: RunSummary) {
    for result in probe.end() { show(result) }
    emit(vault.redactor.redacted(.finished(summary)))
  }
}
