import Evidence

/// A check's manual for a terminal.
package enum CheckText {
  /// Columns.
  private static let width = 96

  package static func lines(_ check: CheckDescription) -> [String] {
    let manual = check.manual
    var lines = wrapped("\(check.id): \(check.summary)", indent: 0) + [""]
    lines += wrapped(manual.demands, indent: 2)
    if !manual.clauses.isEmpty {
      lines += ["", "By"] + manual.clauses.map { "  \($0)" }
    }
    lines += ["", "Severity (lenient, standard, strict)"]
    for grade in manual.grades {
      lines += wrapped("\(grade.severities.text): \(grade.observation)", indent: 2)
    }
    lines += ["", "For instance"] + wrapped(manual.example, indent: 2)
    if !manual.exceptions.isEmpty {
      lines +=
        ["", "Does not apply to"] + manual.exceptions.flatMap { wrapped("- \($0)", indent: 2) }
    }
    return lines + ["", "Silence it with", "  muster run --skip-check \(check.id)"]
  }

  private static func wrapped(_ text: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + word.count + 1 > width - indent {
        lines.append(margin + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [margin + line]
  }
}

extension Severities {
  /// `–, warning, failure`.
  package var text: String {
    [lenient, standard, strict].map { $0?.rawValue ?? "–" }.joined(separator: ", ")
  }
}
