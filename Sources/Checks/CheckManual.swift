/// All that a reader may want to know of a check; `muster checks ID` and `docs/checks.md` show it.
package struct CheckManual: Sendable {
  /// One thing that the check reports.
  package struct Grade: Sendable {
    /// For instance `the status is not documented at all`.
    package var observation: String
    /// The very severities that the check's findings have.
    package var severities: Severities

    package init(_ observation: String, _ severities: Severities) {
      self.observation = observation
      self.severities = severities
    }
  }

  /// What it demands, in sentences.
  package var demands: String
  /// The clauses that say so, for instance `RFC 9110 §15.5.6`.
  package var clauses: [String]
  package var grades: [Grade]
  /// A finding as a report shows it, in one line.
  package var example: String
  /// When it does not apply, each in a sentence.
  package var exceptions: [String]

  package init(
    demands: String, clauses: [String] = [], grades: [Grade], example: String,
    exceptions: [String] = []
  ) {
    self.demands = demands
    self.clauses = clauses
    self.grades = grades
    self.example = example
    self.exceptions = exceptions
  }
}

/// A check as the lists and the pages show it, be it of one answer or of a whole run.
package struct CheckDescription: Sendable, Identifiable {
  /// Stable and kebab-case.
  package var id: String
  package var summary: String
  package var manual: CheckManual

  package init(id: String, summary: String, manual: CheckManual) {
    self.id = id
    self.summary = summary
    self.manual = manual
  }
}
