import Documents

/// Finds reading answers without a model.
struct SuccessModelMissingRule: LintRule {
  let id = "success-model-missing"
  let summary = "A GET answers 200 without a model"
  let explanation = """
    Nothing of what it reads can be judged: any content conforms, and none does too.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.contract.operations.flatMap { operation -> [Diagnostic] in
      guard operation.id.method == "GET" else { return [] }
      return operation.responses.compactMap { response in
        guard [.code(200), .range(2)].contains(response.status),
          response.content.allSatisfy({ $0.schema == nil && $0.itemSchema == nil && $0.isJSON })
        else { return nil }
        return finding(
          "\(response.status) of `\(operation.id)` has no model",
          remedy: "give its schema; nothing of the content is checked now",
          at: response.range ?? operation.range)
      }
    }
  }
}

extension Contract.MediaType {
  /// `application/json`, and what ends in `+json`.
  var isJSON: Bool {
    let plain = name.utf8.prefix { $0 != UInt8(ascii: ";") }
    let type = Substring(plain).trimmedBlanks().loweredASCII()
    return type == "application/json" || type.hasSuffix("+json")
  }
}
