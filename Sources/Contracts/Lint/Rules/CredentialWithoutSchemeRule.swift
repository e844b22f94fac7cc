import Documents

/// Finds credentials that no security requirement speaks of.
struct CredentialWithoutSchemeRule: LintRule {
  let id = "credential-without-scheme"
  let summary = "An operation takes a credential that no security requirement speaks of"
  let explanation = """
    Nobody can tell how to get the credential, and no case is derived that leaves it out.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.contract.operations.flatMap { operation in
      operation.parameters.compactMap { parameter -> Diagnostic? in
        guard parameter.isCredential,
          operation.scheme(filling: parameter, of: subject.contract) == nil
        else { return nil }
        let known = subject.contract.securitySchemes.filter { $0.fills(parameter) }
          .map { "`\($0.name)`" }
        return finding(
          "`\(operation.id)` takes `\(parameter.name)` but requires no security scheme for it",
          remedy: known.isEmpty
            ? "declare a security scheme and require it"
            : "require \(known.listed) under `security`", at: parameter.range)
      }
    }
  }
}
