package import Evidence
internal import Synchronization

/// One page that needs nothing else and tells everything about a run: no network, and a policy that
/// lets in no script or style but its own.
package final class HTMLReporter: Reporter {
  package static let format = ReportFormat(
    id: "html", summary: "one self-contained page for people"
  ) { (path, policy) throws(ReportError) in
    try HTMLReporter(path: path, policy: policy)
  }

  private let document: Mutex<HTMLDocument>

  package init(path: String, policy: RunPolicy = RunPolicy()) throws(ReportError) {
    document = Mutex(try HTMLDocument(file: ReportFile(path: path), policy: policy))
  }

  package func handle(_ event: RunEvent) throws(ReportError) {
    try document.withLock { (document) throws(ReportError) in try document.handle(event) }
  }

  package func close() throws(ReportError) {
    try document.withLock { (document) throws(ReportError) in try document.close() }
  }
}
