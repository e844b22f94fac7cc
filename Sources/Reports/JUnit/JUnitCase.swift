import Evidence
import Markup

/// One `testcase` element, before it is XML.
package struct JUnitCase: Sendable, Hashable {
  /// The one problem element that a test case may have: Jenkins reads only the first, an error
  /// before a failure.
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
    /// Everything: GitLab and others show only this.
    package var text: String
  }

  package var className: String
  package var name: String
  /// Seconds.
  package var time: Double
  package var problem: Problem?
  /// The warnings; nil where there is none.
  package var output: String?
  /// Attempts that were made again, where the flavour has a place for them.
  package var reruns: [Rerun] = []
}

extension JUnitCase {
  init(_ result: CaseResult, names: inout JUnitNames, command: [String] = []) {
    let name = names.name(of: result)
    self.init(
      className: name.className, name: name.name, time: result.duration,
      problem: Problem(result, command), output: JUnitText.warnings(of: result))
  }

  /// What no case of the whole run showed, as one test case; nil where everything was.
  static func coverage(_ findings: [Finding], names: inout JUnitNames) -> JUnitCase? {
    guard let first = findings.first(where: { $0.severity == .failure }) ?? findings.first else {
      return nil
    }
    let name = names.name(
      group: "run", title: "everything documented is shown", id: "contract-coverage")
    let failures = findings.filter { $0.severity == .failure }
    let warnings = findings.filter { $0.severity == .warning }
    let isKnown = failures.allSatisfy { $0.known != nil }
    let more = findings.count > 1 ? " (and \(findings.count - 1) more)" : ""
    return JUnitCase(
      className: name.className, name: name.name, time: 0,
      problem: failures.isEmpty
        ? nil
        : Problem(
          kind: isKnown ? .skipped : .failure, type: isKnown ? "known" : first.check,
          message: Problem.short(JUnitText.headline(first), more),
          text: JUnitText.text(of: failures)),
      output: warnings.isEmpty ? nil : JUnitText.text(of: warnings))
  }

  /// What keeps the run from passing though no case shows it: a file in which everything is green
  /// must never belong to a run that did not pass.
  static func cases(of outcome: RunOutcome, errors: Int, names: inout JUnitNames) -> [JUnitCase] {
    // What the whole run lacks has a test case of its own.
    RunShortfall.list(outcome, errors: errors).filter(\.findings.isEmpty).map { shortfall in
      let name = names.name(group: "run", title: shortfall.title, id: shortfall.title)
      return JUnitCase(
        className: name.className, name: name.name, time: 0,
        problem: Problem(
          kind: shortfall.isFailure ? .failure : .error,
          type: shortfall.isFailure ? "demand" : "inconclusive", message: shortfall.sentence,
          text: shortfall.sentence),
        output: nil)
    }
  }
}

extension JUnitCase.Problem {
  /// Characters in a `message`.
  static let messageLimit = 200

  /// One line, cut only after characters that XML has no place for were spelt out.
  static func short(_ text: String, _ tail: String = "") -> String {
    OneLine.of(XMLText.visible(text), limit: messageLimit - tail.utf8.count) + tail
  }

  init?(_ result: CaseResult, _ command: [String]) {
    switch result.verdict {
    case .passed: return nil
    case .failed where result.isKnown:
      // Jenkins and GitLab have no third colour: what a baseline excuses must not be red.
      self.init(
        kind: .skipped, type: "known",
        message: OneLine.of(JUnitText.known(result.failures), limit: Self.messageLimit),
        text: JUnitText.failure(of: result, command: command))
    case .failed:
      let failures = result.failures
      let more = failures.count > 1 ? " (and \(failures.count - 1) more)" : ""
      let message = failures.first.map(JUnitText.headline) ?? JUnitText.headline(of: result)
      self.init(
        kind: .failure, type: failures.first?.check ?? "failed",
        message: Self.short(message, more),
        text: JUnitText.failure(of: result, command: command))
    case .inconclusive, .skipped:
      self.init(
        kind: result.verdict == .skipped ? .skipped : .error,
        type: result.reason?.code ?? result.verdict.rawValue,
        message: Self.short(result.reason?.message ?? JUnitText.headline(of: result)),
        text: JUnitText.reason(of: result))
    }
  }
}
