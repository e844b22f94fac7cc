package import Documents

/// OpenAPI 3.x as JSON or YAML: recognised, so that it is refused by name.
package struct OpenAPI3Format: SpecFormat {
  package let id = "openapi3"
  package let name = "OpenAPI 3"

  package init() {}

  package func recognises(_ input: SpecInput) -> Bool {
    StructuredSpec.versionMember(input)?.name == "openapi"
  }

  package func read(
    _ input: SpecInput, diagnostics: inout [Diagnostic]
  ) throws(InvalidInput) -> SpecDocument {
    let tree = try StructuredReader.read(input.bytes, file: input.file)
    let version = tree["openapi"]
    let text = version?.string ?? version?.number?.text ?? "3"
    let short = text.split(separator: ".").prefix(2).joined(separator: ".")
    throw InvalidInput(
      Diagnostic(
        .error, code: "format-unsupported", "OpenAPI \(short) is recognised but not supported yet",
        remedy: "convert the definition to Swagger 2.0", at: version?.range ?? input.start))
  }
}
