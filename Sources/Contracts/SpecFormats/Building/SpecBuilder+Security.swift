import Documents

extension SpecBuilder {
  /// The `security` member of the document or an operation; nil where there is none.
  mutating func readRequirements(_ object: SpecObject) -> [[Contract.SecurityRequirement]]? {
    guard let alternatives = object.array("security", into: &diagnostics) else { return nil }
    var result: [[Contract.SecurityRequirement]] = []
    result.reserveCapacity(alternatives.count)
    for (index, value) in alternatives.enumerated() {
      guard let members = value.object else {
        diagnostics.append(
          SpecObject.wrongType(.error, value, object.requirement(index), wanted: "an object"))
        continue
      }
      result.append(
        members.map { member in
          checkScheme(member)
          return Contract.SecurityRequirement(
            scheme: member.name, scopes: scopes(member, of: value, index, in: object))
        })
    }
    return result
  }

  /// - Parameter index: of the alternative that holds the member.
  private mutating func scopes(
    _ member: ValueObject.Member, of alternative: Value, _ index: Int, in object: SpecObject
  ) -> [String] {
    // Most name none, with which nothing can be wrong.
    if member.value.array?.isEmpty == true { return [] }
    return SpecObject(alternative, at: object.requirement(index), into: &diagnostics)?
      .texts(member.name, into: &diagnostics) ?? []
  }

  private mutating func checkScheme(_ member: ValueObject.Member) {
    guard !credentials.names.contains(ExactName(member.name)) else { return }
    let known = securitySchemes.map(\.name)
    diagnostics.append(
      Diagnostic(
        .warning, code: "security-scheme-undefined",
        "no security scheme is called `\(member.name)`",
        remedy: known.isEmpty
          ? "define it, there is none" : Suggestion.remedy(for: member.name, among: known),
        at: member.nameRange ?? member.value.range))
  }

  /// What an operation requires that doesn't say so itself.
  ///
  /// Renderings never print the document's own `security`. There an `Authorization` parameter is
  /// the sign that the call needs the credential, if only one scheme can be meant.
  mutating func requirements(
    of operation: SpecObject, parameters: [Contract.Parameter]
  ) -> [[Contract.SecurityRequirement]] {
    if let own = readRequirements(operation) { return own }
    if let rootSecurity { return rootSecurity }
    guard
      let slot = parameters.first(where: {
        $0.location == .header && $0.name.loweredASCII() == "authorization"
      })
    else { return [] }
    guard let scheme = credentials.onlyAuthorization else { return [] }
    if !hasAssumedSecurity {
      hasAssumedSecurity = true
      diagnostics.append(
        Diagnostic(
          .note, code: "security-assumed",
          "operations with an Authorization parameter are taken to require `\(scheme)`",
          remedy: "say `security` in an overlay where that is wrong", at: slot.range))
    }
    return [[Contract.SecurityRequirement(scheme: scheme)]]
  }
}

extension SpecObject {
  /// Where an alternative of the object's `security` stands.
  fileprivate func requirement(_ index: Int) -> JSONPointer {
    pointer.appending("security").appending(index)
  }
}
