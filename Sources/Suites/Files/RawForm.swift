import Contracts
package import Documents
import Evidence

/// What a step overrides in its request.
package struct RawForm: Sendable {
  package struct Field: Sendable {
    package var name: String
    /// Empty: the field is taken out.
    package var values: [Value]
  }

  package var method: String?
  /// The path below the base URL and perhaps a query, as they go on the wire.
  package var target: Value?
  package var headers: [Field] = []
  package var body: Value?
  package var bytes: [UInt8]?
  package var contentType: String?

  private static let names = [
    "method", "target", "headers", "body", "body-base64", "content-type",
  ]

  /// Reads `raw:`.
  init(_ value: Value, into diagnostics: inout [Diagnostic]) {
    let form = FormReader(value, what: "`raw`", names: Self.names, into: &diagnostics)
    method = form.string("method", into: &diagnostics)
    if let method, !ExpectForm.isFieldName(method) {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-method", "`method` can't be `\(method)`",
          remedy: "write a token such as PATCH (RFC 9110 §9.1)", at: form["method"]?.range))
    }
    if let text = form.string("target", into: &diagnostics) {
      target = form["target"]
      if text.utf8.first != UInt8(ascii: "/")
        || !text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
      {
        diagnostics.append(
          Diagnostic(
            .error, code: "bad-target", "`target` can't be `\(text)`",
            remedy: "write the path below the base URL, percent-encoded, such as /a%2Fb?x=1",
            at: form["target"]?.range))
      }
    }
    contentType = form.string("content-type", into: &diagnostics)
    if form.string("body", into: &diagnostics) != nil { body = form["body"] }
    if let text = form.string("body-base64", into: &diagnostics) {
      bytes = Base64.decode(text)
      if bytes == nil {
        diagnostics.append(
          Diagnostic(
            .error, code: "bad-base64", "`body-base64` is no base64",
            remedy: "write the bytes with the alphabet of RFC 4648 §4, padded",
            at: form["body-base64"]?.range))
      }
    }
    if body != nil, bytes != nil {
      diagnostics.append(
        Diagnostic(
          .error, code: "two-bodies", "`raw` has both `body` and `body-base64`",
          remedy: "keep one of them", at: value.range))
    }
    for member in form.object("headers", into: &diagnostics) ?? ValueObject() {
      headers += Self.field(member, into: &diagnostics).map { [$0] } ?? []
    }
  }

  private static func field(
    _ member: ValueObject.Member, into diagnostics: inout [Diagnostic]
  ) -> Field? {
    let values = member.value.isNull ? [] : member.value.array ?? [member.value]
    let isName = ExpectForm.isFieldName(member.name)
    if isName, member.value.array?.isEmpty != true,
      values.allSatisfy({ $0.string.map(isFieldValue) ?? ($0.number != nil || $0.bool != nil) })
    {
      return Field(name: member.name, values: values)
    }
    diagnostics.append(
      Diagnostic(
        .error, code: "bad-header",
        isName
          ? "the header `\(member.name)` can't be \(member.value.shown)"
          : "`\(member.name)` is no name of a header field",
        remedy: "write a text without line ends, a list of them, or null to leave the field out",
        at: member.value.range ?? member.nameRange))
    return nil
  }

  private static func isFieldValue(_ text: String) -> Bool {
    !text.utf8.contains { $0 == 0 || $0 == 10 || $0 == 13 }
  }
}
