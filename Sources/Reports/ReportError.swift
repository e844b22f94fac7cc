/// A report that can't be written.
package struct ReportError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Kind: String, Sendable {
    /// No format of that name: the command line is wrong.
    case unknownFormat = "unknown-format"
    /// The path cannot be used or the disk failed.
    case notWritable = "not-writable"
    /// libxml2 refused what we gave it: our own defect.
    case notExpressible = "not-expressible"
  }

  package var kind: Kind
  /// The path or the format as the user gave it.
  package var subject: String
  /// In a few words without a final full stop, for instance `permission denied`.
  package var reason: String
  /// What to do about it, in one sentence without a final full stop.
  package var remedy: String?

  package init(_ kind: Kind, subject: String, reason: String, remedy: String? = nil) {
    self.kind = kind
    self.subject = subject
    self.reason = reason
    self.remedy = remedy
  }

  /// One line that can go to a terminal.
  package var description: String {
    let fix = remedy.map { "; \($0)" } ?? ""
    let name = TerminalText.escaped(subject)
    return switch kind {
    case .unknownFormat: "no report format \(name): \(reason)\(fix)"
    case .notWritable, .notExpressible: "cannot write the report \(name): \(reason)\(fix)"
    }
  }
}
