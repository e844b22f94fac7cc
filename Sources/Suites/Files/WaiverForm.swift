package import Documents

/// A contract check that a suite switches off, with its reason.
package struct Waiver: Sendable {
  package var check: String
  package var reason: String
  package var range: SourceRange?

  /// Reads `without-checks:`, reasons by check.
  static func read(_ form: FormReader, into diagnostics: inout [Diagnostic]) -> [Waiver] {
    let members = form.object("without-checks", into: &diagnostics) ?? ValueObject()
    return members.compactMap { member in
      guard let reason = member.value.string, !reason.isEmpty else {
        diagnostics.append(
          Diagnostic(
            .error, code: "missing-reason",
            "`without-checks` gives no reason for leaving out `\(member.name)`",
            remedy: "write `\(member.name): why it can't be kept here`",
            at: member.value.range ?? member.nameRange))
        return nil
      }
      return Waiver(check: member.name, reason: reason, range: member.nameRange)
    }
  }
}

/// A failure that is known and that somebody answers for.
package struct ExpectedFailure: Sendable {
  package var reason: String
  package var owner: String
  /// The last day on which it is expected, such as `2027-01-31`.
  package var expires: String
  /// The only checks whose findings are expected; empty: any.
  package var checks: [String]
  package var range: SourceRange?

  /// Reads `expected-failure:`; nil where there is none, or, with diagnostics, where it lacks something.
  static func read(_ form: FormReader, into diagnostics: inout [Diagnostic]) -> ExpectedFailure? {
    guard let value = form["expected-failure"] else { return nil }
    let form = FormReader(
      value, what: "`expected-failure`", names: ["reason", "owner", "expires", "checks"],
      into: &diagnostics)
    func text(_ name: String, _ diagnostics: inout [Diagnostic]) -> String? {
      form.required(name, form.string(name, into: &diagnostics), into: &diagnostics)
    }
    let reason = text("reason", &diagnostics)
    let owner = text("owner", &diagnostics)
    let expires = text("expires", &diagnostics)
    let checks = form.texts("checks", "the id of a check", into: &diagnostics)
    if let expires, expires.utf8.count != 10 || TimePoint(expires) == nil {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-date", "`expires` can't be `\(expires)`",
          remedy: "write the last day, such as 2027-01-31", at: form["expires"]?.range))
    }
    guard let reason, let owner, let expires else { return nil }
    return ExpectedFailure(
      reason: reason, owner: owner, expires: expires, checks: checks, range: value.range)
  }
}
