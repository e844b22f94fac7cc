import Documents

/// Everything that a contract holds, gathered once for those who show it.
package struct Inventory: Sendable {
  package let contract: Contract
  package let obligations: [Contract.Obligation]
  package let vacuity: LintReport.VacuityCounts

  package init(_ contract: Contract) {
    self.contract = contract
    obligations = contract.obligations
    vacuity = LintReport.VacuityCounts(Vacuity(of: contract), of: contract)
  }

  /// Operations of an effect.
  func count(_ effect: Contract.Operation.Effect) -> Int {
    contract.operations.count { $0.effect == effect }
  }

  var propertyCount: Int { contract.models.reduce(0) { $0 + $1.properties.count } }
}

extension Contract.SecurityScheme.Kind {
  /// For people, one phrase.
  package var label: String {
    switch self {
    case .basic: "basic"
    case .http(let scheme): "http \(scheme)"
    case .apiKey(let name, let location): "apiKey \(name) in \(location.rawValue)"
    case .oauth2(let flows):
      flows.map { flow in
        let url = flow.tokenURL.map { "token URL \($0)" }
        let scopes = flow.scopes.isEmpty ? nil : "scopes \(flow.scopes.joined(separator: " "))"
        return (["oauth2 \(flow.name)"] + [url, scopes].compactMap { $0 }).joined(separator: ", ")
      }.joined(separator: "; ")
    case .openIDConnect(let url): "openIdConnect \(url)"
    case .mutualTLS: "mutualTLS"
    case .unknown(let text): text.isEmpty ? "unknown" : text
    }
  }
}

extension Contract.Operation {
  /// What the security requirements ask for: `a`, `a (read) and b`, `a or nothing`.
  package var securityLabel: String? {
    guard !security.isEmpty else { return nil }
    return security.map { alternative in
      guard !alternative.isEmpty else { return "nothing" }
      return alternative.map { requirement in
        requirement.scopes.isEmpty
          ? requirement.scheme
          : "\(requirement.scheme) (\(requirement.scopes.joined(separator: " ")))"
      }.joined(separator: " and ")
    }.joined(separator: " or ")
  }
}

extension Contract.MediaType {
  /// The type of what it holds.
  var typeLabel: String {
    schema?.label ?? itemSchema.map { "items of \($0.label)" } ?? "anything"
  }
}
