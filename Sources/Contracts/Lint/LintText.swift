import Documents

/// Lint reports for people.
package enum LintText {
  /// The last lines: totals a file, and what the contract can't detect.
  package static func summary(of report: LintReport) -> [String] {
    let name = report.file.name
    guard let vacuity = report.vacuity else {
      return ["\(name): \(report.summary); no contract could be made of it"]
    }
    return ["\(name): \(report.summary)", "\(name): \(vacuity.sentence)"]
  }

  /// The rules, one a paragraph, for `--list`.
  package static var rules: String {
    AllLintRules.groups.map { group in
      "\(group.title)\n"
        + group.rules.map { "  \($0.id)  (\($0.severity.rawValue))\n      \($0.summary)\n" }
        .joined()
    }.joined(separator: "\n")
  }
}
