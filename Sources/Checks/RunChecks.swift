package import Evidence

/// What is judged when the run is over: not one answer, but what no answer showed.
package enum RunChecks {
  package static let unseenProperty = CheckDescription(
    id: Ledger.unseenPropertyCheck,
    summary: "Every documented property is seen in some answer of the run",
    manual: CheckManual(
      demands: """
        What a contract documents is there to be used. A property that no answer of the whole run \
        had was never checked; it is misspelt, forgotten, or only there in situations that the \
        fixtures do not bring about.
        """,
      grades: [
        CheckManual.Grade(
          "a documented property of a model that answers can hold was never seen", unseenProperties)
      ],
      example: "model details: 2 documented properties were never seen (airTime, callFrom)",
      exceptions: [
        "Cases were left out on purpose (filters, --safe): then nobody knows.",
        "No case was derived (`derive: []`, `--derive none`): then suites alone say what is looked at.",
        "The run was interrupted, or ended early because the target was not there.",
      ]))

  package static let unreachedStatus = CheckDescription(
    id: Ledger.unreachedStatusCheck,
    summary: "Every documented status is reached by some case of the run",
    manual: CheckManual(
      demands: """
        A documented status that no case brought about is a promise that nobody looked at. The \
        ledger names each of them with the fixture that would reach it; --require-coverage makes a \
        run fail for them.
        """,
      grades: [CheckManual.Grade("a documented status was never answered as asked", .doubtful)],
      example: "GET /things/{id}: 1 documented status was never reached (404)",
      exceptions: [
        "Cases were left out on purpose (filters, --safe): then nobody knows.",
        "No case was derived (`derive: []`, `--derive none`): then suites alone say what is looked at.",
        "The run was interrupted, or ended early because the target was not there.",
        "`default`, which documents what nobody can foresee.",
      ]))

  package static let all = [unseenProperty, unreachedStatus]

  private static let unseenProperties = Severities.strictOnly
}

extension Strictness {
  /// How bad it is, by check, that no answer of a whole run showed something; checks that are not
  /// among `ids` say nothing.
  package func runSeverities(of ids: Set<String>) -> [String: Finding.Severity] {
    var severities: [String: Finding.Severity] = [:]
    for check in RunChecks.all where ids.contains(check.id) {
      severities[check.id] = check.manual.grades.first?.severities[self]
    }
    return severities
  }
}
