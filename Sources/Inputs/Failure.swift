package import Documents
import Reports

/// Why a command or a run can't go on: what to print, one line each, and the exit code.
package struct Failure: Error {
  package var lines: [String]
  package var code: Int32

  package init(lines: [String], code: Int32) {
    self.lines = lines
    self.code = code
  }

  /// Something that the user gave can't be used.
  package static func unusable(_ message: String, remedy: String) -> Failure {
    Failure(lines: ["muster: error: \(message); \(remedy)"], code: ExitStatus.unusable)
  }

  /// The errors of an input file, one line each.
  package init(_ invalid: InvalidInput) {
    let errors = invalid.diagnostics.filter { $0.severity == .error }
    self.init(lines: DiagnosticText.lines(errors), code: ExitStatus.unusable)
  }
}

/// What the process ends with, as documented for every command.
package enum ExitStatus {
  package static let failed: Int32 = 1
  /// Arguments, config, suite or spec can't be used.
  package static let unusable: Int32 = 2
  package static let inconclusive: Int32 = 3
  /// Our own defect.
  package static let defect: Int32 = 70
  package static let interrupted: Int32 = 130
}
