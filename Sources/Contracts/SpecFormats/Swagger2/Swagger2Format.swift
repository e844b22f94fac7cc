package import Documents

/// Swagger 2.0 as JSON or YAML.
package struct Swagger2Format: SpecFormat {
  package let id = "swagger2"
  package let name = "Swagger 2.0"

  package init() {}

  package func recognises(_ input: SpecInput) -> Bool {
    StructuredSpec.versionMember(input)?.name == "swagger"
  }

  package func read(
    _ input: SpecInput, diagnostics: inout [Diagnostic]
  ) throws(InvalidInput) -> SpecDocument {
    let tree = try input.tree()
    let version = tree["swagger"]
    guard let text = version?.string ?? version?.number?.text, text == "2.0" || text == "2" else {
      let written = version?.string ?? version?.number?.text ?? "something else"
      throw InvalidInput(
        Diagnostic(
          .error, code: "version-unsupported", "`swagger` must be \"2.0\", not \(written)",
          remedy: "convert the definition to Swagger 2.0 or OpenAPI 3",
          at: version?.range ?? input.start))
    }
    return SpecDocument(tree: tree, family: .swagger2)
  }
}
