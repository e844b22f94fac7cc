import Documents

/// Finds GETs that only create or reset.
struct GetWithoutOKRule: LintRule {
  let id = "get-without-200"
  let summary = "A GET documents 201 or 205 as its only success"
  let explanation = """
    Those say that something was created or a form is to be reset (RFC 9110 §15.3.2, §15.3.6). A
    target that answers 200 would fail.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.contract.operations.compactMap { operation in
      let good = operation.responses.filter { $0.status.isSuccess || $0.status.isRedirect }
      guard ["GET", "HEAD"].contains(operation.id.method), let first = good.first,
        good.allSatisfy({ [.code(201), .code(205)].contains($0.status) })
      else { return nil }
      return finding(
        "`\(operation.id)` documents \(first.status) but not 200",
        remedy: "document 200, unless it really answers \(first.status)",
        at: first.range ?? operation.range)
    }
  }
}
