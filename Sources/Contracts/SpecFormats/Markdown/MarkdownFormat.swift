package import Documents

/// Markdown as swagger-markdown renders Swagger 2.0 and OpenAPI 3 definitions, in all its
/// generations, and as people, editors and formatters leave it.
package struct MarkdownFormat: SpecFormat {
  package let id = "markdown"
  package let name = "markdown"

  package init() {}

  /// A path heading or a method heading somewhere, or the renderer's section titles.
  package func recognises(_ input: SpecInput) -> Bool {
    input.text.lines.contains { line in
      let line = line.trimmedBlanks()
      if let (_, title) = MarkdownScanner.heading(line) {
        return PathTitle(title) != nil || MethodTitle(title) != nil
      }
      guard line.startsExactly(with: "|") else { return PathTitle(line) != nil }
      let lowered = line.loweredASCII()
      return lowered.firstRange(ofASCII: "located in") != nil
        && lowered.firstRange(ofASCII: "required") != nil
    }
  }

  package func read(
    _ input: SpecInput, diagnostics: inout [Diagnostic]
  ) throws(InvalidInput) -> SpecDocument {
    let document = try MarkdownParser.parse(input.text, diagnostics: &diagnostics)
    return try MarkdownTranslator.translate(
      document, text: input.text, diagnostics: &diagnostics)
  }
}
