import Documents

/// Finds error statuses without a model.
struct ErrorModelMissingRule: LintRule {
  let id = "error-model-missing"
  let summary = "Error statuses have no model"
  let explanation = """
    HTML from a gateway, plain text and nothing at all conform alike, and clients can't rely on any
    member of an error.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.contract.operations.compactMap { operation in
      let bare = operation.errorResponses.filter { response in
        !response.content.contains { $0.schema != nil || !$0.isJSON }
      }
      guard let first = bare.first, operation.id.method != "HEAD" else { return nil }
      return finding(
        "\(bare.map { "\($0.status)" }.joined(separator: ", ")) of `\(operation.id)`"
          + " \(bare.count == 1 ? "has" : "have") no model",
        remedy: "say what an error looks like", at: first.range ?? operation.range)
    }
  }
}
