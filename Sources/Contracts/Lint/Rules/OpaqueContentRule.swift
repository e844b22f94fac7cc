import Documents

/// Finds bodies, answers, models and items about whose content nothing is said.
struct OpaqueContentRule: LintRule {
  let id = "opaque-content"
  let summary = "Nothing is said about what a body, answer, model or item holds"
  let explanation = """
    Every value of its type conforms. Replace NAME and TYPE in the entry by what is really there.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.vacuity.opaquePlaces.filter { !$0.isProperty && !$0.lacksItems(subject) }
      .map { opaqueFinding($0, subject) }
  }
}
