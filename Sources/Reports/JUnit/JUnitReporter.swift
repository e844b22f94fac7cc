package import Evidence
internal import Synchronization

/// JUnit XML as Jenkins, GitLab and dorny/test-reporter read it.
///
/// One suite a run, whose test cases have the operation as their class: Jenkins groups by class,
/// GitLab lists it beside the name, dorny/test-reporter makes it a heading. Test cases go to the
/// disk as they come; only the counts stay in memory.
package final class JUnitReporter: Reporter {
  package static let format = ReportFormat(
    id: "junit", summary: "JUnit XML for CI servers"
  ) { (path, policy) throws(ReportError) in
    try JUnitReporter(path: path, policy: policy)
  }

  private let document: Mutex<JUnitDocument>

  package init(
    path: String, policy: RunPolicy = RunPolicy(), flavor: JUnitFlavor = .plain
  ) throws(ReportError) {
    document = Mutex(
      try JUnitDocument(file: ReportFile(path: path), policy: policy, flavor: flavor))
  }

  package func handle(_ event: RunEvent) throws(ReportError) {
    try document.withLock { (document) throws(ReportError) in try document.handle(event) }
  }

  package func close() throws(ReportError) {
    try document.withLock { (document) throws(ReportError) in try document.close() }
  }
}
