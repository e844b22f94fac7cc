package import Evidence

/// In what a case that was judged again differs from its record.
package struct CaseDifference: Sendable, Hashable {
  package var caseID: String
  /// In one sentence without a final full stop.
  package var sentence: String

  package init(_ caseID: String, _ sentence: String) {
    self.caseID = caseID
    self.sentence = sentence
  }

  /// The weightiest difference first; nil: they are the same.
  ///
  /// Where something was redacted from an exchange, the words of a finding may differ, as they quote
  /// it; check, severity and place may not.
  package static func between(_ recorded: CaseResult, _ again: CaseResult) -> CaseDifference? {
    sentence(recorded, again).map { CaseDifference(recorded.id, $0) }
  }

  private static func sentence(_ recorded: CaseResult, _ again: CaseResult) -> String? {
    if recorded.verdict != again.verdict {
      let why = again.failures.first.map { ": \($0.check), \($0.message)" } ?? ""
      return
        "it is recorded as \(recorded.verdict.rawValue) and judged \(again.verdict.rawValue)\(why)"
    }
    if recorded.id != again.id || recorded.title != again.title || recorded.group != again.group
      || recorded.intent != again.intent || recorded.tags != again.tags
      || recorded.requirements != again.requirements || recorded.range != again.range
    {
      return "its name, title or place is not that of the plan"
    }
    if recorded.reason?.code != again.reason?.code { return "its reason is another one" }
    guard recorded.steps.count == again.steps.count else {
      return "it has \(recorded.steps.count) requests instead of \(again.steps.count)"
    }
    for (place, (old, new)) in zip(recorded.steps, again.steps).enumerated() {
      if old.role != new.role || old.operation != new.operation
        || old.expectation != new.expectation || old.label != new.label
      {
        return "what is expected of step \(place + 1) is not what the plan says"
      }
      let isRedacted = old.exchange.isRedacted
      let oldFindings = old.findings.map { FindingKey($0, isRedacted: isRedacted) }
      let newFindings = new.findings.map { FindingKey($0, isRedacted: isRedacted) }
      if oldFindings != newFindings {
        return "what was found in the answer to step \(place + 1) is not what is recorded"
      }
    }
    if !Self.isSame(recorded.obligations, again.obligations) {
      return "the promises that it shows are others"
    }
    return nil
  }

  private static func isSame(_ left: [ObligationOutcome], _ right: [ObligationOutcome]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { $0.id == $1.id && $0.state == $1.state }
  }
}

/// What of a finding has to be found again.
private struct FindingKey: Hashable {
  var finding: Finding

  init(_ finding: Finding, isRedacted: Bool) {
    self.finding = finding
    self.finding.excerpt = nil
    guard isRedacted else { return }
    self.finding.message = ""
    self.finding.expected = ""
    self.finding.actual = ""
    self.finding.hint = nil
  }
}

extension Exchange {
  /// Whether something in it stands for a secret, besides what always does in a request's header.
  var isRedacted: Bool {
    if request.url.contains(Redactor.placeholder) || Self.holds(request.body ?? []) { return true }
    return attempts.contains { attempt in
      guard case .response(let response) = attempt.outcome else { return false }
      return Self.holds(response.body)
        || response.headers.fields.contains { $0.value.contains(Redactor.placeholder) }
    }
  }

  private static func holds(_ bytes: [UInt8]) -> Bool {
    guard bytes.contains(UInt8(ascii: "[")) else { return false }
    return String(decoding: bytes, as: UTF8.self).contains(Redactor.placeholder)
  }
}
