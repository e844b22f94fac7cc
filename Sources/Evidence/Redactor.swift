import Documents

/// Takes secrets out of everything that leaves the runner, whatever carries them. One reference, because every
/// event of a run asks for it.
package final class Redactor: Sendable {
  /// What stands in a secret's place.
  package static let placeholder = "[redacted]"
  /// What stands in `Authorization` where it was `Basic`.
  package static let basicPlaceholder = "Basic \(placeholder)"

  /// Header fields whose whole value is secret, lower case.
  private static let secretHeaders = [
    "authorization", "proxy-authorization", "cookie", "set-cookie",
  ]

  /// Query parameters that are secret whatever they hold.
  private static let urlNames = SecretNames(["access_token"])

  private static func isSecretHeader(_ name: String) -> Bool {
    secretHeaders.contains { HTTPHeaders.isSameName($0, name) }
  }

  private let secrets: SecretScanner
  private let names: SecretNames
  private let clean = CleanSections()

  /// - Parameter names: of header fields, query parameters and JSON members whose values are secret
  ///   whatever they are; ASCII case does not count.
  package init(secrets: [String], names: [String] = []) {
    self.secrets = SecretScanner(secrets)
    self.names = SecretNames(names)
  }

  private var isIdle: Bool { secrets.isEmpty && names.isEmpty }

  package func redacted(_ text: String) -> String { changed(text) ?? text }

  /// The bytes without any secret, be it plain, in Base64, percent-encoded or JSON-escaped, in whole
  /// or in part.
  package func redacted(_ bytes: [UInt8]) -> [UInt8] { changed(bytes) ?? bytes }

  // Nearly all that a run tells holds no secret, and is not to be copied to find that out: nil stands
  // for what stays as it is.

  private func changed(_ text: String) -> String? {
    guard !isIdle else { return nil }
    let found = secrets.places(in: text.utf8.span)
    if found.isEmpty, names.isEmpty { return nil }
    let places = merged(found, names.places(in: text.utf8.span))
    if places.isEmpty { return nil }
    return String(decoding: Self.without(places, Array(text.utf8)), as: UTF8.self)
  }

  private func changed(_ bytes: [UInt8]) -> [UInt8]? {
    guard !isIdle else { return nil }
    let places = merged(secrets.places(in: bytes.span), names.places(in: bytes.span))
    return places.isEmpty ? nil : Self.without(places, bytes)
  }

  private typealias Place = SecretNames.Place

  private func merged(_ found: [Range<Int>], _ values: [Place]) -> [Place] {
    let found = found.map { Place(range: $0, isJSON: false) }
    if values.isEmpty { return found }
    // A secret that reaches over the edge of a value makes one place with it.
    var merged: [Place] = []
    for place in (values + found).sorted(by: Self.isBefore) {
      if let last = merged.last, place.range.lowerBound < last.range.upperBound {
        guard place.range.upperBound > last.range.upperBound else { continue }
        merged[merged.count - 1] = Place(
          range: last.range.lowerBound..<place.range.upperBound, isJSON: false)
      } else {
        merged.append(place)
      }
    }
    return merged
  }

  /// Of two places with one start, the value of a member is the first.
  private static func isBefore(_ left: Place, _ right: Place) -> Bool {
    left.range.lowerBound == right.range.lowerBound
      ? left.isJSON && !right.isJSON : left.range.lowerBound < right.range.lowerBound
  }

  private static func without(_ places: [Place], _ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    for place in places {
      result += bytes[copied..<place.range.lowerBound]
      result += placeholder(for: bytes[place.range], isJSON: place.isJSON).utf8
      copied = place.range.upperBound
    }
    return result + bytes[copied...]
  }

  /// A JSON value stays one, and one of its type, so that what was recorded can be judged again.
  private static func placeholder(for value: ArraySlice<UInt8>, isJSON: Bool) -> String {
    guard let first = value.first else { return placeholder }
    if first == UInt8(ascii: "\"") { return "\"\(placeholder)\"" }
    guard isJSON else { return placeholder }
    switch first {
    case UInt8(ascii: "{"): return "{}"
    case UInt8(ascii: "["): return "[]"
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return "0"
    default:
      switch String(decoding: value, as: UTF8.self) {
      case "true", "false": return "false"
      case "null": return "null"
      default: return placeholder
      }
    }
  }

  /// Whether a place in an answer is below a secret name.
  private func isSecret(_ pointer: JSONPointer?) -> Bool {
    pointer?.tokens.contains { names.contains($0) } ?? false
  }
}

extension Redactor {
  package func redacted(_ headers: HTTPHeaders) -> HTTPHeaders { changed(headers) ?? headers }

  private func changed(_ headers: HTTPHeaders) -> HTTPHeaders? {
    if headers.fields.isEmpty || clean.contains(headers) { return nil }
    var changes: [(place: Int, field: HTTPHeaders.Field)] = []
    for (place, field) in headers.fields.enumerated() {
      let isSecret =
        (Redactor.isSecretHeader(field.name) || names.contains(field.name))
        && field.value != HTTPRequest.malformedCredential
      let name = changed(field.name)
      let value =
        isSecret
        ? Redactor.placeholder(for: field)
        : Redactor.isOfURL(field.name) ? changed(url: field.value) : changed(field.value)
      guard name != nil || value != nil else { continue }
      changes.append(
        (place, HTTPHeaders.Field(name: name ?? field.name, value: value ?? field.value)))
    }
    guard !changes.isEmpty else {
      clean.insert(headers)
      return nil
    }
    var result = headers
    for change in changes { result.fields[change.place] = change.field }
    return result
  }

  /// `Basic` may stay, so that it can be told from a token; what follows it may not.
  private static func placeholder(for field: HTTPHeaders.Field) -> String {
    let isBasic =
      HTTPHeaders.isSameName(field.name, "Authorization") && field.value.hasPrefix("Basic ")
    return isBasic ? basicPlaceholder : placeholder
  }

  package func redacted(_ exchange: Exchange) -> Exchange { changed(exchange) ?? exchange }

  private func changed(_ exchange: Exchange) -> Exchange? {
    let request = changed(exchange.request)
    var attempts: [(place: Int, attempt: Exchange.Attempt)] = []
    for place in exchange.attempts.indices {
      if let attempt = changed(exchange.attempts[place]) { attempts.append((place, attempt)) }
    }
    guard request != nil || !attempts.isEmpty else { return nil }
    var clean = exchange
    if let request { clean.request = request }
    for change in attempts { clean.attempts[change.place] = change.attempt }
    return clean
  }

  private func changed(_ request: HTTPRequest) -> HTTPRequest? {
    let headers = changed(request.headers)
    let url = changed(url: request.url)
    let body = request.body.flatMap { changed($0) }
    guard headers != nil || url != nil || body != nil else { return nil }
    var clean = request
    if let headers { clean.headers = headers }
    if let url { clean.url = url }
    if let body { clean.body = body }
    return clean
  }

  /// Without the secrets that are known, and without whatever token stands in its query.
  private func changed(url: String) -> String? {
    let known = changed(url)
    return Self.withoutToken(known ?? url) ?? known
  }

  /// Fields that hold URLs.
  private static func isOfURL(_ name: String) -> Bool {
    ["location", "content-location", "referer"].contains { HTTPHeaders.isSameName($0, name) }
  }

  /// The URL with whatever token stands in its query (RFC 6750 §2.3), however short, taken out.
  private static func withoutToken(_ url: String) -> String? {
    let text = url.utf8
    let bytes = text.span
    guard ByteSearch.holds(UInt8(ascii: "?"), or: UInt8(ascii: "?"), in: bytes) else { return nil }
    let places = urlNames.places(in: bytes)
    if places.isEmpty { return nil }
    return String(decoding: without(places, Array(url.utf8)), as: UTF8.self)
  }

  private func changed(_ attempt: Exchange.Attempt) -> Exchange.Attempt? {
    switch attempt.outcome {
    case .response(let response):
      let clean = changed(response)
      guard clean != nil || !attempt.redirects.isEmpty else { return nil }
      var attempt = attempt
      attempt.outcome = .response(clean ?? response)
      attempt.redirects = attempt.redirects.map { changed(url: $0) ?? $0 }
      return attempt
    case .failure(var failure):
      failure.message = redacted(failure.message)
      failure.remedy = redacted(failure.remedy)
      var attempt = attempt
      attempt.outcome = .failure(failure)
      attempt.redirects = attempt.redirects.map { changed(url: $0) ?? $0 }
      return attempt
    }
  }

  private func changed(_ response: HTTPResponse) -> HTTPResponse? {
    let headers = changed(response.headers)
    let trailers = changed(response.trailers)
    let reason = changed(response.reason)
    let body = changed(response.body)
    guard headers != nil || trailers != nil || reason != nil || body != nil else { return nil }
    return HTTPResponse(
      status: response.status, reason: reason ?? response.reason, version: response.version,
      headers: headers ?? response.headers, body: body ?? response.body,
      trailers: trailers ?? response.trailers)
  }

  package func redacted(_ finding: Finding) -> Finding {
    var clean = finding
    clean.message = redacted(finding.message)
    let isSecret = isSecret(finding.pointer)
    clean.expected = redacted(finding.expected)
    clean.actual = isSecret ? Redactor.placeholder : redacted(finding.actual)
    clean.hint = finding.hint.map { redacted($0) }
    clean.excerpt = finding.excerpt.map { redacted($0) }
    clean.pointer = finding.pointer.map { JSONPointer($0.tokens.map { redacted($0) }) }
    return clean
  }

  /// Line by line, so that each keeps its number.
  package func redacted(_ excerpt: SourceExcerpt) -> SourceExcerpt {
    SourceExcerpt(firstLine: excerpt.firstLine, lines: excerpt.lines.map { redacted($0) })
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
      // Setting any of them copies the result.
      if let reason = result.reason { result.reason = redacted(reason) }
      let outcomes = result.obligations
      for place in outcomes.indices {
        guard let reason = outcomes[place].reason.flatMap({ changed($0) }) else { continue }
        result.obligations[place].reason = reason
      }
      let steps = result.steps
      for place in steps.indices {
        if let exchange = changed(steps[place].exchange) {
          result.steps[place].exchange = exchange
        }
        guard !steps[place].findings.isEmpty else { continue }
        result.steps[place].findings = steps[place].findings.map { redacted($0) }
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
