import Documents
import Evidence

/// Every exchange of the run as an HTTP Archive, HAR 1.2: what was sent and what came back, without
/// secrets.
///
/// Each attempt is an entry. What HAR has no member for, such as the case, stands in `_muster`.
struct HARReport: StreamedReport {
  static let format = makeFormat("har", "HAR 1.2, an HTTP Archive of every exchange")

  private var facts: RunFacts?
  private var isEmpty = true

  init(policy: RunPolicy) {}

  mutating func body(for event: RunEvent) -> [UInt8] {
    switch event {
    case .started(let facts):
      self.facts = facts
      return []
    case .caseFinished(let result):
      var moment = (facts?.startedAt ?? 0) + result.started
      return result.steps.flatMap { step in
        step.exchange.attempts.enumerated().flatMap { number, attempt -> [UInt8] in
          let exchange = Exchange(request: step.exchange.request, attempts: [attempt])
          let entry = HAREntry(
            exchange: exchange, startedAt: Timestamp.milliseconds(moment),
            notes: ("_muster", Self.notes(result, step, attempt: number + 1)))
          moment += attempt.timing.total
          let separator = isEmpty ? "\n" : ",\n"
          isEmpty = false
          return Array(separator.utf8) + JSONWriter.bytes(entry.value)
        }
      }
    case .finished: return []
    }
  }

  mutating func frame() -> (head: [UInt8], tail: [UInt8]) {
    let log = Value.object([
      ("version", .string("1.2")),
      (
        "creator",
        .object([
          ("name", .string("muster")), ("version", .string(facts?.toolVersion ?? "")),
        ])
      ),
      ("comment", .string(comment)),
    ])
    return (
      Array("{\"log\":".utf8) + JSONWriter.bytes(log).dropLast() + Array(",\"entries\":[".utf8),
      Array("\n]}}\n".utf8)
    )
  }

  private var comment: String {
    guard let facts else { return "no run" }
    return "\(facts.contract) \(facts.contractVersion) at \(facts.baseURL)"
  }

  private static func notes(_ result: CaseResult, _ step: StepResult, attempt: Int) -> Value {
    .object([
      ("case", .string(result.id)), ("title", .string(ConsoleText.title(of: result))),
      ("verdict", .string(result.isKnown ? "known" : result.verdict.rawValue)),
      ("role", .string(step.role.rawValue)), ("operation", .string(step.operation)),
      ("expected", .string(step.expectation)), ("attempt", .integer(attempt)),
      (
        "findings",
        .array(
          // What was found is about the last attempt.
          attempt < step.exchange.attempts.count ? [] : step.findings.map { finding(step, $0) })
      ),
    ])
  }

  private static func finding(_ step: StepResult, _ finding: Finding) -> Value {
    .object([
      ("fingerprint", .string(step.fingerprint(of: finding).id)),
      ("check", .string(finding.check)), ("severity", .string(finding.severity.rawValue)),
      ("message", .string(finding.message)), ("expected", .string(finding.expected)),
      ("actual", .string(finding.actual)),
      ("at", finding.pointer.map { .string("\($0)") } ?? .null),
      ("known", .bool(finding.known != nil)),
    ])
  }
}
