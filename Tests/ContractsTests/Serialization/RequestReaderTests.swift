import Contracts
import Documents
import Schemas
import Testing

@Suite("Reading requests")
struct RequestReaderTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// In YAML: what stands between the braces of an operation.
    var operation: String
    var target: String = "/a"
    var fields: [String: String] = [:]
    var body: String?
    /// `location name=value` of the parameters, then `body=value`.
    var seen: [String]
    var problems: [String] = []
  }

  @Test(arguments: rows)
  func read(_ row: Row) throws {
    let seen = try Self.seen(row)
    var texts = seen.parameters.map { "\($0.location) \($0.name)=\(JSONWriter.text($0.value))" }
    if let body = seen.body { texts.append("body=\(JSONWriter.text(body))") }
    #expect(texts == row.seen)
    #expect(seen.problems.map(Self.words) == row.problems)
  }

  @Test("bytes at random never crash, whatever the media type")
  func random() throws {
    var state: UInt64 = 42
    func next() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    let pieces = [
      "--b", "\r\n", "--", "%", "%C3", "&", "=", "[", "]", ";", ",", "+", "name=\"", "\"", "{",
      "\"a\":",
      "Content-Disposition: form-data; ", "\u{1E}", "\n", "p", "[x]", ".", " ",
    ]
    let contract = try load(
      Self.spec(
        """
        parameters:
            [{name: p, in: path, required: true, style: matrix, explode: true, schema: {type: [array, object]}},
            {name: q, in: query, style: deepObject, schema: {type: object}},
            {name: r, in: query, schema: {type: object}}, {name: c, in: cookie, schema: {}},
            {name: h, in: header, explode: true, schema: {type: object}}],
          requestBody: {content: {application/json: {}, application/jsonl: {}, application/json-seq: {},
            multipart/form-data: {}, application/x-www-form-urlencoded: {}, text/plain: {}}}
        """, path: "/a/{p}")
    ).contract
    let reader = RequestReader(contract: contract, schemas: ContractSchemas(contract: contract))
    let operation = try #require(contract.operations.first)
    let types = operation.body?.content.map(\.name) ?? []
    for round in 0..<3_000 {
      func text() -> String {
        (0..<Int(next() % 24)).map { _ in
          next() % 5 == 0
            ? String(decoding: [next(), next()], as: UTF8.self)
            : pieces[Int(next()) % pieces.count]
        }.joined()
      }
      let type = types[round % types.count] + "; boundary=b"
      let request = RawRequest(
        target: "/a/" + text() + "?" + text(),
        fields: [("Cookie", text()), ("h", text()), ("Content-Type", type)],
        body: Array(text().utf8))
      _ = reader.read(request, as: operation)
    }
  }

  @Test("a large form is read in time linear in it", .timeLimit(.minutes(1)))
  func large() throws {
    let contract = try load(
      Self.spec(
        """
        parameters: [{name: q, in: query, style: deepObject, schema: {type: object}}],
          requestBody: {content: {multipart/form-data: {}, application/x-www-form-urlencoded: {}}}
        """)
    ).contract
    let reader = RequestReader(contract: contract, schemas: ContractSchemas(contract: contract))
    let operation = try #require(contract.operations.first)
    let count = 50_000
    let pairs = (0..<count).map { "q[\($0)]=x" }.joined(separator: "&")
    let parts =
      (0..<count).map {
        "--b\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\nx\r\n"
      }.joined() + "--b--"
    let request = RawRequest(
      target: "/a?" + pairs, fields: [("Content-Type", "multipart/form-data; boundary=b")],
      body: Array(parts.utf8))
    let seen = reader.read(request, as: operation)
    #expect(seen.value(of: "q", in: .query)?.object?.count == count)
    #expect(seen.body?.object?.count == count)
  }

  @Test(
    "forms come back as they were written",
    arguments: [
      "application/x-www-form-urlencoded", "multipart/form-data", "application/json",
    ])
  func forms(_ type: String) throws {
    let contract = try load(
      Self.spec(
        """
        requestBody: {content: {\(type): {schema: {type: object, required: [s], properties: {
          s: {type: string}, n: {type: number}, t: {type: array, items: {type: boolean}},
          d: {type: object, properties: {a: {type: array}}}, e: {type: array, items: {type: object}},
          f: {type: string, format: binary}}, additionalProperties: {type: string}}}}}
        """)
    ).contract
    let operation = try #require(contract.operations.first)
    let value = Value.object([
      ("s", .string(RoundTripTests.hostile + "\r\n--b")), ("n", RoundTripTests.number("1.0")),
      ("t", .array([.bool(true), .bool(false)])),
      ("d", .object([("a", .array([.null, .string("")]))])),
      ("e", .array([.object([("k", .integer(1))])])), ("f", .string("\0\u{FF}")),
      ("a\"\r\n b%\\;", .string("é")),
    ])
    let body = try #require(operation.body)
    let media = try #require(body.mediaType(for: value))
    let written = try BodyWriter(media).write(value)
    let seen = RequestReader(contract: contract, schemas: ContractSchemas(contract: contract)).read(
      RawRequest(
        target: "/a", fields: [("content-type", written.contentType)], body: written.bytes),
      as: operation)
    #expect(seen.problems == [])
    #expect(seen.body.map { JSONWriter.text($0) } == JSONWriter.text(value))
  }

  static func spec(_ operation: String, path: String = "/a") -> String {
    """
    openapi: 3.2.0
    info: {title: t, version: "1"}
    components: {securitySchemes: {k: {type: apiKey, in: query, name: key}}, schemas: {Number: {type: integer, maximum: 9}, Either: {oneOf: [
      {$ref: "#/components/schemas/Number"}, {type: boolean}, {type: string, pattern: "^x"}]},
      Loop: {allOf: [{$ref: "#/components/schemas/Loop"}]}}}
    paths: {'\(path)': {post: {\(operation), responses: {}}}}
    """
  }

  static func seen(_ row: Row) throws -> SeenRequest {
    let path = row.operation.contains("in: path") ? "/a/{p}" : "/a"
    let text =
      row.operation.hasPrefix("swagger")
      ? "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths: {/a: {post: {"
        + row.operation.dropFirst(8) + ", responses: {}}}}"
      : spec(row.operation, path: path)
    let contract = try load(text).contract
    let operation = try #require(contract.operations.first)
    let reader = RequestReader(contract: contract, schemas: ContractSchemas(contract: contract))
    return reader.read(
      RawRequest(
        target: row.target, fields: row.fields.map { ($0.key, $0.value) },
        body: row.body.map { Array($0.utf8) }), as: operation)
  }

  static func words(_ problem: RequestProblem) -> String {
    switch problem {
    case .missingParameter(let place, let name): "missing \(place) \(name)"
    case .repeatedParameter(let place, let name): "repeated \(place) \(name)"
    case .unreadableParameter(let place, let name, let fault):
      "unreadable \(place) \(name): \(fault)"
    case .wrongParameter(let place, let name, let found):
      "wrong \(place) \(name): \(found.map(\.keyword).joined(separator: ","))"
    case .undeclaredQueryParameter(let name): "undeclared \(name)"
    case .missingBody: "missing body"
    case .unknownContentType(let type): "unknown type \(type ?? "-")"
    case .unreadableBody(let fault): "unreadable body: \(fault)"
    case .wrongBody(let found):
      "wrong body: \(found.map { "\($0.instance) \($0.keyword)" }.joined(separator: ","))"
    case .unjudged(let place, let name): "unjudged \(place.map { "\($0)" } ?? "body") \(name ?? "")"
    }
  }
}
