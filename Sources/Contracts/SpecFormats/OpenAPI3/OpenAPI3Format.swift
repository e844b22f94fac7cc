package import Documents

/// OpenAPI 3.0, 3.1 and 3.2 as JSON or YAML.
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
    let tree = try input.tree()
    guard let version = OpenAPIVersion(of: tree) else {
      let member = tree["openapi"]
      let written = member?.string ?? member?.number?.text ?? "something else"
      throw InvalidInput(
        Diagnostic(
          .error, code: "version-unsupported",
          "`openapi` must be a version from 3.0 to 3.2, not \(written)",
          remedy: "convert the definition to OpenAPI 3.1", at: member?.range ?? input.start))
    }
    return SpecDocument(tree: tree, family: .openAPI3, formatName: "OpenAPI \(version.rawValue)")
  }
}

/// The versions of OpenAPI 3; the third number changes nothing (OpenAPI 3.0.4 §4.1).
enum OpenAPIVersion: String, Comparable {
  case v30 = "3.0"
  case v31 = "3.1"
  case v32 = "3.2"

  /// What the document says of itself; nil where that is no known version.
  init?(of document: Value) {
    // YAML reads `openapi: 3.1` as a number.
    guard let member = document["openapi"], let text = member.string ?? member.number?.text else {
      return nil
    }
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let short = parts.prefix(2).map { String(Substring($0)) }.joined(separator: ".")
    self.init(rawValue: short == "3" ? "3.0" : short)
  }

  static func < (left: OpenAPIVersion, right: OpenAPIVersion) -> Bool {
    left.rawValue < right.rawValue
  }
}
