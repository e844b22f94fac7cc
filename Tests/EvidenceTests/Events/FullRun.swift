import Documents
import Evidence

/// A run in which no field of any type has its blank value.
enum FullRun {
  static let notText: [UInt8] = [0, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 10]

  static func range(_ name: String) -> SourceRange {
    SourceRange(
      file: SourceFile(name: name), start: SourcePosition(line: 3, column: 5),
      end: SourcePosition(line: 4, column: 9))
  }

  static let finding = Finding(
    check: "body-schema", severity: .warning, operation: "GET /a", message: "it's \"wrong\"\u{0}",
    pointer: JSONPointer(["a/b", "~c", ""]), expected: "x", actual: "e\u{301}\u{2028}",
    range: range("a b.yaml"), schema: JSONPointer(), hint: "mend it",
    excerpt: SourceExcerpt(firstLine: 2, lines: ["a: 1", "b: <\u{7}>"]),
    known: KnownFailure(
      fingerprint: "f", reason: "vendor's", owner: "us", expires: "2026-12-31"))

  static let timing = Exchange.Timing(
    nameLookup: 0.1, connect: 1.0 / 3, tls: .leastNonzeroMagnitude, firstByte: 1e300,
    total: 123_456_789.125)

  static let request: HTTPRequest = {
    var request = HTTPRequest(
      method: "POST", url: "http://h/?a=%00",
      headers: HTTPHeaders(["A": "1", "a": "2"]), body: notText)
    request.tokenVariable = "OTHER_TOKEN"
    return request
  }()

  static let response = HTTPResponse(
    status: 418, reason: "I'm a teapot", version: "HTTP/2",
    headers: HTTPHeaders(["Content-Type": "text/plain\u{1}"]), body: Array("naïve\r\n".utf8),
    trailers: HTTPHeaders(["T": ""]))

  static let failure = TransportFailure(.truncatedBody, message: "cut", remedy: "send it whole")

  static let attempts = [
    Exchange.Attempt(
      outcome: .failure(failure), timing: timing,
      traffic: Exchange.Traffic(sent: 1, received: 2, headers: 3), redirects: ["http://i/"]),
    Exchange.Attempt(
      outcome: .response(response), timing: timing,
      traffic: Exchange.Traffic(sent: 4, received: 5, headers: .max), redirects: ["http://i/"]),
  ]

  static let exchange = Exchange(request: request, attempts: attempts)
  static let reason = Reason(code: "fixture-missing", message: "no fixture", remedy: "give it")

  static let outcome = ObligationOutcome(id: "status/GET /a/200", state: .failed, reason: "no")

  static let step = StepResult(
    role: .setup, operation: "POST /a", expectation: "201", exchange: exchange,
    findings: [finding],
    label: StepResult.Label(
      place: 3, id: "first", title: "asks", number: 2, isWaiting: true))

  static let result = CaseResult(
    id: "derived/1", title: "does", group: "POST /a", intent: "negative", verdict: .inconclusive,
    steps: [step], reason: reason, obligations: [outcome], range: range("s.yaml"),
    tags: ["read"], requirements: ["REQ-1"], isInvented: true,
    quarantine: KnownFailure(
      fingerprint: "q", reason: "flaky", owner: "them", expires: "2026-12-30"), started: 0.25,
    duration: 0.1)

  static let diagnostic = Diagnostic(
    .warning, code: "odd", "is odd", remedy: "make it even", at: range("d.json"))

  static let fact = ObligationFact(
    id: "status/GET /a/200", kind: .errorBody, subject: "GET /a", detail: "200",
    range: range("d.json"), remedy: "give a fixture", witnesses: ["GET /a"])

  static let facts = RunFacts(
    toolVersion: "1", contract: "c", contractVersion: "2", specFiles: ["d.json"],
    baseURL: "http://h", strictness: "strict", seed: .max, plannedCases: 1, obligations: [fact],
    diagnostics: [diagnostic], vacuity: ["v"], assumptions: ["a"], startedAt: 1_763_916_000.5,
    command: ["muster", "run"], contractDigest: String(repeating: "a", count: 64), shard: shard)

  static let shard = ShardFacts(
    index: 2, total: 3, planDigest: "p", cutDigest: "c", cases: 9, ownCases: 4, isSpread: true,
    silentChecks: ["x"], isPartial: true)

  static let reduction = Reduction(
    finding: finding, caseID: "derived/1", steps: 2, exchange: exchange, requests: 9,
    isComplete: true)

  static let summary = RunSummary(
    duration: 1.5, requests: 7, endedEarly: reason, isInterrupted: true, reductions: [reduction])

  static let events: [RunEvent] = [
    .started(facts), .caseFinished(result), .finished(summary),
  ]
}
