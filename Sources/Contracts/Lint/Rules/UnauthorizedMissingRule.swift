import Documents

/// Finds protected operations that document no refusal.
struct UnauthorizedMissingRule: LintRule {
  let id = "unauthorized-missing"
  let summary = "An operation needs a credential but documents no refusal"
  let explanation = """
    A request without a token, or with a wrong one, must be refused; without 401, 403 or 4XX in the
    contract no answer to it is documented.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.contract.operations.compactMap { operation in
      guard operation.requiresCredential, !operation.responses.isEmpty,
        !operation.responses.contains(where: {
          [.code(401), .code(403), .range(4), .default].contains($0.status)
        })
      else { return nil }
      return finding(
        "`\(operation.id)` needs a credential but documents neither 401 nor 403",
        remedy: "add the answer to a request without one", at: operation.range)
    }
  }
}
