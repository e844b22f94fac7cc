import Documents

/// Takes secrets out of everything that leaves the runner, whatever carries them.
package struct Redactor: Sendable {
  /// What stands in a secret's place.
  package static let placeholder = "[redacted]"

  /// Header fields whose whole value is secret, lower case.
  private static let secretHeaders: Set<String> = [
    "authorization", "proxy-authorization", "cookie", "set-cookie",
  ]

  /// Every spelling of every secret, longest first so that a part never hides the whole.
  private let spellings: [[UInt8]]

  /// Secrets shorter than this would black out harmless text.
  private static let shortest = 4

  package init(secrets: [String]) {
    var all: Set<[UInt8]> = []
    for secret in secrets where secret.utf8.count >= Redactor.shortest {
      all.insert(Array(secret.utf8))
      all.insert(Array(PercentEncoding.encode(secret, keeping: .unreserved).utf8))
      all.insert(Array(JSONWriter.text(.string(secret)).utf8.dropFirst().dropLast()))
    }
    spellings = all.sorted {
      $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count
    }
  }

  package func redacted(_ text: String) -> String {
    guard !spellings.isEmpty else { return text }
    let bytes = Array(text.utf8)
    let clean = redacted(bytes)
    return clean == bytes ? text : String(decoding: clean, as: UTF8.self)
  }

  package func redacted(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for spelling in spellings { result = Redactor.replacing(spelling, in: result) }
    return result
  }

  private static func replacing(_ needle: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    guard let first = needle.first, bytes.count >= needle.count else { return bytes }
    var result: [UInt8] = []
    var copied = 0
    var place = 0
    while place <= bytes.count - needle.count {
      if bytes[place] == first, bytes[place..<(place + needle.count)].elementsEqual(needle) {
        result.append(contentsOf: bytes[copied..<place])
        result.append(contentsOf: Redactor.placeholder.utf8)
        place += needle.count
        copied = place
      } else {
        place += 1
      }
    }
    guard copied > 0 else { return bytes }
    result.append(contentsOf: bytes[copied...])
    return result
  }
}

extension Redactor {
  package func redacted(_ headers: HTTPHeaders) -> HTTPHeaders {
    HTTPHeaders(
      headers.fields.map { field in
        let isSecret =
          Redactor.secretHeaders.contains(field.name.lowercased())
          && field.value != HTTPRequest.malformedCredential
        return HTTPHeaders.Field(
          name: redacted(field.name),
          value: isSecret ? Redactor.placeholder : redacted(field.value))
      })
  }

  package func redacted(_ exchange: Exchange) -> Exchange {
    var clean = exchange
    clean.request.url = redacted(exchange.request.url)
    clean.request.headers = redacted(exchange.request.headers)
    clean.request.body = exchange.request.body.map { redacted($0) }
    clean.attempts = exchange.attempts.map { attempt in
      var attempt = attempt
      switch attempt.outcome {
      case .response(var response):
        response.reason = redacted(response.reason)
        response.headers = redacted(response.headers)
        response.body = redacted(response.body)
        attempt.outcome = .response(response)
      case .failure(var failure):
        failure.message = redacted(failure.message)
        failure.remedy = redacted(failure.remedy)
        attempt.outcome = .failure(failure)
      }
      return attempt
    }
    return clean
  }

  package func redacted(_ finding: Finding) -> Finding {
    var clean = finding
    clean.message = redacted(finding.message)
    clean.expected = redacted(finding.expected)
    clean.actual = redacted(finding.actual)
    clean.hint = finding.hint.map { redacted($0) }
    clean.pointer = finding.pointer.map { JSONPointer($0.tokens.map { redacted($0) }) }
    return clean
  }

  package func redacted(_ reason: Reason) -> Reason {
    Reason(
      code: reason.code, message: redacted(reason.message),
      remedy: reason.remedy.map { redacted($0) })
  }

  package func redacted(_ event: RunEvent) -> RunEvent {
    switch event {
    case .started(var facts):
      facts.baseURL = redacted(facts.baseURL)
      facts.assumptions = facts.assumptions.map { redacted($0) }
      return .started(facts)
    case .caseFinished(var result):
      result.reason = result.reason.map { redacted($0) }
      result.obligations = result.obligations.map {
        ObligationOutcome(id: $0.id, state: $0.state, reason: $0.reason.map { redacted($0) })
      }
      result.steps = result.steps.map { step in
        StepResult(
          role: step.role, operation: step.operation, expectation: step.expectation,
          exchange: redacted(step.exchange), findings: step.findings.map { redacted($0) })
      }
      return .caseFinished(result)
    case .finished(var summary):
      summary.endedEarly = summary.endedEarly.map { redacted($0) }
      return .finished(summary)
    }
  }
}
