import Documents

/// Finds credentials that are also declared as parameters.
struct CredentialParameterRule: LintRule {
  let id = "credential-parameter"
  let summary = "A credential is declared as a parameter beside its security scheme"
  let explanation = """
    It is filled by authentication and never by a value of the parameter's schema; leaving it out
    or spoiling it is the test of the security requirement.
    """
  let severity = Diagnostic.Severity.note

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var order: [String] = []
    var uses: [String: [(scheme: String, parameter: Contract.Parameter)]] = [:]
    for operation in subject.contract.operations {
      for parameter in operation.parameters where parameter.isCredential {
        guard let scheme = operation.scheme(filling: parameter, of: subject.contract) else {
          continue
        }
        let key = parameter.name.loweredASCII()
        if uses[key] == nil { order.append(key) }
        uses[key, default: []].append((scheme, parameter))
      }
    }
    return order.compactMap { key in
      guard let found = uses[key], let first = found.first else { return nil }
      return finding(
        "`\(first.parameter.name)` is a parameter of \(found.count.of("operation")) beside the"
          + " security scheme `\(first.scheme)`",
        remedy: "leave the parameter out: the scheme says all about it",
        at: first.parameter.range)
    }
  }
}

extension Contract.SecurityScheme {
  /// Whether its credential travels where a parameter stands.
  func fills(_ parameter: Contract.Parameter) -> Bool {
    switch kind {
    case .apiKey(let name, let location):
      location == parameter.location
        && (location == .header
          ? name.loweredASCII() == parameter.name.loweredASCII()
          : name.isExactly(parameter.name))
    case .basic, .http, .oauth2, .openIDConnect, .unknown:
      parameter.location == .header && parameter.name.loweredASCII() == "authorization"
    case .mutualTLS: false
    }
  }
}

extension Contract.Operation {
  /// The scheme that the operation requires and whose credential a parameter carries.
  func scheme(filling parameter: Contract.Parameter, of contract: Contract) -> String? {
    let required = Set(security.joined().map { ExactName($0.scheme) })
    return contract.securitySchemes.first {
      $0.fills(parameter) && required.contains(ExactName($0.name))
    }?.name
  }
}
