import Contracts
import Documents
import Testing

@Suite("Writing bodies")
struct BodyWriterTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// A media type and what the definition says of it, in YAML.
    var media: String
    var body: String = "{}"
    var value: Value
    /// The boundary of a multipart body is written as BOUNDARY, CR LF as a line feed.
    var text: String
    var contentType: String
  }

  @Test(arguments: rows)
  func written(_ row: Row) throws {
    let body = try Self.body("\(row.media): \(row.body)")
    let media = try #require(body.mediaType(for: row.value))
    let written = try BodyWriter(media).write(row.value)
    let (text, type) = Self.readable(written)
    #expect(text == row.text)
    #expect(type == row.contentType)
  }

  @Test("a boundary never occurs in what it divides, and is the same for the same parts")
  func boundary() throws {
    let writer = BodyWriter(Contract.MediaType(name: "multipart/form-data"))
    let first = try writer.write(.object([("a", .string("b"))]))
    #expect(try writer.write(.object([("a", .string("b"))])) == first)
    let boundary = try #require(first.contentType.split(separator: "=").last)
    let second = try writer.write(.object([("a", .string("\r\n--\(boundary)--\r\n"))]))
    let other = try #require(second.contentType.split(separator: "=").last)
    #expect(other != boundary)
    let text = String(decoding: second.bytes, as: UTF8.self)
    #expect(text.components(of: String(other)) == 2)
  }

  @Test(
    "refused",
    arguments: [
      (
        "application/xml", Value.object([]),
        SerializationError.Kind.content(mediaType: "application/xml", type: "object")
      ),
      (
        "application/x-www-form-urlencoded", .string("a"),
        .content(mediaType: "application/x-www-form-urlencoded", type: "string")
      ),
      ("application/jsonl", .object([]), .content(mediaType: "application/jsonl", type: "object")),
      ("text/plain", .array([]), .content(mediaType: "text/plain", type: "array")),
      ("text/plain; charset=utf-16", .string("a"), .charset("utf-16")),
      (
        "application/octet-stream", .integer(1),
        .content(mediaType: "application/octet-stream", type: "number")
      ),
      ("multipart/related", .object([]), .content(mediaType: "multipart/related", type: "object")),
    ])
  func refused(_ type: String, _ value: Value, _ kind: SerializationError.Kind) {
    #expect(throws: SerializationError(kind)) {
      try BodyWriter(Contract.MediaType(name: type)).write(value)
    }
  }

  @Test("null in a form's list is refused, and a part's header that nobody knows")
  func formRefusals() throws {
    let form = Contract.MediaType(name: "multipart/form-data")
    #expect(throws: SerializationError(.innerNull, name: "a")) {
      try BodyWriter(form).write(.object([("a", .array([.null]))]))
    }
    let body = try Self.body(
      "multipart/form-data: {encoding: {a: {headers: {X-A: {required: true, schema: {}}}}}}")
    let media = try #require(body.content.first)
    #expect(throws: SerializationError(.partHeader("X-A"), name: "a")) {
      try BodyWriter(media).write(.object([("a", .string("b"))]))
    }
  }

  @Test(
    "the media type that a value fits best",
    arguments: [
      ("text/plain: {}, application/hal+json: {}", Value.string("a"), "application/hal+json"),
      ("application/xml: {}, multipart/form-data: {}", .object([]), "multipart/form-data"),
      ("application/xml: {}, application/json-seq: {}", .array([]), "application/json-seq"),
      ("multipart/form-data: {}, application/xml: {}", .string("a"), "application/xml"),
      ("application/xml: {}, text/csv: {}", .integer(1), "text/csv"),
      ("application/xml: {}, multipart/mixed: {}", .integer(1), "application/xml"),
    ])
  func choice(_ content: String, _ value: Value, _ name: String) throws {
    #expect(try Self.body(content).mediaType(for: value)?.name == name)
  }

  static func body(_ content: String) throws -> Contract.Body {
    let contract = try load(
      """
      openapi: 3.1.0
      info: {title: t, version: "1"}
      paths: {/a: {post: {requestBody: {content: {\(content)}}, responses: {}}}}
      """
    ).contract
    return try #require(contract.operations.first?.body)
  }

  static func readable(_ body: WrittenBody) -> (text: String, type: String) {
    var text = String(decoding: body.bytes, as: UTF8.self)
    var type = body.contentType
    if type.contains("boundary="), let word = type.split(separator: "=").last {
      let boundary = String(word)
      text = text.replacing(boundary, with: "BOUNDARY")
      type = type.replacing(boundary, with: "BOUNDARY")
    }
    return (text.replacing("\r\n", with: "\n"), type)
  }
}

extension String {
  /// How many times another text is in it.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
