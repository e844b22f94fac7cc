import Contracts
import Documents
import FoundationEssentials
import Testing

/// Definitions and what versions of the renderer made of them, where they lie beside the package.
///
/// The contract loaded from a rendering equals the one loaded from the definition, as far as that
/// version prints it at all.
@Suite(
  "Renderings and their definitions",
  .enabled(
    if: Shared.exists(Shared.pairs), "the pairs (../shared/data/markdown-pairs) are not here"))
struct MarkdownPairTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var folder: String
    /// What this version prints.
    var options: StructureOptions
    /// Files whose rendering says something else than the definition, with the reason.
    var losses: [String: String] = [:]
    var testDescription: String { folder }
  }

  /// Schema members that no version prints for Swagger 2.0.
  static let unprinted: Set<String> = [
    "description", "default", "minimum", "maximum", "example", "title", "collectionFormat", "enum",
  ]

  static func options(
    security: Bool = true, schemas: Bool = true, newer: Bool = false, formats: Bool = true
  ) -> StructureOptions {
    var options = StructureOptions()
    options.hasSecurity = security
    options.hasSchemas = schemas
    options.hasDeprecated = newer
    options.hasHeaders = newer
    options.hasItems = schemas
    options.hasInt32 = false
    options.ignored = unprinted
    if !formats { options.ignored.insert("format") }
    return options
  }

  static let rows = [
    Row(
      folder: "0.0.3", options: options(security: false, schemas: false, formats: false),
      losses: [
        "echo": "parameters of a path are not printed",
        "petstore_full": "security is not printed, so no parameter is known to carry a key",
      ]),
    Row(folder: "0.1.6", options: options(security: false, schemas: false, formats: false)),
    Row(folder: "1.2.0", options: options(schemas: false)),
    Row(folder: "v1.4.0", options: options()),
    Row(folder: "v2.0.0-beta.10", options: options()),
    Row(folder: "v2.3.2", options: options(newer: true)),
    Row(folder: "v3.0.0/v2", options: options(newer: true)),
    Row(folder: "v3.1.0/v2", options: options(newer: true)),
    Row(
      folder: "master/v2", options: options(newer: true),
      losses: ["petstore_simple": "required members of nested objects are not printed"]),
  ]

  static let names = ["echo", "heroku-pets", "minimal", "petstore_full", "petstore_simple"]

  @Test(arguments: rows)
  func areEqual(_ row: Row) throws {
    for name in Self.names {
      let base = Shared.pairs.appending(path: "\(row.folder)/\(name)")
      let definition = try Shared.load(base.appendingPathExtension("yaml")).contract
      let rendering = try Shared.load(base.appendingPathExtension("md")).contract
      let wanted = definition.structure(row.options)
      let found = rendering.structure(row.options)
      if let reason = row.losses[name] {
        #expect(found != wanted, "\(name) is equal now: \(reason)")
      } else {
        #expect(found == wanted, "\(row.folder)/\(name)")
      }
    }
  }

  /// Renderings of OpenAPI 3 are refused by name.
  @Test(arguments: [
    "v3.0.0/v3/petstore", "v3.1.0/v3/petstore", "v3.1.0/v3.1/petstore", "v3.1.0/v3.1/minimal",
    "master/v3/petstore", "master/v3.1/petstore", "master/v3.1/minimal",
  ])
  func newerFamilyIsRefused(_ path: String) {
    let error = #expect(throws: InvalidInput.self) {
      try Shared.load(Shared.pairs.appending(path: path).appendingPathExtension("md"))
    }
    #expect(error?.diagnostics.map(\.code) == ["format-unsupported"])
  }
}
