import Evidence
import Markup

/// What one `testcase` element says.
package enum JUnitCase {
  /// The one problem element that a test case may have, without its text: Jenkins reads only the
  /// first, an error before a failure.
  package struct Problem: Sendable, Hashable {
    /// The raw value is the element's name.
    package enum Kind: String, Sendable {
      /// The target broke the contract.
      case failure
      /// The target could not be judged.
      case error
      case skipped
    }

    package var kind: Kind
    /// The id of the first check that failed, or the reason's code.
    package var type: String
    /// One short line.
    package var message: String
  }

  /// A test case that belongs to the whole run.
  struct Extra {
    var name: JUnitNames.Name
    var problem: Problem?
    /// The problem's.
    var text = ""
    /// The warnings; nil where there is none.
    var output: String?
  }

  /// What no case of the whole run showed, as one test case; nil where everything was.
  static func coverage(_ findings: [Finding], names: inout JUnitNames) -> Extra? {
    guard let first = findings.first(where: { $0.severity == .failure }) ?? findings.first else {
      return nil
    }
    let name = names.name(
      group: "run", title: "everything documented is shown", id: "contract-coverage")
    let failures = findings.filter { $0.severity == .failure }
    let warnings = findings.filter { $0.severity == .warning }
    let isKnown = failures.allSatisfy { $0.known != nil }
    let more = findings.count > 1 ? " (and \(findings.count - 1) more)" : ""
    return Extra(
      name: name,
      problem: failures.isEmpty
        ? nil
        : Problem(
          kind: isKnown ? .skipped : .failure, type: isKnown ? "known" : first.check,
          message: Problem.short(JUnitText.headline(first), more)),
      text: JUnitText.text(of: failures),
      output: warnings.isEmpty ? nil : JUnitText.text(of: warnings))
  }

  /// What keeps the run from passing though no case shows it: a file in which everything is green
  /// must never belong to a run that did not pass.
  static func cases(of outcome: RunOutcome, errors: Int, names: inout JUnitNames) -> [Extra] {
    // What the whole run lacks has a test case of its own.
    RunShortfall.list(outcome, errors: errors).filter(\.findings.isEmpty).map { shortfall in
      let name = names.name(group: "run", title: shortfall.title, id: shortfall.title)
      return Extra(
        name: name,
        problem: Problem(
          kind: shortfall.isFailure ? .failure : .error,
          type: shortfall.isFailure ? "demand" : "inconclusive", message: shortfall.sentence),
        text: shortfall.sentence)
    }
  }
}

extension JUnitCase.Problem {
  /// Characters in a `message`.
  static let messageLimit = 200

  /// One line, cut only after characters that XML has no place for were spelt out.
  static func short(_ text: String, _ tail: String = "") -> String {
    let limit = messageLimit - tail.utf8.count
    if OneLine.isOneLine(text, limit: limit) { return text + tail }
    return OneLine.of(XMLText.visible(text), limit: limit) + tail
  }

  /// Nil for a case that passed.
  init?(_ result: CaseResult, _ failures: [Finding]) {
    switch result.verdict {
    case .passed: return nil
    case .failed where result.isKnown:
      // Jenkins and GitLab have no third colour: what a baseline excuses must not be red.
      self.init(
        kind: .skipped, type: "known",
        message: OneLine.of(JUnitText.known(failures), limit: Self.messageLimit))
    case .failed:
      let more = failures.count > 1 ? " (and \(failures.count - 1) more)" : ""
      let message =
        failures.isEmpty ? JUnitText.headline(of: result) : JUnitText.headline(failures[0])
      self.init(
        kind: .failure, type: failures.isEmpty ? "failed" : failures[0].check,
        message: Self.short(message, more))
    case .inconclusive, .skipped:
      self.init(
        kind: result.verdict == .skipped ? .skipped : .error,
        type: result.reason?.code ?? result.verdict.rawValue,
        message: Self.short(result.reason?.message ?? JUnitText.headline(of: result)))
    }
  }
}
