import Evidence
import Execution
import Reports

extension ContractReport {
  /// Something that the target does wrong, with all places where it was seen.
  public struct Problem: Sendable, Hashable, CustomStringConvertible {
    /// The id of the check or assertion that found it, as `muster checks` lists them.
    public let check: String
    /// What is wrong, in one sentence without a final full stop.
    public let message: String
    /// Operations that show it, for instance `GET /accounts`.
    public let operations: [String]
    /// How many cases show it.
    public let cases: Int
    /// Where in the answer, a JSON Pointer; nil where it is not about a place in a JSON body.
    public let pointer: String?
    /// What was promised, in a few words.
    public let expected: String
    /// What was answered, in a few words.
    public let actual: String
    /// What of the definition, overlay or suite is broken, as `file:line:column`.
    public let place: String?
    /// What the reader may do about it, where there is something better than mending the target.
    public let hint: String?
    /// The id of the case with the smallest request that shows it, for ``ContractTest/cases``; nil where no
    /// case of the plan does, but the run as a whole or the token's own answer.
    public let exampleCase: String?
    /// That request as `curl` wants it, without secrets; nil where nothing was sent.
    public let curl: String?

    /// A few lines: what and where, expected and actual, and how to repeat it.
    public var description: String {
      let more = operations.count > 1 ? " and \(operations.count - 1) more" : ""
      let lines: [String?] = [
        "\(check): \(message)",
        operations.first.map { "  at: \($0)\(more), \(Plural.of(cases, "case"))" },
        pointer.map { "  in the answer at: \($0.isEmpty ? "its root" : $0)" },
        "  expected: \(expected)", "  actual: \(actual)",
        place.map { "  demanded by: \($0)" }, hint.map { "  hint: \($0)" },
        exampleCase.map { "  case: \($0)" }, curl.map { "  repeat: \($0)" },
      ]
      // Some of it is what the target said.
      return lines.compactMap { $0.map { TerminalText.escaped($0) } }.joined(separator: "\n")
    }
  }
}

extension ContractReport.Problem {
  init(_ cluster: FindingCluster) {
    let finding = cluster.first
    check = finding.check
    message = finding.message
    operations = cluster.operations
    cases = cluster.cases
    pointer = finding.pointer.map { "\($0)" }
    expected = finding.expected
    actual = finding.actual
    place = finding.range.map { "\($0)" }
    hint = finding.hint
    exampleCase = cluster.example.flatMap { TokenCase.isOne($0.caseID) ? nil : $0.caseID }
    curl = cluster.example?.curl
  }
}
