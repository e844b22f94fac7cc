import Documents

/// Finds header parameters that are the same to HTTP.
struct HeaderDuplicateRule: LintRule {
  let id = "header-duplicate"
  let summary = "Two header parameters differ only in case"
  let explanation = """
    The names of headers have no case (RFC 9110 §5.1): both are sent as one, with two values.
    """
  let severity = Diagnostic.Severity.error

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.contract.operations.flatMap { operation in
      var first: [String: String] = [:]
      return operation.parameters.compactMap { parameter -> Diagnostic? in
        guard parameter.location == .header else { return nil }
        let key = parameter.name.loweredASCII()
        guard let earlier = first[key] else {
          first[key] = parameter.name
          return nil
        }
        return finding(
          "`\(operation.id)` has the headers `\(earlier)` and `\(parameter.name)`, which are one",
          remedy: "remove one of them", at: parameter.range)
      }
    }
  }
}
