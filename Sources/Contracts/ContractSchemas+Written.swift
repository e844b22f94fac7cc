package import Documents
package import Schemas

extension ContractSchemas {
  /// Compiles a schema that somebody wrote for the contract's answers. A `$ref` in it is the name of a
  /// model, or a place of the contract's document such as `#/definitions/account`.
  ///
  /// Throws located diagnostics for a schema that says something impossible.
  package func schema(writtenInSuite schema: Value) throws(InvalidInput) -> Schema {
    var problems: [Diagnostic] = []
    let resolved = resolved(schema, &problems)
    guard problems.isEmpty else { throw InvalidInput(problems) }
    var registry = registry
    registry.add(resolved, uri: Self.writtenURI, dialect: contract.dialect)
    let compiler = SchemaCompiler(
      registry: registry, dialect: contract.dialect,
      options: SchemaOptions(assertFormats: true, direction: .response))
    return try compiler.compile(uri: Self.writtenURI)
  }

  private static let writtenURI = "suite:/"

  /// The schema with its references made absolute.
  private func resolved(_ value: Value, _ problems: inout [Diagnostic]) -> Value {
    switch value.kind {
    case .array(let items):
      return .array(items.map { resolved($0, &problems) }, at: value.range)
    case .object(var members):
      for member in members {
        guard member.name == "$ref", let text = member.value.string else {
          members[member.name] = resolved(member.value, &problems)
          continue
        }
        let range = member.value.range ?? value.range
        members[member.name] = .string(target(text, range, &problems), at: range)
      }
      return .object(members, at: value.range)
    default: return value
    }
  }

  private func target(
    _ reference: String, _ range: SourceRange?, _ problems: inout [Diagnostic]
  ) -> String {
    if reference.utf8.first == UInt8(ascii: "#") {
      let pointer = JSONPointer(parsing: String(reference.dropFirst()))
      if let pointer, contract.document[pointer] != nil { return Self.uri + reference }
    } else if let model = contract.models.first(where: { $0.name == reference }) {
      return Self.uri + "#"
        + PercentCoding.encoded("\(model.schema.pointer)", keeping: .reservedInQuery)
    }
    problems.append(
      Diagnostic(
        .error, code: "unknown-model", "the contract has no model `\(reference)`",
        remedy: Suggestion.remedy(for: reference, among: contract.models.map(\.name)), at: range))
    return Self.uri
  }
}
