import Documents
package import Evidence

/// A method that the contract does not document is refused, and the refusal names those it does.
package struct MethodNotAllowedCheck: Check {
  package static let id = "method-not-allowed"
  package static let summary =
    "A method that is not documented for a path gets 405 with the documented ones in Allow"
  package static let manual = CheckManual(
    demands: """
      A method that the contract does not document for a path is refused: with 405 and an Allow \
      header that lists the methods which are, or with 501 where the target knows the method \
      nowhere.
      """,
    clauses: ["RFC 9110 §15.5.6", "RFC 9110 §10.2.1", "RFC 9110 §15.6.2"],
    grades: [
      CheckManual.Grade("an undocumented method is answered with a success", .failure),
      CheckManual.Grade("it gets 404", .doubtful),
      CheckManual.Grade("a 405 has no Allow header", .strictOnly),
      CheckManual.Grade("Allow lacks a documented method, or lists the refused one", .doubtful),
    ],
    example: "PATCH /things/{id}: an undocumented method was accepted (expected 405, got 200)",
    exceptions: [
      "HEAD and OPTIONS, which a target may answer wherever it answers GET.",
      "Other refusals (400, 401, 403 …): they may come before the method is looked at.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard answer.expectation.rule == .methodNotAllowed,
      !["HEAD", "OPTIONS"].contains(answer.request.method)
    else { return [] }
    let documented = answer.documentedMethods
    switch answer.response.status {
    case 200...299:
      return finding(
        answer, .failure, "an undocumented method was accepted", pointer: JSONPointer(),
        expected: answer.expectation.explained, actual: answer.statusText)
    case 404:
      return finding(
        answer, .doubtful, "an undocumented method was not found instead of not allowed",
        pointer: JSONPointer(), expected: answer.expectation.explained,
        actual: answer.statusText)
    case 405: return allow(answer, documented)
    default: return []
    }
  }

  private func allow(_ answer: Answer, _ documented: [String]) -> [Finding] {
    let methods = documented.joined(separator: ", ")
    guard let listed = answer.response.allowedMethods else {
      return finding(
        answer, .strictOnly, "a 405 without an Allow header", expected: "Allow: \(methods)",
        actual: "no Allow")
    }
    let actual = "Allow: \(Excerpt.text(listed.joined(separator: ", ")))"
    if documented.contains(where: { !listed.contains($0) }) {
      return finding(
        answer, .doubtful, "Allow lacks documented methods", expected: "Allow: \(methods)",
        actual: actual)
    }
    guard listed.contains(answer.request.method) else { return [] }
    return finding(
      answer, .doubtful, "Allow lists the method that was refused", expected: "Allow: \(methods)",
      actual: actual)
  }
}

extension HTTPResponse {
  /// The methods in `Allow` (RFC 9110 §10.2.1); nil where there is none.
  var allowedMethods: [String]? {
    let fields = headers.values(of: "Allow")
    guard !fields.isEmpty else { return nil }
    return fields.flatMap { field in
      field.split(separator: ",").map { part in
        String(part.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" })
      }
    }.filter { !$0.isEmpty }
  }
}
