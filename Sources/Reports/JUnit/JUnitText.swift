import Documents
package import Evidence
internal import Markup

/// What stands inside the elements of a test case: plain text, as long as it has to be.
package enum JUnitText {
  /// Bytes of a body; characters of any other value.
  static let valueLimit = 4000
  /// Characters of one element. GitLab refuses files above 30 MB.
  static let textLimit = 200_000

  /// `GET /accounts /error: the answer has no errorBody (expected …, actual …)`.
  package static func headline(_ finding: Finding) -> String {
    var text = TextBuffer()
    write(headline: finding, to: &text)
    return text.text()
  }

  static func write(headline finding: Finding, to text: inout TextBuffer) {
    text.append(finding.operation)
    if let pointer = finding.pointer {
      text.append(literal: " at ")
      pointer.writeDisplay(to: &text)
    }
    text.append(literal: ": ")
    text.append(finding.message)
    text.append(literal: " (expected ")
    text.append(finding.expected)
    text.append(literal: ", actual ")
    text.append(finding.actual)
    text.append(UInt8(ascii: ")"))
  }

  /// `known failure, until 2026-12-31, …: the answer has no errorBody`.
  static func known(_ findings: [Finding]) -> String {
    guard let first = findings.first, let known = first.known else { return "known failure" }
    let more = findings.count > 1 ? " (and \(findings.count - 1) more)" : ""
    return "known failure, \(known.sentence): \(first.message)\(more)"
  }

  /// For a case whose steps hold no finding.
  package static func headline(of result: CaseResult) -> String {
    if let reason = result.reason { return reason.message }
    if let failure = result.steps.last?.exchange.failure { return failure.message }
    return "\(result.verdict.rawValue), and no reason was given"
  }

  /// The command is the run's own, by which the case is repeated.
  package static func failure(of result: CaseResult, command: [String] = []) -> String {
    var lines = JUnitLines()
    write(failureOf: result, result.failures, command, to: &lines)
    return lines.text.text()
  }

  static func write(
    failureOf result: CaseResult, _ failures: [Finding], _ command: [String],
    to lines: inout JUnitLines
  ) {
    if failures.isEmpty { lines.add(headline(of: result)) }
    for place in failures.indices {
      guard lines.count < textLimit else {
        lines.add("… and \(Plural.of(failures.count - place, "more finding"))")
        break
      }
      if place > 0 { lines.add("") }
      lines.add(failures[place])
    }
    lines.add(steps: result.steps)
    lines.add(origin: result)
    lines.add(again: result, command)
  }

  package static func reason(of result: CaseResult) -> String {
    var lines = JUnitLines()
    write(reasonOf: result, to: &lines)
    return lines.text.text()
  }

  static func write(reasonOf result: CaseResult, to lines: inout JUnitLines) {
    lines.add(headline(of: result))
    if let reason = result.reason {
      lines.add("reason", reason.code)
      if let remedy = reason.remedy { lines.add("remedy", remedy) }
    }
    lines.add(steps: result.steps)
    lines.add(origin: result)
  }

  package static func warnings(of result: CaseResult) -> String? {
    // Most cases have neither.
    guard result.hasFindings || result.isFlaky else { return nil }
    let warnings = result.warnings
    let parts = [
      FlakyText.line(of: result).map { "flaky: \($0)" },
      warnings.isEmpty ? nil : text(of: warnings),
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }

  static func text(of findings: [Finding]) -> String {
    var lines = JUnitLines()
    for place in findings.indices {
      guard lines.count < textLimit else {
        lines.add("… and \(Plural.of(findings.count - place, "more finding"))")
        break
      }
      lines.add(findings[place], prefix: findings[place].severity == .warning ? "warning: " : "")
    }
    return lines.text.text()
  }
}
