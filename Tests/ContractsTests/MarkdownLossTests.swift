import Contracts
import Documents
import Testing

/// What can't be made good: something is not checked or left out, and a warning says so.
@Suite("Markdown losses")
struct MarkdownLossTests {
  struct Loss: Sendable, CustomTestStringConvertible {
    var name: String
    var replacing: (String, String)
    var marks: [String]
    var testDescription: String { name }
  }

  static let losses = [
    Loss(
      name: "unknown type", replacing: ("| digits | string |", "| digits | strin |"),
      marks: ["type-unknown@71"]),
    Loss(
      name: "undefined model",
      replacing: ("| 200 | Found | [person](#person) |", "| 200 | Found | [persons](#persons) |"),
      marks: ["model-undefined@37"]),
    Loss(
      name: "type that follows no grammar",
      replacing: ("| digits | string |", "| digits | [ string |"),
      marks: ["type-unreadable@71"]),
    Loss(
      name: "no type", replacing: ("| digits | string |", "| digits |  |"),
      marks: ["type-missing@71"]),
    Loss(
      name: "unknown place", replacing: ("| full | query |", "| full | quarry |"),
      marks: ["location-unreadable@30"]),
    Loss(
      name: "unreadable Required",
      replacing: ("| With numbers | No |", "| With numbers | perhaps |"),
      marks: ["required-unreadable@30"]),
    Loss(
      name: "status that is none", replacing: ("| 200 | Found |", "| 2OO | Found |"),
      marks: ["status-invalid@37"]),
    Loss(
      name: "row without a name", replacing: ("| full | query |", "|  | query |"),
      marks: ["name-missing@30"]),
    Loss(
      name: "title missing", replacing: ("Phone book\n==========\n", ""), marks: ["title-missing@1"]
    ),
    Loss(
      name: "version missing", replacing: ("**Version:** 1.2.0\n", ""), marks: ["version-missing@1"]
    ),
    Loss(
      name: "scheme without a name", replacing: ("**login**  \n", ""),
      marks: ["scheme-unnamed@10"]),
    Loss(
      name: "orphaned row", replacing: ("### Models\n", "Text\n| a | b |\n\n### Models\n"),
      marks: ["row-orphan@57"]),
    Loss(
      name: "column missing",
      replacing: (
        "| Name | Located in | Description | Required | Schema |\n| ---- | ---------- | "
          + "----------- | -------- | ---- |\n| id | path | The person | Yes | long |\n| full | "
          + "query | With numbers | No | boolean |\n| Authorization | header | Token | Yes | "
          + "string |",
        "| Name | Located in | Description | Schema |\n| --- | --- | --- | --- |\n| id | path | "
          + "The person | long |"
      ),
      marks: ["column-missing@27"]),
    Loss(
      name: "responses missing",
      replacing: (
        "**Responses**\n\n| Code | Description | Schema |\n| ---- | ----------- | ------ |\n| 204 "
          + "| Done |\n",
        ""
      ),
      marks: ["responses-missing@40"]),
    Loss(
      name: "property listed twice",
      replacing: (
        "| digits | string |  | No |", "| digits | long |  | No |\n| digits | string |  | No |"
      ),
      marks: ["property-duplicate@72"]),
    Loss(
      name: "response listed twice",
      replacing: ("| 204 | Done |", "| 204 | Done |\n| 204 | Again |"),
      marks: ["response-duplicate@55"]),
    Loss(
      name: "model without a table",
      replacing: (
        "| error | object |  | No |", "| error | object |  | No |\n\n### more\n\nNothing."
      ),
      marks: ["model-without-table@85"]),
    Loss(
      name: "row without an end", replacing: ("| 204 | Done |\n", "| 204 | Done\n"),
      marks: ["row-incomplete@54"]),
    Loss(
      name: "second table of one kind",
      replacing: (
        "| 204 | Done |\n",
        "| 204 | Done |\n\n**Responses**\n\n| Code | Description |\n| - | - |\n| 204 | Done |\n"
      ),
      marks: ["section-repeated@58"]),
    Loss(
      name: "table of properties without a model",
      replacing: (
        "| error | object |  | No |",
        "| error | object |  | No |\n\nText\n\n| Name | Type |\n| - | - |\n| a | string |"
      ),
      marks: ["table-unnamed@87"]),
    Loss(
      name: "alternatives", replacing: ("| digits | string |", "| digits | string or long |"),
      marks: ["type-alternatives@71"]),
  ]

  @Test(arguments: losses)
  func warnsAboutLosses(_ row: Loss) throws {
    let (old, new) = row.replacing
    #expect(PhoneBook.text.contains(old), "the row replaces nothing")
    let loaded = try load(PhoneBook.text.replacing(old, with: new))
    let found = loaded.diagnostics.filter { !PhoneBook.usualCodes.contains($0.code) }
    #expect(found.marks == row.marks)
    #expect(found.allSatisfy { $0.severity == .warning })
  }

  @Test func unknownTypesAreKept() throws {
    let text = PhoneBook.text.replacing("| digits | string |", with: "| digits | strin |")
    let contract = try load(text).contract
    let unknown = Vacuity(of: contract).unknownTypes
    #expect(unknown.map(\.word) == ["strin"])
    #expect(unknown.first?.pointer.description == "/definitions/number/properties/digits")
    #expect(unknown.first?.range?.start.line == 71)
    let schema = contract.document[try #require(unknown.first?.pointer)]
    #expect(JSONWriter.text(try #require(schema)) == "{\"x-muster-type\":\"strin\"}")
  }
}
