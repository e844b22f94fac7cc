import Documents

/// Kinds of files that users try and that are no format of ours: refused by name, so that nobody
/// has to guess what went wrong.
struct ForeignFormat {
  let name: String
  let remedy: String
  /// The line by which the file gave itself away, or nil where it is something else.
  let find: @Sendable (SpecInput) -> Int?

  /// The diagnostic for a file of one of these kinds; nil for all others.
  static func refusal(of input: SpecInput) -> Diagnostic? {
    for format in all {
      guard let line = format.find(input) else { continue }
      return Diagnostic(
        .error, code: "format-foreign", "this is \(format.name), not a definition muster reads",
        remedy: format.remedy, at: input.text.range(ofLine: line))
    }
    return nil
  }

  private static let convert = "convert it to OpenAPI 3 or Swagger 2.0 first"

  private static let all: [ForeignFormat] = [
    ForeignFormat(name: "an OpenAPI Overlay", remedy: "give it with --overlay") {
      topLevel("overlay", in: $0)
    },
    ForeignFormat(name: "an AsyncAPI definition", remedy: "give the definition of an HTTP API") {
      topLevel("asyncapi", in: $0)
    },
    ForeignFormat(name: "a Swagger 1.x definition", remedy: convert) {
      topLevel("swaggerVersion", in: $0)
    },
    ForeignFormat(name: "a RAML definition", remedy: convert) { first($0, "#%RAML") },
    ForeignFormat(name: "API Blueprint", remedy: convert) { input in
      head(input).first { starts(input, $0, "FORMAT: 1A") } ?? blueprint(input)
    },
    ForeignFormat(name: "HTML", remedy: "give the definition that it was made from") {
      first($0, "<!doctype html") ?? first($0, "<html")
    },
    ForeignFormat(name: "XML", remedy: "give a Swagger or OpenAPI definition") {
      first($0, "<?xml")
    },
    ForeignFormat(
      name: "markdown made by widdershins",
      remedy: "give the OpenAPI definition that it was made from"
    ) { input in
      head(input).first {
        let line = input.text.lines[$0].loweredASCII()
        return line.firstRange(ofASCII: "generator: widdershins") != nil
          || line.firstRange(ofASCII: "> scroll down for code samples") != nil
      }
    },
    ForeignFormat(
      name: "markdown made by swagger2markup",
      remedy: "give the Swagger definition that it was made from"
    ) { input in
      input.text.lines.indices.first {
        starts(input, $0, "<a name=\"paths\"></a>")
          || starts(input, $0, "|Type|Name|Description|Schema")
      }
    },
    ForeignFormat(
      name: "AsciiDoc", remedy: "give the Swagger definition that it was made from"
    ) { input in
      input.text.lines.indices.first {
        starts(input, $0, "[[_paths]]") || starts(input, $0, "[options=\"header\"")
      } ?? head(input).first { starts(input, $0, "= ") }
    },
    ForeignFormat(
      name: "markdown made by go-swagger",
      remedy: "give the Swagger definition that it was made from"
    ) { input in
      input.text.lines.indices.first {
        starts(input, $0, "| Name | Source | Type | Go type |")
      }
    },
    ForeignFormat(
      name: "markdown made by openapi-generator",
      remedy: "give the OpenAPI definition that it was made from"
    ) { input in
      head(input).first { starts(input, $0, "All URIs are relative to") }
    },
  ]

  private static func head(_ input: SpecInput) -> Range<Int> {
    0..<Swift.min(60, input.text.lines.count)
  }

  private static func starts(_ input: SpecInput, _ index: Int, _ prefix: String) -> Bool {
    input.text.lines[index].startsExactly(with: prefix)
  }

  /// The first line that is not empty, where it begins so, whatever the case.
  private static func first(_ input: SpecInput, _ prefix: String) -> Int? {
    let index = input.text.lines.indices.first { !input.text.lines[$0].trimmedBlanks().isEmpty }
    guard let index else { return nil }
    let line = input.text.lines[index].trimmedBlanks().loweredASCII()
    return line.startsExactly(with: prefix.loweredASCII()) ? index : nil
  }

  private static func topLevel(_ name: String, in input: SpecInput) -> Int? {
    if StructuredSpec.isFlow(input) {
      return head(input).first {
        input.text.lines[$0].firstRange(ofASCII: "\"\(name)\":") != nil
      }
    }
    return StructuredSpec.topLevelNames(input, lines: 60).first { $0.name == name }?.line
  }

  /// `# Group` or `## Name [/path]` together with `+ Response`.
  private static func blueprint(_ input: SpecInput) -> Int? {
    let hasResponse = input.text.lines.indices.contains { starts(input, $0, "+ Response ") }
    guard hasResponse else { return nil }
    return input.text.lines.indices.first { index in
      guard let (_, title) = MarkdownScanner.heading(input.text.lines[index]) else { return false }
      if title.startsExactly(with: "Group ") { return true }
      return title.dropping(suffix: "]") != nil && title.firstRange(ofASCII: "[/") != nil
    }
  }
}
