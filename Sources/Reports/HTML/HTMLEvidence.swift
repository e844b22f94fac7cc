import Documents
import Evidence

/// What a page shows of findings and of the requests that they were made in.
enum HTMLEvidence {
  /// Bytes of a body in the detail of a case, and in a cause.
  static let bodyLimit = 4 << 10
  /// Findings and requests of one case.
  private static let findingLimit = 12
  private static let stepLimit = 8
  private static let fieldLimit = 40

  /// One finding: the difference, and the lines of the definition.
  static func finding(_ finding: Finding, body: [UInt8]?) -> Value {
    .page([
      ("check", .shown(finding.check)),
      ("isWarning", .bool(finding.severity == .warning)),
      ("message", .shown(finding.message)),
      ("at", finding.pointer.map { .shown($0.display) }),
      ("agreement", finding.known.map { .shown($0.sentence) }),
      ("difference", JSONDifference(finding, body: body).value),
      ("hint", finding.hint.map { .shown($0) }),
      ("place", finding.range.map { .shown($0.description) }),
      ("spec", finding.excerpt.flatMap { excerpt($0, finding.range) }),
    ])
  }

  private static func excerpt(_ excerpt: SourceExcerpt, _ range: SourceRange?) -> Value? {
    guard !excerpt.lines.isEmpty else { return nil }
    return .array(
      excerpt.lines.enumerated().map { place, line in
        let number = excerpt.firstLine + place
        let isMarked = range.map {
          number >= $0.start.line && number <= max($0.start.line, $0.end.line)
        }
        return .object([
          ("number", .integer(number)), ("marked", .bool(isMarked ?? false)),
          ("text", .string(HTMLText.line(line.replacing("\t", with: "  "), limit: 300))),
        ])
      })
  }

  /// One request with what came back.
  static func step(_ step: StepResult) -> Value {
    let exchange = step.exchange
    let request = exchange.request
    return .page([
      ("title", .shown("\(step.operation), expecting \(step.expectation)")),
      ("isSetup", .bool(step.role == .setup)),
      ("request", .string(head("\(request.method) \(request.url)", request.headers))),
      ("requestBody", request.body.flatMap { body($0) }),
      ("answer", .string(answer(exchange))),
      ("answerBody", exchange.response.flatMap { body($0.body) }),
      ("tries", exchange.attempts.count > 1 ? .integer(exchange.attempts.count) : nil),
      ("took", .string(Numbers.duration(exchange.duration))),
      ("curl", .string(CurlCommand.text(request))),
    ])
  }

  private static func answer(_ exchange: Exchange) -> String {
    guard let response = exchange.response else { return HTMLText.line(exchange.answerLine) }
    let reason = response.reason.isEmpty ? "" : " \(response.reason)"
    return head("\(response.version) \(response.status)\(reason)", response.headers)
  }

  private static func head(_ first: String, _ headers: HTTPHeaders) -> String {
    var lines = [HTMLText.line(first, limit: 2_000)]
    lines += headers.fields.prefix(fieldLimit).map {
      HTMLText.line("\($0.name): \($0.value)", limit: 400)
    }
    let more = headers.fields.count - fieldLimit
    if more > 0 { lines.append("… (\(Plural.of(more, "more field")))") }
    return lines.joined(separator: "\n")
  }

  /// Its beginning, laid out where it is JSON; nil where it is empty.
  private static func body(_ bytes: [UInt8]) -> Value? {
    guard !bytes.isEmpty else { return nil }
    let laidOut = JSONLayout(bytes).map { Array($0.texts.joined(separator: "\n").utf8) }
    let excerpt = Excerpt(laidOut ?? bytes, limit: bodyLimit)
    let note = excerpt.omitted > 0 ? "\n… (\(Plural.of(excerpt.omitted, "more byte")))" : ""
    return .string(HTMLText.block(excerpt.text) + note)
  }

  /// Everything about a case that did not simply pass.
  static func detail(of result: CaseResult, _ command: [String]) -> Value {
    var findings: [Value] = []
    for step in result.steps {
      for each in step.findings where findings.count < findingLimit {
        findings.append(finding(each, body: step.exchange.response?.body))
      }
    }
    let all = result.findings.count
    return .page([
      ("findings", .array(findings)),
      ("more", all > findings.count ? .integer(all - findings.count) : nil),
      ("reason", result.reason.map { .shown("\($0.message) [\($0.code)]") }),
      ("remedy", result.reason?.remedy.map { .shown($0) }),
      ("steps", .array(result.steps.suffix(stepLimit).map(step))),
      (
        "moreSteps",
        result.steps.count > stepLimit ? .integer(result.steps.count - stepLimit) : nil
      ),
      ("again", .string(RepeatCommand.text(of: result.id, command))),
    ])
  }
}
