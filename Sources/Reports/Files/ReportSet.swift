package import Evidence

/// The report files of a run. One that can't be written is given up and told; the others go on.
package struct ReportSet: Sendable {
  private var files: [any Reporter]
  /// Why something could not be written, one line each.
  package var lost: [String] = []

  package init(_ files: [any Reporter]) {
    self.files = files
  }

  /// Hands an event to every report that is not lost.
  package mutating func handle(_ event: RunEvent) {
    files = files.filter { file in
      attempt { () throws(ReportError) in try file.handle(event) }
    }
  }

  /// Ends every report that is not lost.
  package mutating func close() {
    for file in files { attempt { () throws(ReportError) in try file.close() } }
  }

  /// False, with the error kept, where it failed.
  @discardableResult
  package mutating func attempt(_ write: () throws(ReportError) -> Void) -> Bool {
    do {
      try write()
      return true
    } catch {
      lost.append("\(error)")
      return false
    }
  }
}
