import Documents

/// What a suite expects of an answer.
package struct ExpectForm: Sendable {
  /// Any of these; never empty.
  package var statuses: [Int]
  package var assertions: [Assertion]

  /// What a step expects that does not say.
  static let standard = ExpectForm(statuses: [200], assertions: [])

  private static let names = ["status", "headers", "content-type", "body", "time"]

  /// Reads `expect:`: statuses alone, or an object with more.
  static func read(_ value: Value, into diagnostics: inout [Diagnostic]) -> ExpectForm {
    if value.object == nil {
      return ExpectForm(statuses: StatusSet.read(value, into: &diagnostics), assertions: [])
    }
    let form = FormReader(value, what: "`expect`", names: names, into: &diagnostics)
    let statuses =
      form["status"].map { StatusSet.read($0, into: &diagnostics) } ?? standard.statuses
    var assertions: [Assertion] = []
    for member in form.object("headers", into: &diagnostics) ?? ValueObject() {
      guard isFieldName(member.name) else {
        diagnostics.append(
          Diagnostic(
            .error, code: "bad-header", "`\(member.name)` is no name of a header field",
            remedy: "write for instance `ETag`", at: member.nameRange))
        continue
      }
      assertions += read(member, .header(member.name), into: &diagnostics)
    }
    if let value = form["content-type"],
      let range = MediaRange(reading: value, into: &diagnostics)
    {
      assertions.append(Assertion(.header("Content-Type"), range, range: value.range))
    }
    for member in form.object("body", into: &diagnostics) ?? ValueObject() {
      guard let path = BodyPath(member.name, at: member.nameRange, into: &diagnostics) else {
        continue
      }
      assertions += read(member, .body(path), into: &diagnostics)
    }
    if let value = form["time"], let limit = TimeLimit(reading: value, into: &diagnostics) {
      assertions.append(Assertion(.time, limit, range: value.range))
    }
    return ExpectForm(statuses: statuses, assertions: assertions)
  }

  private static func read(
    _ member: ValueObject.Member, _ subject: Assertion.Subject,
    into diagnostics: inout [Diagnostic]
  ) -> [Assertion] {
    AllPredicates.read(member.value, at: member.nameRange, into: &diagnostics).map {
      Assertion(subject, $0.predicate, range: $0.range)
    }
  }

  /// A token (RFC 9110 §5.1).
  static func isFieldName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }
}
