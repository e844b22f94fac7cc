import Contracts
import Documents
package import Evidence
import Schemas

/// Every refusal explains itself in the contract's error model.
package struct ErrorBodyCheck: Check {
  package static let id = "error-body"
  package static let summary = "An error answer has a body in the contract's error model"
  package static let manual = CheckManual(
    demands: """
      Every answer whose status is documented with the contract's error model, and every \
      undocumented refusal, has a body in that model: JSON, an object, with the member that wraps \
      the error as a non-empty object. An empty body, a page of a gateway, plain text, `{}`, another \
      key, or a string for the object: callers can read none of them.
      """,
    clauses: ["the contract's own error model: the one that most of its refusals name"],
    grades: [
      CheckManual.Grade("the error answer is not in the error model", .failure),
      CheckManual.Grade(
        "neither is one whose status the contract does not document", .unforeseen),
      CheckManual.Grade(
        "it has a member that the model lacks",
        Severities(lenient: nil, standard: nil, strict: .failure)),
    ],
    example: "GET /things/{id} at /error: the error answer lacks its member `error` (got {})",
    exceptions: [
      "Contracts that name no error model.",
      "Statuses that are documented with another body.",
      "Answers to HEAD, and to methods that the contract does not document.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    let found = violations(in: answer)
    // Of a refusal that nobody documented, nobody said in what form it comes.
    guard answer.documented == nil, Severities.unforeseen[answer.strictness] == .warning else {
      return found
    }
    return found.map { finding in
      var finding = finding
      finding.severity = .warning
      return finding
    }
  }

  private func violations(in answer: Answer) -> [Finding] {
    guard answer.isErrorAnswer, answer.request.method != "HEAD",
      let model = answer.errorPolicy.model
    else { return [] }
    switch answer.content {
    case .empty:
      return [
        complaint(
          answer, model, "the error answer has no body",
          pointer: JSONPointer(answer.errorPolicy.wrapper.map { [$0] } ?? []),
          actual: "an empty body")
      ]
    case .other, .malformed:
      let text = String(decoding: answer.response.body.prefix(200), as: UTF8.self)
      let isHTML =
        answer.mediaType?.subtype == "html" || text.drop { $0.isWhitespace }.hasPrefix("<")
      let kind = isHTML ? "HTML" : "no JSON"
      return [
        complaint(
          answer, model, "the error answer's body is \(kind)",
          actual: "\(answer.mediaType.map { "\($0)" } ?? "no Content-Type"): \(Excerpt.text(text))",
          hint: isHTML ? "a gateway or framework may have answered instead of the API" : nil)
      ]
    case .json(let document): return findings(document.root, answer, model)
    }
  }

  private func findings(
    _ root: JSONNode, _ answer: Answer, _ model: Contract.Model
  ) -> [Finding] {
    guard root.kind == .object else {
      return [
        complaint(
          answer, model, "the error answer's body is no object", pointer: JSONPointer(),
          actual: Excerpt.text(root.jsonText))
      ]
    }
    if let complaint = wrapperComplaint(root, answer, model) { return [complaint] }
    var findings = answer.violations.map { SchemaFinding.make(Self.id, $0, answer) }
    if answer.walk.isVacuous, findings.isEmpty {
      findings.append(
        complaint(
          answer, model, "the error answer has none of the members of \(model.name)",
          pointer: JSONPointer(), actual: Excerpt.text(root.jsonText)))
    }
    if answer.strictness == .strict {
      findings += answer.walk.undeclared.map { extra in
        finding(
          answer, "the error answer has a member that \(model.name) lacks", pointer: extra.pointer,
          expected: "only \(extra.declared.joined(separator: ", "))", actual: "`\(extra.name)`",
          range: extra.range)
      }
    }
    return findings
  }

  /// What is wrong with the one member that holds the error.
  private func wrapperComplaint(
    _ root: JSONNode, _ answer: Answer, _ model: Contract.Model
  ) -> Finding? {
    guard let name = answer.errorPolicy.wrapper else { return nil }
    let place = JSONPointer([name])
    guard let inner = root[name] else {
      let names = root.members.map { "`\($0.name)`" }.joined(separator: ", ")
      return complaint(
        answer, model, "the error answer lacks its member `\(name)`", pointer: place,
        actual: names.isEmpty ? "{}" : "only \(Excerpt.text(names))")
    }
    guard inner.kind == .object else {
      return complaint(
        answer, model, "`\(name)` of the error answer is no object", pointer: place,
        actual: Excerpt.text(inner.jsonText))
    }
    guard inner.count > 0 else {
      return complaint(
        answer, model, "`\(name)` of the error answer is empty", pointer: place, actual: "{}")
    }
    return nil
  }

  private func complaint(
    _ answer: Answer, _ model: Contract.Model, _ message: String, pointer: JSONPointer? = nil,
    actual: String, hint: String? = nil
  ) -> Finding {
    let shape = answer.errorPolicy.wrapper.map { " with a non-empty object `\($0)`" } ?? ""
    return finding(
      answer, message, pointer: pointer, expected: "a JSON object \(model.name)\(shape)",
      actual: actual, range: answer.documented?.range ?? model.range, hint: hint)
  }
}

/// Short pieces of a target's text for messages.
enum Excerpt {
  static func text(_ text: String) -> String {
    let limit = 120
    let short = text.unicodeScalars.prefix(limit)
    return short.endIndex == text.unicodeScalars.endIndex ? text : String(short) + "…"
  }
}
