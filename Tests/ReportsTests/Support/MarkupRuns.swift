import Documents
import Evidence

/// Runs whose texts try to become a part of a page.
enum MarkupRuns {
  static let texts = [
    "<script>alert(1)</script>", "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "\"><svg onload=alert(4)>", "' onmouseover='alert(5)", "]]><!--", "--><b>", "{{{style}}}",
    "\u{202E}gnp.exe\u{2066}", "\u{1B}[2Jowned", "a\u{2028}b\u{2029}c", "\u{0}\u{FEFF}\u{85}",
    "<!--muster:rows-->", "<!--muster:details-->", "&lt;b&gt;&amp;",
    "</title></style></pre></table>",
  ]

  static let events: [RunEvent] = {
    var facts = SampleContract.facts(planned: texts.count)
    let all = texts.joined(separator: " ")
    facts.contract = all
    facts.baseURL = "http://127.0.0.1:8080/\(all)"
    facts.vacuity = texts
    facts.assumptions = texts
    facts.command = ["muster", "run", all]
    facts.diagnostics = [Diagnostic(.warning, code: "odd", all)]
    facts.obligations = texts.map {
      ObligationFact(id: $0, kind: .status, subject: "GET /\($0)", detail: $0, remedy: $0)
    }
    return [.started(facts)] + texts.enumerated().map { .caseFinished(result($1, $0)) }
      + [
        .finished(
          RunSummary(
            duration: 1, requests: texts.count,
            endedEarly: Reason(code: all, message: all, remedy: all)))
      ]
  }()

  private static func result(_ evil: String, _ place: Int) -> CaseResult {
    let body = JSONWriter.bytes(.object([(evil, .string(evil)), ("b", .string(all(evil)))]))
    let finding = Finding(
      check: evil, operation: evil, message: "no \(place) \(evil)", pointer: JSONPointer([evil]),
      expected: evil, actual: evil, range: SampleContract.range(13), hint: evil,
      excerpt: SourceExcerpt(firstLine: 12, lines: [evil, evil, evil]))
    return CaseResult(
      id: "\(evil)\(place)", title: evil, group: evil, intent: evil, verdict: .failed,
      steps: [
        StepResult(
          role: .test, operation: evil, expectation: evil,
          exchange: Exchange(
            request: HTTPRequest(
              method: evil, url: evil,
              headers: HTTPHeaders([HTTPHeaders.Field(name: evil, value: evil)]),
              body: Array(evil.utf8)),
            attempts: [
              Exchange.Attempt(
                outcome: .response(
                  HTTPResponse(
                    status: 200, reason: evil, version: evil,
                    headers: HTTPHeaders([HTTPHeaders.Field(name: evil, value: evil)]), body: body)),
                timing: Exchange.Timing(total: 0.002))
            ]),
          findings: [finding])
      ])
  }

  private static func all(_ evil: String) -> String { evil + texts.joined() }
}

/// Runs with many failures, each with a large answer.
enum LargeRuns {
  static func events(cases: Int, bodyBytes: Int) -> [RunEvent] {
    let operation = SampleContract.operations[0]
    let body = "[" + String(repeating: "\"<filling>\",", count: bodyBytes / 12) + "1]"
    let sent = SampleRuns.exchange(operation, 200, body: body)
    return [.started(SampleContract.facts(planned: cases))]
      + (0..<cases).map { number in
        var result = SampleRuns.result(
          operation, 200, verdict: .failed,
          findings: [
            Finding(
              check: "body-schema", operation: operation.name, message: "it has the wrong type",
              pointer: JSONPointer(["3"]), expected: "integer", actual: "string")
          ], exchange: sent, at: number)
        result.id = "case/\(number)"
        result.title = "case \(number)"
        return .caseFinished(result)
      } + [.finished(RunSummary(duration: 9, requests: cases))]
  }
}
