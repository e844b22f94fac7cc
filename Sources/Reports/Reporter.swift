package import Evidence

/// Turns the events of one run into one report.
///
/// Events come redacted, one at a time and in order. A reporter keeps no more of them than its
/// report needs: a run may have a million cases.
package protocol Reporter: AnyObject, Sendable {
  /// Takes the next event. After a throw the report is lost; further events are ignored.
  func handle(_ event: RunEvent) throws(ReportError)

  /// Ends the report, also when no `finished` event came: what was heard so far is written.
  /// Further calls do nothing.
  func close() throws(ReportError)
}
