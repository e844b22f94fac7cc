import Evidence

/// The page of the documentation that explains the checks.
package enum ChecksDocument {
  package static var markdown: String {
    var text = """
      # What `muster run` judges by

      A check judges every answer of a run, or the run as a whole. `muster checks` lists them and
      `muster checks ID` shows what stands here. `--check` and `--skip-check` take the ids; a finding
      names the check that made it.

      A failure makes the case fail. A warning is in every report and changes no verdict, unless
      `--fail-on warning`. What the standards leave open is a warning at most. One cause is one
      finding: where several checks could speak, the one that names the cause best does.

      Some findings have no check to silence: `transport`, for an answer that broke HTTP, and
      `assertion` and `capture`, for what a suite demands.

      | Check | Demands |
      |---|---|

      """
    for check in AllChecks.descriptions {
      text += "| [\(check.id)](#\(check.id)) | \(check.summary) |\n"
    }
    for check in AllChecks.descriptions { text += section(check) }
    return text
  }

  private static func section(_ check: CheckDescription) -> String {
    let manual = check.manual
    var text = "\n## \(check.id)\n\n\(check.summary).\n\n\(manual.demands)\n"
    if !manual.clauses.isEmpty { text += "\nBy: \(manual.clauses.joined(separator: ", ")).\n" }
    text += "\n| Observation | lenient | standard | strict |\n|---|---|---|---|\n"
    for grade in manual.grades {
      let words = [grade.severities.lenient, grade.severities.standard, grade.severities.strict]
        .map { $0?.rawValue ?? "–" }.joined(separator: " | ")
      text += "| \(grade.observation) | \(words) |\n"
    }
    text += "\nFor instance:\n\n    \(manual.example)\n"
    if !manual.exceptions.isEmpty {
      text += "\nIt does not apply to:\n\n"
      text += manual.exceptions.map { "- \($0)\n" }.joined()
    }
    return text + "\nSilence it with `--skip-check \(check.id)`.\n"
  }
}
