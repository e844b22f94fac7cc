import Contracts
import Documents
import Testing

/// Files that are no definition: each is refused by name, in one line, with place and remedy.
@Suite("Refusals")
struct RefusalTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var message: String
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ message: String) {
      self.name = name
      bytes = Array(text.utf8)
      self.message = message
    }

    init(_ name: String, bytes: [UInt8], _ message: String) {
      self.name = name
      self.bytes = bytes
      self.message = message
    }
  }

  private static let foreign = "not a definition muster reads"
  private static let give =
    "give an API definition: OpenAPI 3, Swagger 2.0 or a rendering as markdown [spec-empty]"

  static let rows = [
    Row("empty", "", "x:1:1: error: the definition is empty; \(give)"),
    Row("blank", " \n\t\n", "x:1:1: error: the definition is empty; \(give)"),
    Row(
      "plain text", "Dear vendor,\nplease find attached\n",
      "x:1:1: error: this is no API definition that muster knows; give OpenAPI 3 or "
        + "Swagger 2.0 as JSON or YAML, or a rendering as markdown [spec-unrecognised]"),
    Row(
      "some other JSON", "{\"a\": 1}",
      "x:1:1: error: this is no API definition that muster knows; give OpenAPI 3 or "
        + "Swagger 2.0 as JSON or YAML, or a rendering as markdown [spec-unrecognised]"),
    Row(
      "binary", bytes: Array("PK\u{3}\u{4}\nabc".utf8) + [0, 0, 7],
      "x:2:4: error: the file is binary: it holds a NUL byte; give the API definition as text: "
        + "Swagger, OpenAPI or rendered markdown [spec-binary]"),
    Row(
      "broken UTF-8",
      bytes: Array("# é\n\n## Version: 1\n\nn".utf8) + [0xFA] + Array("mero\n".utf8),
      "x:5:2: error: the byte 0xfa is not valid UTF-8 here; save the file as UTF-8 "
        + "[invalid-utf-8]"),
    Row(
      "neither UTF-8 nor Windows-1252",
      bytes: Array("# T\n\n## Version: 1\n\nn".utf8) + [0x81] + Array("mero\n".utf8),
      "x:5:2: error: the byte 0x81 is not valid UTF-8 here; save the file as UTF-8 "
        + "[invalid-utf-8]"),
    Row(
      "JSON that is no UTF-8",
      bytes: Array("{\"swagger\": \"2.0\", \"x\": \"".utf8) + [0xE9] + Array("\"}".utf8),
      "x:1:26: error: byte 0xE9 is not valid UTF-8 here; encode the text as UTF-8 "
        + "[json-invalid-utf8]"),
    Row(
      "YAML that is no UTF-8",
      bytes: Array("swagger: '2.0'\ninfo: {title: ".utf8) + [0xE9] + Array("}".utf8),
      "x:2:15: error: the text is not valid UTF-8 here; encode the text as UTF-8 "
        + "[yaml-invalid-utf8]"),
    Row(
      "API Blueprint", "FORMAT: 1A\nHOST: https://example.com\n\n# Group A\n",
      "x:1:1: error: this is API Blueprint, \(foreign); convert it to OpenAPI 3 or Swagger 2.0 first "
        + "[format-foreign]"
    ),
    Row(
      "API Blueprint without a header",
      "# API\n\n# Group A\n\n## People [/people]\n\n### List [GET]\n\n+ Response 200\n",
      "x:3:1: error: this is API Blueprint, \(foreign); convert it to OpenAPI 3 or Swagger 2.0 first "
        + "[format-foreign]"
    ),
    Row(
      "AsciiDoc", "= Petstore\n\n[[_paths]]\n== Paths\n",
      "x:3:1: error: this is AsciiDoc, \(foreign); give the Swagger definition that it was made "
        + "from "
        + "[format-foreign]"),
    Row(
      "HTML", "\n<!DOCTYPE html>\n<html></html>\n",
      "x:2:1: error: this is HTML, \(foreign); give the definition that it was made from "
        + "[format-foreign]"
    ),
    Row(
      "widdershins",
      "---\ntitle: T\ngenerator: widdershins v4\n---\n\n# T\n\n`GET /a`\n",
      "x:3:1: error: this is markdown made by widdershins, \(foreign); give the OpenAPI definition "
        + "that it was made from [format-foreign]"),
    Row(
      "swagger2markup", "# T\n\n<a name=\"paths\"></a>\n## Paths\n",
      "x:3:1: error: this is markdown made by swagger2markup, \(foreign); give the Swagger "
        + "definition that it was made from [format-foreign]"),
    Row(
      "an overlay", "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: []\n",
      "x:1:1: error: this is an OpenAPI Overlay, \(foreign); give it with --overlay "
        + "[format-foreign]"
    ),
    Row(
      "AsyncAPI", "asyncapi: 2.6.0\ninfo: {}\n",
      "x:1:1: error: this is an AsyncAPI definition, \(foreign); give the definition of an HTTP "
        + "API "
        + "[format-foreign]"),
    Row(
      "an OpenAPI version to come", "openapi: 4.0.0\ninfo: {title: t, version: '1'}\npaths: {}\n",
      "x:1:10: error: `openapi` must be a version from 3.0 to 3.2, not 4.0.0; convert the "
        + "definition to OpenAPI 3.1 [version-unsupported]"),
    Row(
      "an OpenAPI version that is a list", "{\"openapi\": [3], \"info\": {}}",
      "x:1:13: error: `openapi` must be a version from 3.0 to 3.2, not something else; convert the "
        + "definition to OpenAPI 3.1 [version-unsupported]"),
    Row(
      "another version of Swagger", "swagger: '1.2'\ninfo: {}\npaths: {}\n",
      "x:1:10: error: `swagger` must be \"2.0\", not 1.2; convert the definition to Swagger 2.0 or "
        + "OpenAPI 3 [version-unsupported]"),
    Row(
      "YAML without the version",
      "# Ours\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {}}}\n",
      "x:1:1: error: the definition doesn't say which format it has; begin it with "
        + "`openapi: 3.0.3` or `swagger: \"2.0\"`, whichever it is [version-missing]"),
    Row(
      "a path without a method", "# T\n## Version: 1\n\n### /a\n\nText\n",
      "x:1:1: error: the definition has no operation; give a rendering that has a heading for each "
        + "path and method [no-operation]"),
    Row(
      "a method without a path", "# T\n## Version: 1\n\n#### GET\n\nText\n",
      "x:4:1: error: the method GET stands below no path; put a heading with the path, such as "
        + "`### /accounts`, above it [method-no-path]"),
    Row(
      "a merge conflict",
      "# T\n## Version: 1\n\n### /a\n<<<<<<< HEAD\n#### GET\n",
      "x:5:1: error: the file holds an unresolved merge conflict; resolve it [conflict-marker]"),
    Row(
      "tables drawn with dashes",
      "# T\n## Version: 1\n\n### /a\n#### GET\n\n  Name   Located in   Required\n  ------ "
        + "------------ ---------\n  id     path         Yes\n",
      "x:7:1: error: this table is drawn with dashes instead of bars; convert the file to GitHub's "
        + "markdown (pipe tables) [table-unreadable]"),
    Row(
      "operations that contradict each other",
      operation("200") + operation("201"),
      "x:12:1: error: GET /a is described differently on line 4; keep one of the two descriptions "
        + "[operation-conflict]"),
    Row(
      "a model defined twice",
      operation("200")
        + "### Models\n\n#### M\n\n| Name | Type | Description | Required |\n| - | - | - | - |\n| "
        + "a | string |  | No |\n\n"
        + "#### M\n\n| Name | Type | Description | Required |\n| - | - | - | - |\n| b | string |  "
        + "| No |\n",
      "x:19:1: error: the model M is defined a second time (line 13); remove or rename one of them "
        + "[model-duplicate]"),
  ]

  private static func operation(_ code: String) -> String {
    let version = code == "200" ? "**Version:** 1\n\n" : ""
    return version + "### /a\n#### GET\n**Responses**\n\n"
      + "| Code | Description |\n| - | - |\n| \(code) | OK |\n\n"
  }

  /// What pandoc makes of a rendering in its own markdown, byte for byte.
  @Test func pandocsOwnTables() {
    let error = #expect(throws: InvalidInput.self) {
      try load(OrderBookTests.text("phone-book.pandoc-markdown.md"), name: "x")
    }
    #expect(
      error?.description
        == "x:32:1: error: this table is drawn with dashes instead of bars; convert the file to "
        + "GitHub's markdown (pipe tables) [table-unreadable]")
  }

  @Test(arguments: rows)
  func refuses(_ row: Row) {
    let error = #expect(throws: InvalidInput.self) {
      try ContractLoader.load(row.bytes, file: SourceFile(name: "x"))
    }
    #expect(error?.description == row.message)
  }
}
