import Documents
import Evidence

/// Runs against a target that wants to harm the reader.
enum HostileRuns {
  static let evil = "\u{1B}[2J\u{1B}]0;owned\u{07}\u{202E}gnp.exe\u{2066}\r\n\u{0}\u{85}\u{FEFF}"

  static let hostile: [RunEvent] = {
    let operation = SampleContract.operations[0]
    var facts = SampleContract.facts(planned: 2)
    facts.contract = "crm\(evil)"
    facts.baseURL = "http://127.0.0.1:8080/\(evil)"
    facts.vacuity = ["a model \(evil)"]
    facts.assumptions = []
    var sent = SampleRuns.exchange(operation, 200, body: "{\"a\":\"\(evil)\"}", type: evil)
    sent.request.url = "http://127.0.0.1:8080/a'b\(evil)"
    sent.request.headers.append("X-Evil", "$(reboot) `id` \(evil)")
    sent.request.body = Array("don't \(evil)".utf8)
    let finding = Finding(
      check: "body-schema", operation: operation.name, message: "wrong \(evil)",
      pointer: JSONPointer([evil, "a/b~c"]), expected: "string", actual: "\(evil) 日本語 e\u{301}",
      range: SampleContract.range(40), hint: evil)
    var bad = SampleRuns.result(
      operation, 200, verdict: .failed, findings: [finding], exchange: sent)
    bad.title = "case \(evil)"
    var unclear = SampleRuns.result(
      operation, 404, verdict: .inconclusive,
      reason: Reason(code: "other", message: "odd \(evil)", remedy: "try \(evil)"))
    unclear.title = evil
    return [
      .started(facts), .caseFinished(bad), .caseFinished(unclear),
      .finished(RunSummary(duration: 75.4, requests: 2)),
    ]
  }()
}

/// Runs with many failures of few causes.
enum ClusterRuns {
  /// A target that asks nobody for a token and gives the same wrong item in every list.
  static let open = SampleRuns.run { operation, status, place in
    switch status {
    case 401:
      return SampleRuns.result(
        operation, status, verdict: .failed,
        findings: [
          Finding(
            check: "status-code", operation: operation.name,
            message: "a request without a token was answered as if it had one",
            expected: "401", actual: "200", range: SampleContract.range(operation.line + 16, 3))
        ], at: place)
    case 200 where operation.name.hasSuffix("recordings"):
      return SampleRuns.result(
        operation, status, verdict: .failed,
        findings: (0..<30).map { index in
          Finding(
            check: "body-schema", operation: operation.name,
            message: "'id' has the wrong type", pointer: JSONPointer([String(index), "id"]),
            expected: "integer", actual: "string \"R-\(index)\"",
            range: SampleContract.range(570, 3))
        }, at: place)
    default: return nil
    }
  }

  /// Some cells not reached for different reasons, some cases filtered.
  static let partial = SampleRuns.run { operation, status, place in
    switch (operation.name, status) {
    case (_, 404) where place > 50:
      return SampleRuns.result(
        operation, status, verdict: .inconclusive,
        reason: Reason(
          code: "fixture-missing", message: "the fixture 'missingProfile' is not given",
          remedy: "add missingProfile to spec/crm/fixtures.yaml"), at: place)
    case ("DELETE /profiles/{profileId}", _):
      return SampleRuns.result(
        operation, status, verdict: .skipped,
        reason: Reason(code: "safe-mode", message: "the operation destroys data"), at: place)
    default: return nil
    }
  }
}
