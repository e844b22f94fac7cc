package import Contracts
package import Documents
import Evidence

/// A step as a suite or fixtures file writes it, before it is bound to a contract.
package struct StepForm: Sendable {
  /// Answers that are waited for.
  package struct Until: Sendable {
    package var expect: ExpectForm
    /// Seconds between two requests.
    package var interval: Double
    /// How often it is asked at most.
    package var limit: Int
  }

  /// What later steps call its answer.
  package var id: String?
  package var title: String?
  package var call: CallForm
  package var callRange: SourceRange?
  /// Parameters by name.
  package var arguments: ValueObject
  package var body: Value?
  package var bodyFile: FileReference?
  /// The bytes of `bodyFile` where it holds no JSON or YAML.
  package var bodyBytes: [UInt8]?
  package var raw: RawForm?
  /// Nil where the step does not say: what the operation asks for.
  package var credential: RequestTemplate.Credential?
  /// Seconds that an answer may take until it is given up; nil: the run's.
  package var timeout: Double?
  package var retries: Int?
  /// Seconds to wait before it is sent.
  package var delay: Double?
  /// How often it is sent; each answer must hold.
  package var repeats: Int
  package var until: Until?
  package var expect: ExpectForm
  package var captures: [Capture]
  package var waivers: [Waiver]
  package var range: SourceRange?

  /// Whether it says anything that is not part of its request or of what its answer must be.
  var needsScript: Bool {
    timeout != nil || retries != nil || delay != nil || repeats > 1 || until != nil
      || !waivers.isEmpty
  }

  /// The names of the variables that it uses.
  var variables: Set<String> {
    var values = [Value.object(arguments)] + [body].compactMap { $0 }
    if let raw { values += RawOverrides(raw).operands }
    values += (assertions + (until?.expect.assertions ?? [])).flatMap(\.predicate.operands)
    values += captures.compactMap(\.fallback)
    return values.reduce(into: []) { $0.formUnion($1.variables) }
  }

  package var statuses: [Int] { expect.statuses }
  package var assertions: [Assertion] { expect.assertions }

  private static let names = [
    "id", "title", "call", "with", "body", "body-file", "raw", "auth", "timeout", "retries",
    "delay", "repeat", "until", "expect", "capture", "without-checks",
  ]
  /// Requests that one step may send: enough to look for what happens now and then.
  private static let repeatLimit = 1000

  /// Nil, with diagnostics, where the step can't be understood.
  package init?(_ value: Value, into diagnostics: inout [Diagnostic]) {
    let before = diagnostics.count
    let form = FormReader(value, what: "a step", names: Self.names, into: &diagnostics)
    let text = form.required(
      "call", form.string("call", into: &diagnostics), example: "GET /…", into: &diagnostics)
    let call = text.flatMap { CallForm($0) }
    if let text, call == nil {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-call",
          "`call` must be a method and a path, or an operationId, not `\(text)`",
          remedy:
            "write for instance `GET \(text.hasPrefix("/") ? text : "/accounts/{accountId}")`",
          at: form["call"]?.range))
    }
    id = form.string("id", into: &diagnostics)
    title = form.string("title", into: &diagnostics)
    callRange = form["call"]?.range
    arguments = form.object("with", into: &diagnostics) ?? ValueObject()
    body = form["body"]
    bodyFile = form.string("body-file", into: &diagnostics).map {
      FileReference(path: $0, range: form["body-file"]?.range)
    }
    raw = form["raw"].map { RawForm($0, into: &diagnostics) }
    credential = Self.credential(form, into: &diagnostics)
    timeout = form.seconds("timeout", into: &diagnostics)
    retries = form.count("retries", 0...100, into: &diagnostics)
    delay = form.seconds("delay", allowsZero: true, into: &diagnostics)
    repeats = form.count("repeat", 1...Self.repeatLimit, into: &diagnostics) ?? 1
    until = form["until"].flatMap { Self.until($0, into: &diagnostics) }
    expect =
      form["expect"].map { ExpectForm.read($0, into: &diagnostics) }
      ?? ExpectForm(
        statuses: until?.expect.statuses ?? ExpectForm.standard.statuses, assertions: [])
    captures = CaptureForm.read(form, into: &diagnostics)
    waivers = Waiver.read(form, into: &diagnostics)
    range = value.range
    if form["repeat"] != nil, form["until"] != nil {
      diagnostics.append(
        Diagnostic(
          .error, code: "repeat-and-until", "a step can't have both `repeat` and `until`",
          remedy: "keep one of them", at: form["until"]?.range))
    }
    Self.checkBodies(form, isRaw: raw?.body != nil || raw?.bytes != nil, into: &diagnostics)
    guard let call, diagnostics.count == before else { return nil }
    self.call = call
  }

  private static func checkBodies(
    _ form: FormReader, isRaw: Bool, into diagnostics: inout [Diagnostic]
  ) {
    let bodies = [form["body"] != nil, form["body-file"] != nil, isRaw].filter { $0 }.count
    guard bodies > 1 else { return }
    diagnostics.append(
      Diagnostic(
        .error, code: "two-bodies",
        "a step can have only one of `body`, `body-file` and `raw` with"
          + " a body", remedy: "keep one of them", at: form.value.range))
  }

  /// `GET /accounts` as its two parts.
  package static func operationID(_ text: String) -> Contract.Operation.ID? {
    let parts = text.utf8.split(separator: UInt8(ascii: " "))
    guard parts.count == 2, let method = String(parts[0]), let path = String(parts[1]),
      path.utf8.first == UInt8(ascii: "/")
    else { return nil }
    return Contract.Operation.ID(method: method.uppercased(), path: path)
  }

  /// Reads `auth:` of a step, a case or the defaults.
  static func credential(
    _ form: FormReader, into diagnostics: inout [Diagnostic]
  ) -> RequestTemplate.Credential? {
    guard let text = form.string("auth", into: &diagnostics) else { return nil }
    switch text {
    case "valid": return .valid
    case "other": return .other
    case "expired": return .expired
    case "wrong-scope": return .wrongScope
    case "none": return .absent
    case "malformed": return .literal(HTTPRequest.malformedCredential)
    default:
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-auth", "`auth` can't be `\(text)`",
          remedy: Suggestion.remedy(
            for: text, among: ["valid", "other", "expired", "wrong-scope", "none", "malformed"]),
          at: form["auth"]?.range))
      return nil
    }
  }

  private static func until(_ value: Value, into diagnostics: inout [Diagnostic]) -> Until? {
    let form = FormReader(
      value, what: "`until`", names: ["expect", "interval", "limit"], into: &diagnostics)
    let interval = form.seconds("interval", allowsZero: true, into: &diagnostics) ?? 1
    let limit = form.count("limit", 1...repeatLimit, into: &diagnostics) ?? 10
    let wanted = form.required("expect", form["expect"], example: "200", into: &diagnostics)
    guard let expect = wanted else { return nil }
    return Until(
      expect: ExpectForm.read(expect, into: &diagnostics), interval: interval, limit: limit)
  }
}
