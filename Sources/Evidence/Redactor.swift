import Documents

/// Takes secrets out of everything that leaves the runner, whatever carries them.
package struct Redactor: Sendable {
  /// What stands in a secret's place.
  package static let placeholder = "[redacted]"
  /// What stands in `Authorization` where it was `Basic`.
  package static let basicPlaceholder = "Basic \(placeholder)"

  /// Header fields whose whole value is secret, lower case.
  private static let secretHeaders = [
    "authorization", "proxy-authorization", "cookie", "set-cookie",
  ]

  private static func isSecretHeader(_ name: String) -> Bool {
    secretHeaders.contains { HTTPHeaders.isSameName($0, name) }
  }

  private let secrets: SecretScanner
  private let names: SecretNames

  /// - Parameter names: of header fields, query parameters and JSON members whose values are secret
  ///   whatever they are; ASCII case does not count.
  package init(secrets: [String], names: [String] = []) {
    self.secrets = SecretScanner(secrets)
    self.names = SecretNames(names)
  }

  private var isIdle: Bool { secrets.isEmpty && names.isEmpty }

  package func redacted(_ text: String) -> String {
    guard !isIdle else { return text }
    let bytes = Array(text.utf8)
    let places = self.places(in: bytes)
    return places.isEmpty ? text : String(decoding: Self.without(places, bytes), as: UTF8.self)
  }

  /// The bytes without any secret, be it plain, in Base64, percent-encoded or JSON-escaped, in whole
  /// or in part.
  package func redacted(_ bytes: [UInt8]) -> [UInt8] {
    guard !isIdle else { return bytes }
    let places = self.places(in: bytes)
    return places.isEmpty ? bytes : Self.without(places, bytes)
  }

  private func places(in bytes: [UInt8]) -> [Range<Int>] {
    let values = names.places(in: bytes)
    let found = secrets.places(in: bytes)
    if values.isEmpty { return found }
    // A secret that reaches over the edge of a value makes one place with it.
    var merged: [Range<Int>] = []
    for place in (values + found).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, place.lowerBound < last.upperBound {
        merged[merged.count - 1] =
          last.lowerBound..<max(last.upperBound, place.upperBound)
      } else {
        merged.append(place)
      }
    }
    return merged
  }

  private static func without(_ places: [Range<Int>], _ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    for place in places {
      result += bytes[copied..<place.lowerBound]
      // A JSON value stays one.
      let isQuoted = bytes[place.lowerBound] == UInt8(ascii: "\"")
      result += (isQuoted ? "\"\(placeholder)\"" : placeholder).utf8
      copied = place.upperBound
    }
    return result + bytes[copied...]
  }

  /// Whether a place in an answer is below a secret name.
  private func isSecret(_ pointer: JSONPointer?) -> Bool {
    pointer?.tokens.contains { names.contains($0) } ?? false
  }
}

extension Redactor {
  package func redacted(_ headers: HTTPHeaders) -> HTTPHeaders {
    HTTPHeaders(
      headers.fields.map { field in
        let isSecret =
          (Redactor.isSecretHeader(field.name) || names.contains(field.name))
          && field.value != HTTPRequest.malformedCredential
        return HTTPHeaders.Field(
          name: redacted(field.name),
          value: isSecret ? Redactor.placeholder(for: field) : redacted(field.value))
      })
  }

  /// `Basic` may stay, so that it can be told from a token; what follows it may not.
  private static func placeholder(for field: HTTPHeaders.Field) -> String {
    let isBasic =
      HTTPHeaders.isSameName(field.name, "Authorization") && field.value.hasPrefix("Basic ")
    return isBasic ? basicPlaceholder : placeholder
  }

  package func redacted(_ exchange: Exchange) -> Exchange {
    var clean = exchange
    clean.request.url = redacted(exchange.request.url)
    clean.request.headers = redacted(exchange.request.headers)
    clean.request.body = exchange.request.body.map { redacted($0) }
    clean.attempts = exchange.attempts.map { attempt in
      var attempt = attempt
      attempt.redirects = attempt.redirects.map { redacted($0) }
      switch attempt.outcome {
      case .response(var response):
        response.reason = redacted(response.reason)
        response.headers = redacted(response.headers)
        response.trailers = redacted(response.trailers)
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
    let isSecret = isSecret(finding.pointer)
    clean.expected = redacted(finding.expected)
    clean.actual = isSecret ? Redactor.placeholder : redacted(finding.actual)
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
      summary.reductions = summary.reductions.map { reduction in
        var clean = reduction
        clean.finding = redacted(reduction.finding)
        clean.exchange = reduction.exchange.map { redacted($0) }
        return clean
      }
      return .finished(summary)
    }
  }
}
