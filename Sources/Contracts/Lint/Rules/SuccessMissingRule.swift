import Documents

/// Finds operations without a documented success.
struct SuccessMissingRule: LintRule {
  let id = "success-missing"
  let summary = "An operation documents no success"
  let explanation = """
    Whatever it answers to a right request is undocumented, or covered by `default` alone, so there
    is nothing to hold the answer against.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.contract.operations.compactMap { operation in
      // No `responses` at all are told by the loader.
      guard !operation.responses.isEmpty || hasResponses(operation.id, subject),
        !operation.responses.contains(where: { $0.status.isSuccess || $0.status.isRedirect })
      else { return nil }
      return finding(
        "`\(operation.id)` documents no 2xx or 3xx status",
        remedy: "add the status of a request that goes well", at: operation.range)
    }
  }

  private func hasResponses(_ id: Contract.Operation.ID, _ subject: LintSubject) -> Bool {
    subject.pointer(of: id).flatMap { subject.contract.document[$0.appending("responses")] } != nil
  }
}

extension Contract.Response.Status {
  /// 2xx, and 101 for what upgrades.
  var isSuccess: Bool {
    switch self {
    case .code(let code): (200...299).contains(code) || code == 101
    case .range(let hundreds): hundreds == 2
    case .default: false
    }
  }

  var isRedirect: Bool {
    switch self {
    case .code(let code): (300...399).contains(code)
    case .range(let hundreds): hundreds == 3
    case .default: false
    }
  }

  /// 4xx and 5xx.
  var isError: Bool {
    switch self {
    case .code(let code): code >= 400
    case .range(let hundreds): hundreds >= 4
    case .default: false
    }
  }
}

extension Contract.Operation {
  /// Those of errors. `default` is one of them beside a success; alone it may stand for anything.
  var errorResponses: [Contract.Response] {
    let hasSuccess = responses.contains { $0.status.isSuccess || $0.status.isRedirect }
    return responses.filter { $0.status.isError || (hasSuccess && $0.status == .default) }
  }
}
