import Documents

/// Finds models of statuses without content.
struct BodyForbiddenRule: LintRule {
  let id = "response-body-forbidden"
  let summary = "A status that never has content has a model"
  let explanation = """
    Answers with 1xx, 204, 205 and 304 have no content (RFC 9110 §6.4.1, §15.3.6), so the model is
    never seen.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.contract.operations.flatMap { operation in
      operation.responses.compactMap { response -> Diagnostic? in
        guard case .code(let code) = response.status,
          code < 200 || [204, 205, 304].contains(code),
          let schema = response.content.compactMap(\.schema).first
        else { return nil }
        return finding(
          "\(code) of `\(operation.id)` has the model \(schema.label), but never has content",
          remedy: "remove the model, or document another status",
          at: response.range ?? operation.range)
      }
    }
  }
}
