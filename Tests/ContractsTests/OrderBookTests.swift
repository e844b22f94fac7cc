import Contracts
import Documents
import FoundationEssentials
import Testing

/// A definition that uses everything that renderings of OpenAPI 3 can say, and what the renderer
/// prints for it.
@Suite("Rendering of OpenAPI 3")
struct OrderBookTests {
  static func text(_ name: String) throws -> String {
    let file = Shared.package.appending(path: "Tests/ContractsTests/Fixtures/\(name)")
    return String(decoding: try Shared.bytes(file), as: UTF8.self)
  }

  /// Everything that the definition says arrives; the tags' names below `default` are none.
  @Test func equalsItsDefinition() throws {
    let definition = try load(Self.text("order-book.yaml"), name: "yaml")
    let rendering = try load(Self.text("order-book.md"), name: "md")
    let differences = ContractFacts(definition.contract).differences(
      to: ContractFacts(rendering.contract))
    #expect(differences == [])
    #expect(rendering.contract.operations.map(\.id) == definition.contract.operations.map(\.id))
    #expect(rendering.contract.document["openapi"]?.string == "3.1.0")
    #expect(
      rendering.diagnostics.marks == [
        "tag-default@117", "cells-surplus@153", "link-target-undefined@68",
        "callback-not-exercised@101", "webhook-not-exercised@131",
      ])
  }

  struct Change: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The second is put in the place of the first.
    var replacing: (String, String)
    /// Diagnostics that the plain rendering has not, with their lines.
    var marks: [String]
    /// What differs in the contract.
    var differences: [String] = []
  }

  static let changes = [
    Change(
      testDescription: "type without a media type",
      replacing: ("**application/problem+json**: [Problem]", "[Problem]"),
      marks: ["media-type-missing@70"],
      differences: [
        "GET /orders 4XX media types: application/problem+json → application/json"
      ]),
    Change(
      testDescription: "body without a row",
      replacing: ("|  No | **application/json**: [Order](#order-schema)<br> |\n", ""),
      marks: ["body-missing@106"]),
    Change(
      testDescription: "default of a list",
      replacing: (
        "[ string, <br>**Available values:** \"open\", \"done\" ]",
        "[ string ], <br>**Default:** a,b"
      ),
      marks: ["default-unreadable@59"],
      differences: [
        "GET /orders query state schema/items/enum/0: \"open\" → nothing",
        "GET /orders query state schema/items/enum/1: \"done\" → nothing",
      ]),
    Change(
      testDescription: "unreadable Required of a body",
      replacing: ("|  Yes | **app", "|  Perhaps | **app"),
      marks: ["required-unreadable@91"],
      differences: ["POST /orders body: required → optional"]),
    Change(
      testDescription: "parameter declared twice: the first counts",
      replacing: (
        "| session | cookie |  | No | string (uuid) |  |  |",
        "| session | cookie |  | No | string (uuid) |  |  |\n| session | cookie |  | Yes | long |  |  |"
      ),
      marks: ["parameter-duplicate@63"]),
    Change(
      testDescription: "place that Swagger 2.0 has",
      replacing: ("| filter | query |", "| filter | formData |"),
      marks: ["location-unreadable@60"],
      differences: [
        "GET /orders parameters: cookie session, query filter, query limit, query state → "
          + "cookie session, query limit, query state",
        "GET /orders query filter schema/properties/from/format: \"date-time\" → nothing",
        "GET /orders query filter schema/properties/from/type: \"string\" → nothing",
        "GET /orders query filter schema/properties/size/type: \"integer\" → nothing",
        "GET /orders query filter schema/type: \"object\" → nothing",
        "GET /orders query filter style: deepObject exploded → nothing",
      ]),
    Change(
      testDescription: "plain methods", replacing: ("### [GET] /orders", "### GET /orders"),
      marks: []),
    Change(
      testDescription: "path in back-ticks",
      replacing: ("### [GET] /orders", "### [GET] `/orders`"), marks: []),
    Change(
      testDescription: "other heading levels", replacing: ("### [GET] /orders", "## [GET] /orders"),
      marks: []),
    Change(
      testDescription: "title of the models", replacing: ("### Schemas", "### Models"), marks: []),
    Change(testDescription: "models without the suffix", replacing: (" Schema\n", "\n"), marks: []),
    Change(
      testDescription: "cell repeated for each media type",
      replacing: (
        "|  No | **application/json**: [Order](#order-schema)<br> |",
        "|  No | **application/json**: [Order](#order-schema)<br> | **application/json**: [Order](#order-schema)<br> |"
      ),
      marks: []),
  ]

  @Test(arguments: changes)
  func differsAsListed(_ change: Change) throws {
    let plain = try load(Self.text("order-book.md"))
    let (old, new) = change.replacing
    let text = try Self.text("order-book.md")
    #expect(text.contains(old), "the row replaces nothing")
    let changed = try load(text.replacing(old, with: new))
    let differences = ContractFacts(plain.contract).differences(
      to: ContractFacts(changed.contract))
    #expect(differences == change.differences)
    let usual = Set(plain.diagnostics.map(\.code))
    #expect(changed.diagnostics.filter { !usual.contains($0.code) }.marks == change.marks)
  }

  struct Formatter: Sendable, CustomTestStringConvertible {
    var name: String
    /// What its reading of tables has cost.
    var losses: [String]
    var testDescription: String { name }
  }

  private static let commonLosses = [
    "GET /orders security: key() and token(), login(read write:orders) → token(), "
      + "login(read write:orders)",
    "model Order/properties/secret/example: \"a `b` | c\" → \"\\\"a `b\\\\\"",
    "model Order/properties/secret/writeOnly: true → nothing",
  ]

  /// What formatters made of it, byte for byte. They follow GFM, which drops surplus cells; pandoc
  /// joins the lines of a paragraph.
  @Test(arguments: [
    Formatter(name: "order-book.mdformat.md", losses: commonLosses),
    Formatter(
      name: "order-book.pandoc.md",
      losses: commonLosses + [
        "tags/0/description: \"What people order\" → "
          + "\"What people order [More](https://example.com/orders)\"",
        "tags/0/externalDocs/description: \"More\" → nothing",
        "tags/0/externalDocs/url: \"https://example.com/orders\" → nothing",
      ]),
  ])
  func staysTheSame(_ formatter: Formatter) throws {
    let plain = try load(Self.text("order-book.md")).contract
    let formatted = try load(Self.text(formatter.name)).contract
    let differences = ContractFacts(plain).differences(to: ContractFacts(formatted))
    #expect(differences == formatter.losses)
  }
}
