import Documents

/// Finds operations with input that document no 4xx.
struct RefusalMissingRule: LintRule {
  let id = "refusal-missing"
  let summary = "An operation takes input but documents no 4xx"
  let explanation = """
    Wrong input must be refused somehow; without a 4xx status or `default` no refusal is documented,
    and cases with wrong input have no expected answer.
    """
  let severity = Diagnostic.Severity.note

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.contract.operations.compactMap { operation in
      let takesInput =
        operation.body != nil || operation.parameters.contains { !$0.isCredential }
      guard takesInput, !operation.responses.isEmpty,
        !operation.responses.contains(where: { response in
          if case .code(let code) = response.status { return (400...499).contains(code) }
          return response.status == .range(4) || response.status == .default
        })
      else { return nil }
      return finding(
        "`\(operation.id)` takes input but documents no 4xx status",
        remedy: "add the answer to wrong input", at: operation.range)
    }
  }
}
