import Documents

/// Finds bodies of methods that have none.
struct RequestBodyUnexpectedRule: LintRule {
  let id = "request-body-unexpected"
  let summary = "A GET, HEAD or DELETE has a request body"
  let explanation = """
    Such content has no defined meaning (RFC 9110 §9.3.1, §9.3.5): servers and proxies may ignore,
    drop or refuse it. A DELETE whose body is dropped removes more than was meant, so no cases with
    a missing or wrong body are derived from it.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.contract.operations.compactMap { operation in
      guard ["GET", "HEAD", "DELETE"].contains(operation.id.method), let body = operation.body
      else { return nil }
      return finding(
        "`\(operation.id)` has a body, which has no meaning with this method",
        remedy: "send it as parameters or with POST", at: body.range ?? operation.range)
    }
  }
}
