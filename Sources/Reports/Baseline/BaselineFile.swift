package import Documents

extension Baseline {
  /// Members of an entry, in the order in which they are written.
  private static let names = [
    "fingerprint", "check", "operation", "status", "at", "detail", "reason", "owner", "expires",
  ]

  /// Reads a baseline file, `muster: baseline/1`; throws every mistake in it at once.
  package static func entries(_ value: Value) throws(InvalidInput) -> [Entry] {
    var diagnostics: [Diagnostic] = []
    let form = FormReader(
      value, what: "a baseline file", names: ["muster", "failures"], into: &diagnostics)
    form.checkHeader("baseline", into: &diagnostics)
    var entries: [Entry] = []
    var seen: [FindingFingerprint: SourceRange?] = [:]
    let failures = form.required(
      "failures", form.array("failures", into: &diagnostics), into: &diagnostics)
    for item in failures ?? [] {
      guard let entry = Self.entry(item, into: &diagnostics) else { continue }
      if let first = seen.updateValue(item.range, forKey: entry.fingerprint) {
        let place = first.map { ", first at \($0.start.line):\($0.start.column)" } ?? ""
        diagnostics.append(
          Diagnostic(
            .error, code: "duplicate-entry", "the same failure stands twice\(place)",
            remedy: "remove one of the two", at: item.range))
      }
      entries.append(entry)
    }
    if diagnostics.contains(where: { $0.severity == .error }) { throw InvalidInput(diagnostics) }
    return entries
  }

  private static func entry(_ item: Value, into diagnostics: inout [Diagnostic]) -> Entry? {
    let form = FormReader(item, what: "a known failure", names: names, into: &diagnostics)
    func text(_ name: String) -> String? {
      let text = form.required(name, form.string(name, into: &diagnostics), into: &diagnostics)
      guard let text, OneLine.of(text).isEmpty else { return text }
      diagnostics.append(
        Diagnostic(
          .error, code: "empty-value", "`\(name)` of a known failure is empty",
          remedy: "say \(name == "owner" ? "who answers for it" : "what it is")",
          at: form[name]?.range))
      return nil
    }
    let check = text("check")
    let operation = text("operation")
    let detail = text("detail")
    let reason = text("reason")
    let owner = text("owner")
    let expires = text("expires")
    let status = form.integer("status", into: &diagnostics)
    let place = form.string("at", into: &diagnostics)
    let id = form.string("fingerprint", into: &diagnostics)
    if let expires, CivilDay(expires) == nil {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-date", "`expires: \(expires)` is no day",
          remedy: "write year, month and day, for instance 2026-12-31", at: form["expires"]?.range))
      return nil
    }
    guard let check, let operation, let detail, let reason, let owner, let expires else {
      return nil
    }
    let fingerprint = FindingFingerprint(
      check: check, operation: operation, status: status, place: place, detail: detail)
    if let id, id != fingerprint.id {
      diagnostics.append(
        Diagnostic(
          .error, code: "wrong-fingerprint",
          "the fingerprint \(id) is not that of what the entry says, \(fingerprint.id)",
          remedy: "take back the change, or leave the fingerprint out",
          at: form["fingerprint"]?.range))
    }
    return Entry(
      fingerprint: fingerprint, reason: reason, owner: owner, expires: expires, range: item.range)
  }

  /// The file that holds these entries.
  package static func file(_ entries: [Entry]) -> [UInt8] {
    let items = entries.map { entry -> Value in
      let fingerprint = entry.fingerprint
      var members: [(String, Value)] = [
        ("fingerprint", .string(fingerprint.id)),
        ("check", .string(fingerprint.check)),
        ("operation", .string(fingerprint.operation)),
      ]
      if let status = fingerprint.status { members.append(("status", .integer(status))) }
      if let place = fingerprint.place { members.append(("at", .string(place))) }
      return .object(
        members + [
          ("detail", .string(fingerprint.detail)), ("reason", .string(entry.reason)),
          ("owner", .string(entry.owner)), ("expires", .string(entry.expires)),
        ])
    }
    return YAMLWriter.bytes(
      .object([("muster", .string("baseline/1")), ("failures", .array(items))]))
  }
}
