import Contracts
import Documents
import Evidence
import Suites

/// The steps of a case as `plan --steps` lists them, resolved as far as they are before anything is
/// sent: what is captured or made up by the run stands as `${…}`.
struct PlanSteps {
  /// Knows what the environment brought in, which may be secret.
  private let redactor: Redactor

  init(_ plan: Plan) { redactor = Redactor(secrets: plan.environmentValues) }

  /// Lines with their line ends, indented below the case.
  func text(of item: Case) -> String {
    var lines: [String] = []
    if let script = item.script {
      for member in script.variables { lines.append("let \(member.name) = \(shown(member.value))") }
      if !script.requirements.isEmpty {
        lines.append("shows \(script.requirements.joined(separator: ", "))")
      }
      if let expected = script.expectedFailure {
        lines.append("is expected to fail until \(expected.expires): \(expected.reason)")
      }
    }
    let flow = item.script?.flow.map { PlanFlow(flow: $0) }
    for (number, step) in item.steps.enumerated() {
      lines += (self.lines(step) + (flow?.lines(ofStep: number) ?? [])).enumerated().map {
        place, line in
        place == 0 ? "\(number + 1). \(line)" : "   \(line)"
      }
    }
    lines += flow?.ends ?? []
    return lines.map { "      \(masked($0))\n" }.joined()
  }

  private func lines(_ step: Step) -> [String] {
    let role = step.role == .test ? "" : "\(step.role.rawValue): "
    let script = step.script
    let name = [script?.id.map { "(\($0))" }, script?.title].compactMap { $0 }
    var lines = [
      "\(role)\(step.operation.id)\(name.isEmpty ? "" : " \(name.joined(separator: " "))")"
        + " → \(step.expectation.label), \(credential(step.request.credential))"
    ]
    lines += request(step.request, of: step.operation)
    if let script { lines += course(script) }
    lines += step.assertions.map { "expect \($0.text)" }
    lines += step.captures.map { "capture \($0.name) from \($0.source)" }
    return lines
  }

  private func request(
    _ request: RequestTemplate, of operation: Contract.Operation
  ) -> [String] {
    var lines = operation.parameters.compactMap { parameter in
      request.value(of: parameter).map {
        "\(parameter.location.rawValue) \(parameter.name) = \(shown($0))"
      }
    }
    if let body = request.body { lines.append("body \(shown(body))") }
    if let bytes = request.rawBody {
      lines.append("body of \(bytes.count) bytes, \(request.contentType ?? "of no known type")")
    }
    guard let raw = request.raw else { return lines }
    if let method = raw.method { lines.append("raw method \(method)") }
    if let target = raw.target { lines.append("raw target \(shown(target))") }
    if let type = raw.contentType { lines.append("raw content type \(type)") }
    if let body = raw.body { lines.append("raw body \(shown(body))") }
    if let bytes = raw.bytes { lines.append("raw body of \(bytes.count) bytes") }
    lines += raw.headers.map { field in
      field.values.isEmpty
        ? "without the header \(field.name)"
        : "raw header \(field.name): \(field.values.map(shown).joined(separator: ", "))"
    }
    return lines
  }

  private func course(_ script: StepScript) -> [String] {
    var lines: [String] = []
    if let delay = script.delay { lines.append("after \(delay) s") }
    if script.repeats > 1 { lines.append("\(script.repeats) times") }
    if let until = script.until {
      let wanted = Expectation(.exactly, until.statuses).label
      lines.append(
        "until \(([wanted] + until.assertions.map(\.text)).joined(separator: ", ")), asked at most"
          + " \(until.limit) times, every \(until.interval) s")
    }
    if let timeout = script.timeout { lines.append("timeout \(timeout) s") }
    if let retries = script.retries { lines.append("retries \(retries)") }
    lines += script.waivers.map { "without the check \($0.check): \($0.reason)" }
    return lines
  }

  private func credential(_ credential: RequestTemplate.Credential) -> String {
    switch credential {
    case .valid: "own credential"
    case .other: "another user's credential"
    case .expired: "expired credential"
    case .wrongScope: "credential of another scope"
    case .scheme(let name): "credential sent as \(name)"
    case .inQuery: "own token in the URL"
    case .absent: "no credential"
    case .literal: "malformed credential"
    }
  }

  private func shown(_ value: Value) -> String { JSONWriter.text(value) }

  /// The line without what may be secret, and on one line.
  private func masked(_ line: String) -> String {
    return String(
      String.UnicodeScalarView(
        redactor.redacted(line).unicodeScalars.map {
          $0.value < 32 || $0.value == 127 ? "\u{FFFD}" : $0
        }))
  }
}
