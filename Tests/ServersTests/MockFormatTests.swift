import Documents
import Servers
import Testing

/// Answers that are no JSON.
struct MockFormatTests {
  private static let definition = """
    openapi: 3.2.0
    info: { title: Formats, version: "1" }
    paths:
      /book:
        get:
          responses:
            "200":
              description: A book.
              content: { application/xml: { schema: { $ref: "#/components/schemas/Book" } } }
      /books:
        get:
          responses:
            "200":
              description: Books.
              content: { application/atom+xml: { schema: { type: array, items: { $ref: "#/components/schemas/Book" }, example: [ { title: a }, { title: b } ] } } }
      /events:
        get:
          responses:
            "200":
              description: Events.
              content: { text/event-stream: { schema: { type: array, items: { type: object, properties: { event: { type: string }, data: { type: string } } }, example: [ { event: tick, data: "one\\ntwo" }, { data: last } ] } } }
      /lines:
        get:
          responses:
            "200":
              description: Lines.
              content: { application/jsonl: { schema: { type: array, items: { type: integer }, example: [ 1, 2 ] } } }
      /written:
        get:
          responses:
            "200":
              description: As it is written.
              content: { text/csv: { examples: { row: { serializedValue: "a;b" } } } }
    components:
      schemas:
        Book:
          type: object
          xml: { name: book, prefix: b, namespace: "urn:books" }
          properties:
            title: { type: string, xml: { name: headline } }
            id: { type: integer, xml: { attribute: true } }
            authors: { type: array, xml: { wrapped: true, name: writers }, items: { type: string, xml: { name: writer } } }
            pages: { type: array, items: { type: integer } }
          example: { title: "Q & <A>", id: 7, authors: [Ana, Luis], pages: [1, 2] }
    """

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { target }
    var target: String
    var headers: [(String, String)] = []
    var type: String
    var text: String
  }

  private static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"

  static let rows: [Row] = [
    Row(
      target: "/book", type: "application/xml",
      text: declaration + #"<b:book xmlns:b="urn:books" id="7">"#
        + "<headline>Q &amp; &lt;A&gt;</headline>"
        + "<writers><writer>Ana</writer><writer>Luis</writer></writers>"
        + "<pages>1</pages><pages>2</pages></b:book>\n"),
    Row(
      target: "/books", type: "application/atom+xml",
      text: declaration + "<items>"
        + #"<b:book xmlns:b="urn:books"><headline>a</headline></b:book>"#
        + #"<b:book xmlns:b="urn:books"><headline>b</headline></b:book></items>"# + "\n"),
    Row(
      target: "/events", type: "text/event-stream",
      text: "event: tick\ndata: one two\n\ndata: last\n\n"),
    Row(target: "/lines", type: "application/jsonl", text: "1\n2\n"),
    Row(
      target: "/written", headers: [("Prefer", "example=row")], type: "text/csv", text: "a;b"),
  ]

  @Test(arguments: rows) func isWrittenAsItsMediaTypeWants(_ row: Row) async throws {
    let configuration = try MockTestServer.configuration(Self.definition)
    try await MockTestServer.run(configuration) { server in
      let answer = try await server.send("GET", row.target, row.headers)
      #expect(answer.status == 200)
      #expect(answer.header("content-type") == row.type)
      #expect(answer.text == row.text)
    }
  }
}
