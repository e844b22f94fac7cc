import Documents

/// Finds operationIds that two operations have.
struct OperationIDDuplicateRule: LintRule {
  let id = "operation-id-duplicate"
  let summary = "Two operations have the same operationId"
  let explanation = """
    Links and suites address operations by it (OpenAPI 3.0.4 §4.8.10: unique among all).
    """
  let severity = Diagnostic.Severity.error

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var first: [ExactName: Contract.Operation.ID] = [:]
    return subject.contract.operations.compactMap { operation in
      guard let name = operation.operationID else { return nil }
      guard let earlier = first[ExactName(name)] else {
        first[ExactName(name)] = operation.id
        return nil
      }
      let place = subject.pointer(of: operation.id)?.appending("operationId")
      return finding(
        "`\(operation.id)` has the operationId `\(name)` of `\(earlier)`",
        remedy: "give it one of its own",
        at: place.flatMap { subject.contract.document[$0]?.range } ?? operation.range)
    }
  }
}
