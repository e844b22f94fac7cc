import Contracts
import Documents
import Testing

/// What editors, formatters, people and other versions of the renderer do to a file: the contract
/// stays the same, and each tolerance leaves its diagnostic.
@Suite("Markdown tolerances")
struct MarkdownToleranceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    /// Diagnostics beyond those of the plain document, with their lines.
    var marks: [String] = []
    /// Each text is replaced wherever it stands.
    var replacing: [(String, String)]
    var testDescription: String { name }
  }

  static let rows = [
    Row(name: "nothing", replacing: []),
    Row(
      name: "a line end at the end",
      replacing: [("| error | object |  | No |", "| error | object |  | No |\n")]),
    Row(name: "CR LF", marks: ["line-endings@1"], replacing: [("\n", "\r\n")]),
    Row(name: "CR", marks: ["line-endings@1"], replacing: [("\n", "\r")]),
    Row(
      name: "byte order mark", marks: ["byte-order-mark@1"],
      replacing: [("Phone book\n", "\u{FEFF}Phone book\n")]),
    Row(name: "trailing blanks", replacing: [("|\n", "|  \t\n"), ("***\n", "*** \n")]),
    Row(name: "tabs in cells", replacing: [("| id | path |", "|\tid\t|\tpath\t|")]),
    Row(
      name: "no-break spaces", marks: ["invisible-character@29"],
      replacing: [
        ("| path | The person | Yes | long |", "| path\u{A0}| The\u{A0}person | Yes | long |")
      ]),
    Row(
      name: "zero-width spaces", marks: ["invisible-character@29"],
      replacing: [
        (
          "| id | path | The person | Yes | long |",
          "| id\u{200B} | path | The person | Yes | long |"
        )
      ]),
    Row(name: "ATX title", replacing: [("Phone book\n==========\n", "# Phone book\n")]),
    Row(name: "closing marks", replacing: [("### Models\n", "### Models ###\n")]),
    Row(name: "version heading", replacing: [("**Version:** 1.2.0", "## Version: 1.2.0")]),
    Row(name: "version without colon", replacing: [("**Version:** 1.2.0", "**Version** 1.2.0")]),
    Row(
      name: "other heading levels",
      replacing: [("##### ***", "#### ***"), ("### /", "## /"), ("### person", "#### person")]),
    Row(name: "plain methods", replacing: [("##### ***GET***", "#### GET")]),
    Row(name: "bold methods", replacing: [("***GET***", "**GET**")]),
    Row(name: "prettier's methods", replacing: [("***GET***", "**_GET_**")]),
    Row(name: "path in back-ticks", replacing: [("### /people/{id}", "### `/people/{id}`")]),
    Row(name: "escaped braces", replacing: [("### /people/{id}", "### /people/\\{id\\}")]),
    Row(
      name: "section titles as headings",
      replacing: [("**Parameters**", "##### Parameters"), ("**Responses**", "##### Responses:")]),
    Row(name: "section titles with underscores", replacing: [("**Responses**", "__Responses__")]),
    Row(
      name: "summary as heading",
      replacing: [("**Summary:** Finds a person", "##### Summary:\n\nFinds a person")]),
    Row(
      name: "section title missing", marks: ["section-title-missing@25"],
      replacing: [("a person up\n\n**Parameters**\n", "a person up\n")]),
    Row(name: "rules missing", replacing: [("---\n", ""), ("|---|\n", "|---|---|\n")]),
    Row(name: "rules doubled", replacing: [("\n---\n", "\n---\n\n---\n\n")]),
    Row(
      name: "padded separators",
      replacing: [
        (
          "| ---- | ---------- | ----------- | -------- | ---- |",
          "|:-----|-----------:|:-----------:|----------|------|"
        )
      ]),
    Row(
      name: "tight tables",
      replacing: [("| id | path | The person | Yes | long |", "|id|path|The person|Yes|long|")]),
    Row(
      name: "separator missing", marks: ["table-separator-missing@27"],
      replacing: [
        (
          "Schema |\n| ---- | ---------- | ----------- | -------- | ---- |\n| id | path | The "
            + "person | Yes | long |\n| full",
          "Schema |\n| id | path | The person | Yes | long |\n| full"
        )
      ]),
    Row(
      name: "columns in another order",
      replacing: [
        (
          "| Name | Type | Description | Required |\n| ---- | ---- | ----------- | -------- |\n| "
            + "digits | string |  | No |",
          "| Required | Type | Name | Description |\n| -- | -- | -- | -- |\n| No | string | "
            + "digits |  |"
        )
      ]),
    Row(
      name: "lower-case and bold titles of columns",
      replacing: [
        (
          "| Name | Located in | Description | Required | Schema |",
          "| **name** | located in | description | *required* | type |"
        )
      ]),
    Row(name: "Schema as Type", replacing: [("| Required | Schema |", "| Required | Type |")]),
    Row(
      name: "Required spelt otherwise",
      replacing: [
        ("The person | Yes |", "The person | true |"),
        ("With numbers | No |", "With numbers | ✗ |"),
      ]),
    Row(
      name: "names and types in back-ticks",
      replacing: [
        (
          "| full | query | With numbers | No | boolean |",
          "| `full` | query | With numbers | No | `boolean` |"
        )
      ]),
    Row(
      name: "bars in a description", marks: ["cells-surplus@29", "cells-surplus@47"],
      replacing: [("| The person | Yes | long |", "| The | person | Yes | long |")]),
    Row(
      name: "escaped bar in a description",
      replacing: [("| The person | Yes | long |", "| The \\| person | Yes | long |")]),
    Row(
      name: "empty surplus cell",
      replacing: [("| The person | Yes | long |", "| The person | Yes | long | |")]),
    Row(
      name: "line end in a parameter's description",
      marks: ["row-multi-line@29", "row-multi-line@48"],
      replacing: [("| The person | Yes | long |", "| The\nperson | Yes | long |")]),
    Row(
      name: "line ends in a property's description", marks: ["row-multi-line@63"],
      replacing: [("| name | string | Full name | Yes |", "| name | string | Full\n\nname | Yes |")]
    ),
    Row(
      name: "blank line between rows", marks: ["table-gap@31"],
      replacing: [("| Yes | long |\n| full", "| Yes | long |\n\n| full")]),
    Row(
      name: "link without target", marks: ["model-link-missing@37"],
      replacing: [("| 200 | Found | [person](#person) |", "| 200 | Found | person |")]),
    Row(
      name: "link into a file",
      replacing: [("[person](#person)", "[person](api.md#user-content-person)")]),
    Row(
      name: "link of another text", replacing: [("[problem](#problem)", "[a problem](#problem)")]),
    Row(name: "tight array", replacing: [("[ [number](#number) ]", "[[number](#number)]")]),
    Row(
      name: "escaped brackets",
      replacing: [("[ [number](#number) ]", "\\[ [number](#number) \\]")]),
    Row(
      name: "type in capitals", marks: ["type-case@30"],
      replacing: [("| No | boolean |", "| No | Boolean |")]),
    Row(
      name: "front matter",
      replacing: [("Phone book\n===", "---\nlayout: page\n---\nPhone book\n===")]),
    Row(
      name: "comments",
      replacing: [("### Models\n", "<!-- generated\n### /x\n##### ***GET***\n-->\n### Models\n")]),
    Row(
      name: "a table in a description",
      replacing: [
        ("Looks a person up\n", "Looks a person up\n\n| Key | Meaning |\n| - | - |\n| 1 | one |\n")
      ]),
    Row(
      name: "a fenced operation in a description",
      replacing: [
        (
          "Looks a person up\n",
          "Looks a person up\n\n```\n### /fake\n| Code | Description |\n| - | - |\n| 1 | one |"
            + "\n```\n"
        )
      ]),
    Row(
      name: "a heading in a description",
      replacing: [("Looks a person up\n", "Looks a person up\n\n### Notes\n\nNone.\n")]),
    Row(
      name: "a path heading in a description", marks: ["path-empty@25"],
      replacing: [("Looks a person up\n", "Looks a person up\n\n### /elsewhere\n\nNone.\n")]),
    Row(
      name: "an unbalanced fence", marks: ["fence-unbalanced@24"],
      replacing: [("Looks a person up\n", "Looks a person up\n```\n")]),
    Row(
      name: "models without their title", marks: ["models-title-missing@56"],
      replacing: [("### Models\n---\n\n", "")]),
    Row(
      name: "anchors before model names",
      replacing: [("### person  ", "<a name=\"person\"></a>**person**  ")]),
    Row(
      name: "suffix of newer versions",
      replacing: [
        ("### person", "#### person Model"), ("### number", "#### number Model"),
        ("### tags", "#### tags Model"), ("### problem", "#### problem Model"),
        ("](#person)", "](#person-model)"),
      ]),
    Row(
      name: "an operation printed twice", marks: ["operation-repeated@58"],
      replacing: [
        (
          "### Models\n",
          """
          ### /people/{id}
          ---
          ##### ***PUT***
          **Summary:** Replaces a person

          **Parameters**

          | Name | Located in | Description | Required | Schema |
          | ---- | ---------- | ----------- | -------- | ---- |
          | id | path | The person | Yes | long |
          | person | body | New data | Yes | [person](#person) |

          **Responses**

          | Code | Description | Schema |
          | ---- | ----------- | ------ |
          | 204 | Done |

          ### Models

          """
        )
      ]),
    Row(
      name: "a parameter declared twice: the last counts", marks: ["parameter-duplicate@30"],
      replacing: [
        (
          "| id | path | The person | Yes | long |\n| full",
          "| id | path | The person | Yes | string |\n| id | path | The person | Yes | long |\n| "
            + "full"
        )
      ]),
    Row(
      name: "callbacks are no operations", marks: ["callback-ignored@56"],
      replacing: [
        (
          "### Models\n",
          "#### Callback: done\n\n##### Responses\n\n| Code | Description |\n| - | - |\n| 299 | x "
            + "|\n\n### Models\n"
        )
      ]),
    Row(
      name: "indentation",
      replacing: [("\n", "\n   "), ("Phone book\n", "  Phone book\n")]),
    Row(
      name: "blank lines missing",
      replacing: [("\n\n| Name", "\n| Name"), ("\n\n| Code", "\n| Code"), ("\n\n###", "\n###")]),
    Row(name: "blank lines doubled", replacing: [("\n\n", "\n\n\n")]),
    Row(
      name: "tables without bars at both ends",
      replacing: [
        (
          "| Code | Description | Schema |\n| ---- | ----------- | ------ |\n| 200 | Found | "
            + "[person](#person) |\n| default | Failed | [problem](#problem) |",
          "Code | Description | Schema\n---- | ----------- | ------\n200 | Found | "
            + "[person](#person)\ndefault | Failed | [problem](#problem)"
        )
      ]),
    Row(
      name: "renamed columns",
      replacing: [
        ("| Name | Located in |", "| Parameter | In |"), ("| Code | Desc", "| Status code | Desc"),
      ]),
    Row(name: "version with underscores", replacing: [("**Version:**", "__Version:__")]),
    Row(
      name: "section titles with the colon outside",
      replacing: [("**Parameters**", "**Parameters**:"), ("**Summary:**", "**Summary**:")]),
    Row(
      name: "section titles as plain headings",
      replacing: [("**Responses**", "#### Responses"), ("**Description:**", "**Description**")]),
    Row(
      name: "method in the path heading",
      replacing: [("### /people/{id}\n---\n##### ***GET***", "### GET /people/{id}")]),
    Row(
      name: "method in the path heading, in back-ticks",
      replacing: [("### /people/{id}\n---\n##### ***GET***", "### `GET /people/{id}`")]),
    Row(
      name: "method in bold in the path heading",
      replacing: [("### /people/{id}\n---\n##### ***GET***", "### **GET** /people/{id}")]),
    Row(name: "methods in lower case, emphasised", replacing: [("***GET***", "**get**")]),
    Row(
      name: "Required as check marks",
      replacing: [("The person | Yes |", "The person | ✓ |"), ("Token | Yes |", "Token | ✅ |")]),
    Row(name: "link in another case", replacing: [("[person](#person)", "[Person](#PERSON)")]),
    Row(
      name: "fences of tildes",
      replacing: [("Looks a person up\n", "Looks a person up\n~~~\n### /x\n##### ***GET***\n~~~\n")]
    ),
    Row(
      name: "line breaks in a description",
      replacing: [("| The person | Yes |", "| The<br>person<br/> | Yes |")]),
    Row(
      name: "an example in a description",
      replacing: [("| Full name | Yes |", "| Full name<br> | Yes |")]),
    Row(
      name: "preformatted text in a description",
      replacing: [("Looks a person up\n", "Looks a person up\n<pre>\n### /x\n#### GET\n</pre>\n")]),
    Row(
      name: "a rule in a description",
      replacing: [("Looks a person up\n", "Looks a person up\n\n---\n\nAnd down\n")]),
    Row(
      name: "hard breaks as backslashes",
      replacing: [("### person  \n", "### person\n"), ("**login**  \n", "**login**\\\n")]),
    Row(
      name: "a version quoted before the version line",
      replacing: [("Numbers and names\n", "Numbers and names\n\n**Version:** 0.1\n")]),
    Row(
      name: "a path quoted before the version line",
      replacing: [("Numbers and names\n", "Numbers and names\n\n### /x\n\n#### GET\n\nNone\n")]),
  ]

  @Test(arguments: rows)
  func staysTheSame(_ row: Row) throws {
    var text = PhoneBook.text
    for (old, new) in row.replacing {
      #expect(text.contains(old), "the row replaces nothing")
      text = text.replacing(old, with: new)
    }
    let plain = try load(PhoneBook.text)
    let loaded = try load(text)
    // Rows may change prose, which is carried through as it is.
    let differences = ContractFacts(plain.contract)
      .differences(to: ContractFacts(loaded.contract))
      .filter { !$0.contains("description") && !$0.hasPrefix("summary: ") }
    #expect(differences == [])
    let marks = loaded.diagnostics.filter { !PhoneBook.usualCodes.contains($0.code) }.marks
    #expect(marks == row.marks)
  }

  @Test(arguments: ["mdformat", "pandoc"])
  func formattersKeepIt(_ name: String) throws {
    let plain = try load(PhoneBook.text).contract
    let formatted = try load(OrderBookTests.text("phone-book.\(name).md")).contract
    #expect(ContractFacts(plain).differences(to: ContractFacts(formatted)) == [])
  }

  @Test func encodings() throws {
    let text = PhoneBook.text.replacing("Phone book\n===", with: "Téléphones\n===")
    let plain = try load(text)
    var little: [UInt8] = [0xFF, 0xFE]
    var big: [UInt8] = [0xFE, 0xFF]
    for unit in text.utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      little += [low, high]
      big += [high, low]
    }
    let latin = text.unicodeScalars.map { UInt8($0.value) }
    let rows = [(little, "utf-16@1"), (big, "utf-16@1"), (latin, "windows-1252@1")]
    for (bytes, mark) in rows {
      let loaded = try ContractLoader.load(bytes, file: SourceFile(name: "spec"))
      #expect(loaded.contract.title == "Téléphones")
      let facts = ContractFacts(loaded.contract)
      #expect(ContractFacts(plain.contract).differences(to: facts) == [])
      #expect(loaded.diagnostics.marks == [mark] + plain.diagnostics.marks)
    }
  }

  @Test func plainDocument() throws {
    let contract = try load(PhoneBook.text).contract
    #expect(
      contract.structure() == [
        "title Phone book", "version 1.2.0",
        "scheme login: oauth2(flows: [Contracts.Contract.SecurityScheme.OAuthFlow(name: "
          + "\"clientCredentials\", tokenURL: Optional(\"https://example.com/token?grant_type="
          + "client_credentials\"), authorizationURL: nil, deviceAuthorizationURL: nil, refreshURL: "
          + "nil, scopes: [\"read\"])])",
        "GET /people/{id}",
        "  security [[Contracts.Contract.SecurityRequirement(scheme: \"login\", scopes: [])]]",
        "  path id required: {\"format\":\"int64\",\"type\":\"integer\"}",
        "  query full optional: {\"type\":\"boolean\"}",
        "  header Authorization required credential: {\"type\":\"string\"}",
        "  200: [\"$ref /definitions/person\"]",
        "  default: [\"$ref /definitions/problem\"]",
        "PUT /people/{id}", "  security []",
        "  path id required: {\"format\":\"int64\",\"type\":\"integer\"}",
        "  body person true: [\"$ref /definitions/person\"]",
        "  204: []",
        "model person: {\"properties\":{\"name\":{\"type\":\"string\"},"
          + "\"born\":{\"format\":\"date\","
          + "\"type\":\"string\"},\"numbers\":{\"items\":{\"$ref\":\"#/definitions/number\"},"
          + "\"type\":\"array\"}},\"required\":[\"name\"],\"type\":\"object\"}",
        "model number: {\"properties\":{\"digits\":{\"type\":\"string\"}},\"type\":\"object\"}",
        "model tags: {\"type\":\"array\"}",
        "model problem: {\"properties\":{\"error\":{\"type\":\"object\"}},\"type\":\"object\"}",
      ])
    #expect(contract.summary == "Numbers and names")
    #expect(contract.operations[0].description == "Looks a person up")
  }
}
