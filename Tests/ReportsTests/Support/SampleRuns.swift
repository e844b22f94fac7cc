import Documents
import Evidence

/// Whole runs, event by event.
enum SampleRuns {
  static let token = HTTPHeaders(["Authorization": "[redacted]", "Accept": "application/json"])
  static let intents = [200: "positive", 400: "negative", 401: "auth", 404: "missing"]
  static let titles = [
    200: "answers 200 to a valid request", 400: "answers 400 to a wrong parameter",
    401: "answers 401 without a token", 404: "answers 404 for what does not exist",
  ]

  static func exchange(
    _ operation: SampleContract.Operation, _ status: Int, body: String,
    type: String = "application/json", target: String = "http://127.0.0.1:8080"
  ) -> Exchange {
    let path = operation.path.replacing("{accountId}", with: "AC-1001")
      .replacing("{profileId}", with: "PR-77").replacing("{partnum}", with: "PN-9")
    let isWrite = operation.method == "POST" || operation.method == "PUT"
    var headers = token
    if isWrite { headers.append("Content-Type", "application/json") }
    return Exchange(
      request: HTTPRequest(
        method: operation.method, url: target + path, headers: headers,
        body: isWrite ? Array(#"{"note":"it's"}"#.utf8) : nil),
      attempts: [
        Exchange.Attempt(
          outcome: .response(
            HTTPResponse(
              status: status, reason: status == 200 ? "OK" : "Not Found",
              headers: HTTPHeaders(["Content-Type": type]), body: Array(body.utf8))),
          timing: Exchange.Timing(total: 0.004))
      ])
  }

  static func result(
    _ operation: SampleContract.Operation, _ status: Int, verdict: Verdict = .passed,
    findings: [Finding] = [], exchange: Exchange? = nil, reason: Reason? = nil, at place: Int = 0
  ) -> CaseResult {
    let state: ObligationOutcome.State =
      switch verdict {
      case .passed: .discharged
      case .failed: .failed
      case .inconclusive, .skipped: .notReached
      }
    let sent = exchange ?? self.exchange(operation, status, body: "{}")
    let why = state == .discharged ? nil : reason?.message ?? findings.first?.message
    var outcomes = [
      ObligationOutcome(id: "status/\(operation.name)/\(status)", state: state, reason: why)
    ]
    if status == 401 {
      outcomes.append(
        ObligationOutcome(
          id: "security/\(operation.name)/application", state: state, reason: why))
    }
    return CaseResult(
      id: "gate/\(operation.name)/\(status)", title: titles[status] ?? "answers \(status)",
      group: operation.name, intent: intents[status] ?? "positive", verdict: verdict,
      steps: verdict == .skipped
        ? []
        : [
          StepResult(
            role: .test, operation: operation.name, expectation: String(status), exchange: sent,
            findings: findings)
        ],
      reason: reason, obligations: outcomes, started: Double(place) * 0.005, duration: 0.004)
  }

  static func seen(_ except: Set<String> = []) -> [ObligationOutcome] {
    SampleContract.properties.filter { !except.contains($0.1) }.map {
      ObligationOutcome(id: "property/\($0.0)/\($0.1)", state: .discharged)
    }
  }

  /// Every case by `make`, where nil is a plain pass.
  static func run(
    facts: RunFacts = SampleContract.facts(),
    summary: RunSummary = RunSummary(duration: 0.412, requests: 91),
    _ make: (SampleContract.Operation, Int, Int) -> CaseResult? = { _, _, _ in nil }
  ) -> [RunEvent] {
    var events: [RunEvent] = [.started(facts)]
    var place = 0
    for operation in SampleContract.operations {
      for status in SampleContract.statuses {
        var result =
          make(operation, status, place) ?? self.result(operation, status, at: place)
        if place == 0, result.verdict == .passed { result.obligations += seen() }
        events.append(.caseFinished(result))
        place += 1
      }
    }
    return events + [.finished(summary)]
  }

  static let passing = run { operation, status, place in
    guard status == 200, operation.name.hasPrefix("GET /accounts"), place > 0 else { return nil }
    return result(
      operation, status,
      findings: [
        Finding(
          check: "undocumented-property", severity: .warning, operation: operation.name,
          message: "the contract does not document 'region'", pointer: JSONPointer(["region"]),
          expected: "only documented properties", actual: "\"region\": \"Antioquia\"")
      ], at: place)
  }

  /// A wrong type in one field, an answer without errorBody, an answer without a token.
  static let failing = run(summary: RunSummary(duration: 0.438, requests: 91)) {
    operation, status, place in
    switch (operation.name, status) {
    case ("GET /accounts/{accountId}", 200):
      let body =
        #"{"accountId":"AC-1001","accountName":"Café Andino S.A.S.","msisdn":573001234567}"#
      return result(
        operation, status, verdict: .failed,
        findings: [
          Finding(
            check: "body-schema", operation: operation.name,
            message: "the value has the wrong type", pointer: JSONPointer(["msisdn"]),
            expected: "string", actual: "number 573001234567",
            range: SampleContract.range(611, 3))
        ], exchange: exchange(operation, 200, body: body), at: place)
    case ("GET /documents/{documentId}", 404):
      return result(
        operation, status, verdict: .failed,
        findings: [
          Finding(
            check: "error-body", operation: operation.name,
            message: "the answer has no errorBody", pointer: JSONPointer(),
            expected: "a JSON object with a non-empty object 'error'", actual: "an empty body",
            range: SampleContract.range(218, 3),
            hint: "answer {\"error\": {\"code\": …, \"message\": …}} with application/json")
        ], exchange: exchange(operation, 404, body: "", type: "text/plain"), at: place)
    case ("POST /accounts/{accountId}/processes", 401):
      return result(
        operation, status, verdict: .failed,
        findings: [
          Finding(
            check: "status-code", operation: operation.name,
            message: "a request without a token was answered as if it had one",
            expected: "401", actual: "200", range: SampleContract.range(466, 3))
        ], exchange: exchange(operation, 200, body: "{\"code\":0}"), at: place)
    default: return nil
    }
  }

  static let unreachable = run(
    facts: SampleContract.facts(target: "http://127.0.0.1:9"),
    summary: RunSummary(
      duration: 0.021, requests: 3,
      endedEarly: Reason(
        code: "connection-refused", message: "nothing listens on 127.0.0.1:9",
        remedy: "start the target or correct --base-url"))
  ) { operation, status, place in
    let failed = Exchange(
      request: HTTPRequest(method: operation.method, url: "http://127.0.0.1:9" + operation.path),
      attempts: [
        Exchange.Attempt(
          outcome: .failure(
            TransportFailure(
              .connectionRefused, message: "nothing listens on 127.0.0.1:9",
              remedy: "start the target or correct --base-url")),
          timing: Exchange.Timing(total: 0.001))
      ])
    return result(
      operation, status, verdict: .inconclusive, exchange: failed,
      reason: Reason(
        code: "connection-refused", message: "nothing listens on 127.0.0.1:9",
        remedy: "start the target or correct --base-url"), at: place)
  }

  static let withoutCredentials = run { operation, status, place in
    guard status != 401 else { return nil }
    var result = result(
      operation, status, verdict: .inconclusive,
      reason: Reason(
        code: "credentials-missing", message: "no token could be had: MUSTER_CLIENT_ID is not set",
        remedy: "set MUSTER_CLIENT_ID and MUSTER_CLIENT_SECRET, or --token-env NAME"), at: place)
    result.steps = []
    return result
  }
}
