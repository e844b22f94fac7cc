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
