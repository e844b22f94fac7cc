package import Documents

extension Quarantine {
  /// Reads a quarantine file, `muster: quarantine/1`; throws every mistake in it at once.
  package static func entries(_ value: Value) throws(InvalidInput) -> [Entry] {
    var diagnostics: [Diagnostic] = []
    let form = FormReader(
      value, what: "a quarantine file", names: ["muster", "cases"], into: &diagnostics)
    form.checkHeader("quarantine", into: &diagnostics)
    var entries: [Entry] = []
    var seen: Set<String> = []
    let cases = form.required("cases", form.array("cases", into: &diagnostics), into: &diagnostics)
    for item in cases ?? [] {
      guard let entry = Self.entry(item, into: &diagnostics) else { continue }
      if !seen.insert(entry.pattern).inserted {
        diagnostics.append(
          Diagnostic(
            .error, code: "duplicate-entry", "the same case stands twice",
            remedy: "remove one of the two", at: item.range))
      }
      entries.append(entry)
    }
    if diagnostics.contains(where: { $0.severity == .error }) { throw InvalidInput(diagnostics) }
    return entries
  }

  private static func entry(_ item: Value, into diagnostics: inout [Diagnostic]) -> Entry? {
    let form = FormReader(
      item, what: "a case in quarantine", names: ["case", "reason", "owner", "expires"],
      into: &diagnostics)
    func text(_ name: String, _ remedy: String) -> String? {
      let text = form.required(name, form.string(name, into: &diagnostics), into: &diagnostics)
      guard let text, OneLine.of(text).isEmpty else { return text }
      diagnostics.append(
        Diagnostic(
          .error, code: "empty-value", "`\(name)` of a case in quarantine is empty",
          remedy: remedy, at: form[name]?.range))
      return nil
    }
    let pattern = text("case", "write a case's id; reports and `muster plan` show it")
    let reason = text("reason", "say why it may fail")
    let owner = text("owner", "say who answers for it")
    let expires = text("expires", "write the last day on which it holds, for instance 2026-12-31")
    if let expires, CivilDay(expires) == nil {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-date", "`expires: \(expires)` is no day",
          remedy: "write year, month and day, for instance 2026-12-31", at: form["expires"]?.range))
      return nil
    }
    // It would keep a run green whatever the target does.
    if let pattern, pattern.allSatisfy({ $0 == "*" || $0 == "?" }) {
      diagnostics.append(
        Diagnostic(
          .error, code: "quarantine-too-wide", "`case: \(pattern)` means every case",
          remedy: "name the cases that are flaky", at: form["case"]?.range))
      return nil
    }
    guard let pattern, let reason, let owner, let expires else { return nil }
    return Entry(
      pattern: pattern, reason: reason, owner: owner, expires: expires, range: item.range)
  }
}
