import Documents

/// Takes secrets out of everything that leaves the runner, whatever carries them.
package struct Redactor: Sendable {
  /// What stands in a secret's place.
  package static let placeholder = "[redacted]"

  /// Header fields whose whole value is secret, lower case.
  private static let secretHeaders: Set<String> = [
    "authorization", "proxy-authorization", "cookie", "set-cookie",
  ]

  /// The secrets' bytes, longest first so that a part never hides the whole.
  private let secrets: [[UInt8]]
  /// Whether a byte can begin a secret, in whatever spelling.
  private let beginnings: [Bool]

  /// Secrets shorter than this would black out harmless text.
  private static let shortest = 4

  package init(secrets: [String]) {
    var all: Set<[UInt8]> = []
    for secret in secrets where secret.utf8.count >= Redactor.shortest {
      let bytes = Array(secret.utf8)
      all.insert(bytes)
      all.insert(Array(Base64.encode(bytes).utf8))
    }
    self.secrets = all.sorted {
      $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count
    }
    var beginnings = [Bool](repeating: false, count: 256)
    for secret in all { beginnings[Int(secret[0])] = true }
    beginnings[Int(UInt8(ascii: "\\"))] = true
    beginnings[Int(UInt8(ascii: "%"))] = true
    self.beginnings = beginnings
  }

  package func redacted(_ text: String) -> String {
    guard !secrets.isEmpty else { return text }
    let bytes = Array(text.utf8)
    let clean = redacted(bytes)
    return clean == bytes ? text : String(decoding: clean, as: UTF8.self)
  }

  /// The bytes without any secret, be it plain, in Base64, percent-encoded or JSON-escaped, in whole
  /// or in part.
  package func redacted(_ bytes: [UInt8]) -> [UInt8] {
    guard !secrets.isEmpty else { return bytes }
    var result: [UInt8] = []
    var copied = 0
    var place = 0
    while place < bytes.count {
      guard beginnings[Int(bytes[place])], let end = secretEnd(in: bytes, from: place) else {
        place += 1
        continue
      }
      result.append(contentsOf: bytes[copied..<place])
      result.append(contentsOf: Redactor.placeholder.utf8)
      place = end
      copied = end
    }
    guard copied > 0 else { return bytes }
    result.append(contentsOf: bytes[copied...])
    return result
  }

  private func secretEnd(in bytes: [UInt8], from start: Int) -> Int? {
    for secret in secrets {
      var place = start
      let isWhole = secret.allSatisfy { wanted in
        guard let (byte, next) = Spelling.read(bytes, at: place), byte == wanted else {
          return false
        }
        place = next
        return true
      }
      if isWhole { return place }
    }
    return nil
  }
}

/// Reads one byte of a text in which any byte may be percent-encoded or JSON-escaped.
private enum Spelling {
  /// The byte that is meant, and where the next one begins; nil at the end.
  static func read(_ bytes: [UInt8], at place: Int) -> (byte: UInt8, next: Int)? {
    guard place < bytes.count else { return nil }
    let byte = bytes[place]
    if byte == UInt8(ascii: "%"), let value = hex(bytes, at: place + 1, count: 2) {
      return (UInt8(value), place + 3)
    }
    guard byte == UInt8(ascii: "\\"), place + 1 < bytes.count else { return (byte, place + 1) }
    switch bytes[place + 1] {
    case UInt8(ascii: "u"):
      if let value = hex(bytes, at: place + 2, count: 4), value < 0x80 {
        return (UInt8(value), place + 6)
      }
      return (byte, place + 1)
    case UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "\\"):
      return (bytes[place + 1], place + 2)
    default: return (byte, place + 1)
    }
  }

  private static func hex(_ bytes: [UInt8], at place: Int, count: Int) -> Int? {
    guard place + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[place..<(place + count)] {
      switch byte {
      case 48...57: value = value * 16 + Int(byte - 48)
      case 65...70: value = value * 16 + Int(byte - 55)
      case 97...102: value = value * 16 + Int(byte - 87)
      default: return nil
      }
    }
    return value
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
      facts.command = facts.command.map { redacted($0) }
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
