/// One entry of the list that `--report FORMAT=PATH`, its help and its documentation derive from.
package struct ReportFormat: Sendable, Identifiable {
  /// What the user writes, for instance `junit`.
  package var id: String
  /// What it is for, in one line without a final full stop.
  package var summary: String
  /// Makes the reporter for a path; fails at once when nothing can be written there.
  package var make:
    @Sendable (_ path: String, _ policy: RunPolicy) throws(ReportError) -> any Reporter

  package init(
    id: String, summary: String,
    make: @escaping @Sendable (String, RunPolicy) throws(ReportError) -> any Reporter
  ) {
    self.id = id
    self.summary = summary
    self.make = make
  }
}
