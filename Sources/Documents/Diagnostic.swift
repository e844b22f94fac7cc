/// A remark about an input file: what is wrong, where, and how to mend it.
///
/// Never about the target (that is a finding) and never about a defect of ours (that is a throw).
package struct Diagnostic: Sendable, Hashable, CustomStringConvertible {
  package enum Severity: String, Sendable, Comparable, CaseIterable {
    case note, warning, error

    package static func < (left: Severity, right: Severity) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  package var severity: Severity
  /// Stable kebab-case identifier, for filters and documentation.
  package var code: String
  /// What is wrong, in one sentence without a final full stop.
  package var message: String
  /// What to do about it, in one sentence without a final full stop.
  package var remedy: String?
  package var range: SourceRange?

  package init(
    _ severity: Severity, code: String, _ message: String, remedy: String? = nil,
    at range: SourceRange? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.remedy = remedy
    self.range = range
  }

  /// By what hardly two have in common: a definition may give cause for hundreds.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(range)
    hasher.combine(message)
  }

  /// One line: `file:line:column: severity: message; remedy [code]`.
  package var description: String {
    let place = range.map { "\($0): " } ?? ""
    let fix = remedy.map { "; \($0)" } ?? ""
    return "\(place)\(severity.rawValue): \(message)\(fix) [\(code)]"
  }
}

/// An input that can't be used, with the diagnostics that say why (at least one is an error).
package struct InvalidInput: Error, Sendable, Hashable, CustomStringConvertible {
  package var diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  package init(_ diagnostic: Diagnostic) {
    self.diagnostics = [diagnostic]
  }

  package var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
