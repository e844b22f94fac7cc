import Inputs
import Reports

/// A test that can't be run: a file, a URL or a setting that can't be used. It is never about the target.
public struct ContractTestError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, where and how to mend it; one line each.
  public let lines: [String]

  /// The ``lines``.
  public var description: String { lines.joined(separator: "\n") }

  init(_ failure: Failure) {
    let prefix = "muster: error: "
    // Some of it is what files and servers say.
    lines = DiagnosticText.lines(
      failure.lines.map { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0 })
  }
}
