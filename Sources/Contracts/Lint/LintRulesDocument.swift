import Documents

/// The page of the documentation that lists the rules.
package enum LintRulesDocument {
  package static var markdown: String {
    var text = """
      # What `muster lint` looks for

      A rule says what stands in the way of testing an implementation: what can't be sent, what
      can't be judged, what contradicts itself. How a definition reads is not its business.

      Besides the findings of these rules, `muster lint` prints what the loader and the schema
      compiler say about the file. `--rule` and `--skip-rule` take the ids; `--format sarif` carries
      the explanations.

      """
    for group in AllLintRules.groups {
      text += "\n## \(group.title)\n"
      for rule in group.rules {
        text +=
          "\n### \(rule.id)\n\n\(rule.summary) (\(rule.severity.rawValue)).\n\n"
          + "\(rule.explanation)\n"
      }
    }
    return text
  }
}
