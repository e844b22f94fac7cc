import Contracts
import Documents
package import Evidence
import Schemas

/// The header fields are what the contract documents.
package struct ResponseHeadersCheck: Check {
  package static let id = "response-headers"
  package static let summary =
    "Required headers are there, documented ones keep to their schemas, and none of a single value"
    + " comes twice"
  package static let manual = CheckManual(
    demands: """
      A header that the contract requires of an answer is there, and one that it documents has a \
      value that keeps to its schema. A field that can have only one value, such as Content-Type or \
      Location, comes once: clients differ in which of two they take.
      """,
    clauses: ["OpenAPI 3.0.4 §4.7.21", "Swagger 2.0 Header Object", "RFC 9110 §5.3"],
    grades: [
      CheckManual.Grade("a required header is missing", .failure),
      CheckManual.Grade("a documented header breaks its schema", .failure),
      CheckManual.Grade("a field of a single value comes twice", .strictOnly),
    ],
    example:
      "GET /things: the header X-Total breaks its schema (expected integer, got string \"many\")",
    exceptions: [
      "A header named Content-Type, which the specification wants ignored.",
      "Headers that are documented without a schema, or whose schema has no type to read them by.",
      "The same field twice with the same value is remarked upon, but never fails.",
    ])

  /// Fields that are no lists (RFC 9110 §5.3, §8, §10.2; RFC 9111 §5), lower case.
  private static let single: [String] = [
    "age", "content-length", "content-location", "content-range", "content-type", "date", "etag",
    "expires", "last-modified", "location", "retry-after", "server",
  ]

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    var found: [Finding] = []
    for header in answer.documented?.headers ?? []
    where !HTTPHeaders.isSameName(header.name, "Content-Type") {
      found += findings(header, answer)
    }
    if answer.response.headers.mayRepeatNames { found += repeated(answer) }
    return found
  }

  private func findings(_ header: Contract.Header, _ answer: Answer) -> [Finding] {
    let values = answer.response.headers.values(of: header.name)
    guard !values.isEmpty else {
      guard header.isRequired else { return [] }
      return [
        finding(
          answer, "the required header \(header.name) is missing",
          expected: header.schema?.label ?? "a value", actual: "no \(header.name)",
          range: header.range)
      ]
    }
    guard let reference = header.schema, let schema = answer.schemas[reference.pointer] else {
      return []
    }
    let text = values.joined(separator: ", ")
    guard let json = HeaderValue(header, in: answer.contract).json(text),
      let document = try? JSONReader.read(json, file: SourceFile(name: "<header>"))
    else { return [] }
    return schema.violations(in: document.root, limit: 1).map { violation in
      finding(
        answer, severity: violation.kind == .violated ? .failure : .warning,
        "the header \(header.name) breaks its schema", expected: violation.expected,
        actual: violation.actual, range: violation.schemaRange ?? header.range,
        schema: violation.schemaPointer)
    }
  }

  private func repeated(_ answer: Answer) -> [Finding] {
    Self.single.flatMap { name -> [Finding] in
      let values = answer.response.headers.values(of: name)
      guard values.count > 1 else { return [] }
      let isSame = Set(values).count == 1
      return finding(
        answer, isSame ? .doubtful : .strictOnly, "the header \(name) comes \(values.count) times",
        expected: "one \(name)", actual: Excerpt.text(values.joined(separator: " and ")))
    }
  }
}

/// A header's text as the JSON that its schema speaks of (style `simple`, RFC 6570 §3.2.2).
struct HeaderValue {
  private let header: Contract.Header
  private let type: String?
  private let itemType: String?

  init(_ header: Contract.Header, in contract: Contract) {
    self.header = header
    let schema = header.schema.flatMap { contract.document[$0.pointer] }
    type = Self.type(schema)
    itemType = Self.type(schema?["items"])
  }

  /// Nil where the schema does not say how the text is to be read.
  func json(_ text: String) -> [UInt8]? {
    // Written in a media type of its own: JSON as it stands, or nothing that we can read.
    if let content = header.content {
      return MediaTypeName(content.name)?.isJSON == true ? Array(text.utf8) : nil
    }
    guard let type else { return nil }
    guard type == "array" else {
      return type == "object" ? nil : Array(Self.scalar(text, type).utf8)
    }
    let items = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Self.scalar(Self.trimmed($0), itemType ?? "string")
    }
    return Array("[\(items.joined(separator: ","))]".utf8)
  }

  /// What cannot be read as its type stays text, which the schema then refuses.
  private static func scalar(_ text: String, _ type: String) -> String {
    switch type {
    case "integer", "number":
      JSONNumber(text: text) != nil ? text : JSONWriter.text(.string(text))
    case "boolean": ["true", "false"].contains(text) ? text : JSONWriter.text(.string(text))
    default: JSONWriter.text(.string(text))
    }
  }

  /// The first type that is not null.
  private static func type(_ schema: Value?) -> String? {
    guard let type = schema?["type"] else { return nil }
    return type.string ?? type.array?.lazy.compactMap(\.string).first { $0 != "null" }
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
