import Documents

/// Finds operations whose `default` documents every status.
struct DefaultSwallowsRule: LintRule {
  let id = "default-swallows"
  let summary = "`default` documents every status"
  let explanation = """
    No status that the target answers is undocumented then, whatever it is. A run in the standard
    strictness still refuses a success or a 5xx that only `default` covers.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.vacuity.swallowingOperations.map { swallowing in
      let place = subject.pointer(of: swallowing.operation)?
        .appending("responses").appending("default")
      let target = place.map(subject.target) ?? "$.paths"
      return finding(
        "`default` of `\(swallowing.operation)` documents every status",
        remedy: "document those that occur and drop it with the overlay entry"
          + " `target: \(target), remove: true`", at: swallowing.range)
    }
  }
}
