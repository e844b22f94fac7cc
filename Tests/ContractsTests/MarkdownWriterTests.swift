import Contracts
import Documents
import Testing

/// Renderings that are read back: what they hold is what was put in.
@Suite("Markdown writer")
struct MarkdownWriterTests {
  static func written(_ source: String) throws -> (text: String, diagnostics: [Diagnostic]) {
    let converted = ContractConverter.convert(try load(source).contract, to: .markdown)
    guard case .text(let text) = converted.form else { return ("", []) }
    return (text, converted.diagnostics)
  }

  @Test func rendering() throws {
    let source = """
      swagger: '2.0'
      info: {title: Pets, version: '1.0', description: All about pets}
      securityDefinitions: {key: {type: apiKey, name: X-Key, in: header}}
      paths:
        /pets/{id}:
          parameters: [{name: id, in: path, required: true, type: integer, format: int64}]
          get:
            tags: [pet]
            deprecated: true
            summary: Finds a pet
            security: [{}, {key: []}]
            responses:
              200: {description: found, schema: {$ref: '#/definitions/Pet'}}
              404: {description: 'none | gone', headers: {X-Why: {type: string}}}
      definitions:
        Pet:
          required: [name]
          properties:
            name: {type: string, description: Its name}
            kind: {type: string, enum: [cat, dog]}
            tags: {type: array, items: {type: object, properties: {a: {type: number}}}}
        Names: {type: array, items: {type: string, format: uuid}}
      """
    #expect(
      try Self.written(source).text == """
        # Pets
        All about pets

        ## Version: 1.0

        ### Security
        **key**\("  ")

        | apiKey | *API Key* |
        | ------ | --------- |
        | Name | X-Key |
        | In | header |

        ---
        ## pet

        ### /pets/{id}

        #### GET
        ***DEPRECATED***

        ##### Summary

        Finds a pet

        ##### Parameters

        | Name | Located in | Description | Required | Schema |
        | ---- | ---------- | ----------- | -------- | ------ |
        | id | path |  | Yes | long |

        ##### Responses

        | Code | Description | Schema |
        | ---- | ----------- | ------ |
        | 200 | found | [Pet](#pet-model) |
        | 404 | none \\| gone<br>**Headers:**<br>**X-Why** (string): <br> |  |

        ##### Security

        | Security Schema | Scopes |
        | --------------- | ------ |

        | key |  |

        ---
        ### Models

        #### Pet Model

        | Name | Type | Description | Required |
        | ---- | ---- | ----------- | -------- |
        | name | string | Its name | Yes |
        | kind | string | *Enum:* `"cat"`, `"dog"` | No |
        | tags | [ { **"a"**: number } ] |  | No |

        #### Names Model

        | Name | Type | Description | Required |
        | ---- | ---- | ----------- | -------- |
        | Names | [ string (uuid) ] |  |  |

        """)
  }

  struct Text: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    /// What is read back, where it is not the same.
    var back: String?
    var testDescription: String { name }
  }

  static let cells = [
    Text(name: "bars", text: "a | b || c"),
    Text(name: "back-ticks", text: "use `a` or ``b``"),
    Text(name: "HTML", text: "<b>bold</b> & <script>alert(1)</script><!-- no -->"),
    Text(name: "emphasis", text: "**a** _b_ ***c*** ~~d~~"),
    Text(name: "backslashes", text: #"C:\dir\file \d+ \\"#),
    Text(name: "lines", text: "one\ntwo\r\nthree", back: "one<br>two<br>three"),
    Text(name: "other scripts", text: "número 日本 😀"),
    Text(name: "marks of enumerations", text: "*Enum:* a", back: #"\*Enum:\* a"#),
    Text(name: "a link", text: "[x](#y)"),
    Text(name: "dashes", text: "---"),
  ]

  /// A text in every cell that holds one.
  @Test(arguments: cells)
  func cellsHold(_ row: Text) throws {
    let quoted = JSONWriter.quoted(row.text)
    let source = """
      swagger: '2.0'
      info: {title: t, version: '1'}
      paths:
        /a:
          get:
            parameters: [{name: q, in: query, type: string, description: \(quoted)}]
            responses: {'200': {description: \(quoted)}}
      definitions:
        M: {properties: {a: {type: string, description: \(quoted)}}}
        A: {type: array, items: {type: string}, description: \(quoted)}
      """
    let contract = try load(try Self.written(source).text).contract
    let operation = try #require(contract.operations.first)
    let wanted = row.back ?? row.text
    #expect(operation.parameters.first?.description == wanted)
    #expect(operation.responses.first?.description == wanted)
    let document = contract.document
    #expect(document["definitions"]?["M"]?["properties"]?["a"]?["description"]?.string == wanted)
    #expect(document["definitions"]?["A"]?["description"]?.string == wanted)
  }

  static let prose = [
    Text(name: "lines and lists", text: "one\n\n- two\n- three | four"),
    Text(name: "a path", text: "### /x\n\n#### GET", back: "\\### /x\n\n\\#### GET"),
    Text(name: "a section", text: "a\n\n##### Responses\n\nb", back: "a\n\n\\##### Responses\n\nb"),
    Text(name: "a rule", text: "a\n\n---\n\nb", back: "a\n\n\\---\n\nb"),
    Text(name: "a table of its own", text: "| a | b |\n| --- | --- |\n| 1 | 2 |"),
    Text(name: "a comment without an end", text: "a\n<!-- b", back: "a\n\\<!-- b"),
    Text(name: "a conflict", text: "<<<<<<< a", back: "\\<<<<<<< a"),
    Text(name: "fenced code", text: "```\n| a | b |\n# c\n```"),
    Text(name: "fenced code with a path", text: "```\n### /x\n#### GET\n```"),
    Text(name: "a title in bold", text: "**Summary:** b", back: "\\**Summary:** b"),
  ]

  /// A text of several lines in every place that holds one.
  @Test(arguments: prose)
  func proseHolds(_ row: Text) throws {
    let quoted = JSONWriter.quoted(row.text)
    let source = """
      swagger: '2.0'
      info: {title: t, version: '1', description: \(quoted)}
      paths:
        /a:
          get: {summary: s, description: \(quoted), responses: {'200': {description: ok}}}
          put: {summary: \(quoted), responses: {'200': {description: ok}}}
      definitions:
        M: {description: \(quoted), properties: {a: {type: string}}}
      """
    let contract = try load(try Self.written(source).text).contract
    let wanted = row.back ?? row.text
    #expect(contract.summary == wanted)
    #expect(contract.operations.map(\.description) == [wanted, nil])
    #expect(contract.operations.map(\.summary) == ["s", wanted])
    #expect(contract.document["definitions"]?["M"]?["description"]?.string == wanted)
    #expect(contract.models.map(\.name) == ["M"])
  }

  static let names = [
    "plain", "with blank", "with.dot", "Page[Thing]", "«quoted»", "a*b", "`ticks`", "**bold**",
    "~~gone~~", "bar|bar", "GET", "Models", "Summary", "/path", "My Model", "$ref", "número",
  ]

  /// Names of models and members.
  @Test(arguments: names)
  func namesHold(_ name: String) throws {
    let quoted = JSONWriter.quoted(name)
    let source = """
      swagger: '2.0'
      info: {title: t, version: '1'}
      paths: {/a: {get: {responses: {'200': {description: ok}}}}}
      definitions:
        Other: {properties: {\(quoted): {type: string}, x: {type: string}}, required: [\(quoted)]}
        \(quoted): {properties: {x: {type: integer}}}
        List: {type: array, items: {type: object, properties: {b: {type: string}}}}
      """
    let contract = try load(try Self.written(source).text).contract
    #expect(contract.models.map(\.name) == ["Other", name, "List"])
    #expect(contract.models.first?.properties.map(\.name) == [name, "x"])
    #expect(contract.models.first?.properties.first?.isRequired == true)
  }

  @Test func lossesAreNamed() throws {
    let source = """
      swagger: '2.0'
      info: {title: t, version: '1'}
      host: h
      produces: [text/xml]
      paths:
        /a:
          get:
            operationId: o
            parameters: [{name: q, in: query, type: integer, maximum: 3}]
            responses: {'200': {description: ok}}
      definitions:
        M: {minProperties: 1, properties: {a: {type: string, pattern: a, title: T}}}
      """
    #expect(
      try Self.written(source).diagnostics.marks == [
        "markdown-base-url-lost@3", "markdown-media-types-lost@4", "markdown-remark-lost@8",
        "markdown-keyword-lost@9", "markdown-keyword-lost@12", "markdown-keyword-lost@12",
        "markdown-remark-lost@12",
      ])
  }
}
