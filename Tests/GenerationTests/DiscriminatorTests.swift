import Contracts
import Documents
import Schemas
import Suites
import Testing

/// Models that extend one another, as Swagger 2.0 and OpenAPI 3.0 have them.
@Suite struct DiscriminatorTests {
  static let swagger = ##"""
    {"definitions":{
      "Pet":{"type":"object","discriminator":"petType","required":["petType","name"],
        "properties":{"petType":{"type":"string"},"name":{"type":"string"}}},
      "Cat":{"allOf":[{"$ref":"#/definitions/Pet"},{"type":"object","required":["lives"],
        "properties":{"lives":{"type":"integer","minimum":1,"maximum":9}}}]},
      "Dog":{"allOf":[{"$ref":"#/definitions/Pet"},{"type":"object",
        "properties":{"tail":{"type":"boolean"}}}]},
      "Owner":{"type":"object","required":["pet"],"properties":{"pet":{"$ref":"#/definitions/Cat"}}}}}
    """##

  static let openAPI = ##"""
    {"components":{"schemas":{
      "Shape":{"oneOf":[{"$ref":"#/components/schemas/Circle"},{"$ref":"#/components/schemas/Square"}],
        "discriminator":{"propertyName":"kind","mapping":{"round":"Circle","square":"#/components/schemas/Square"}}},
      "Circle":{"type":"object","required":["kind","radius"],
        "properties":{"kind":{"type":"string"},"radius":{"type":"number","minimum":0}}},
      "Square":{"type":"object","required":["kind","side"],
        "properties":{"kind":{"type":"string"},"side":{"type":"number","minimum":0}}}}}}
    """##

  struct Row: Sendable, CustomTestStringConvertible {
    var document: String
    var dialect: SchemaDialect
    var pointer: String
    /// Where the name stands, and which names it may be.
    var place: [String]
    var names: Set<String>
    var testDescription: String { pointer }
  }

  static let rows = [
    Row(
      document: swagger, dialect: .swagger20, pointer: "/definitions/Pet", place: ["petType"],
      names: ["Pet"]),
    Row(
      document: swagger, dialect: .swagger20, pointer: "/definitions/Cat", place: ["petType"],
      names: ["Cat"]),
    Row(
      document: swagger, dialect: .swagger20, pointer: "/definitions/Dog", place: ["petType"],
      names: ["Dog"]),
    Row(
      document: swagger, dialect: .swagger20, pointer: "/definitions/Owner",
      place: ["pet", "petType"], names: ["Cat"]),
    Row(
      document: openAPI, dialect: .openAPI30, pointer: "/components/schemas/Shape", place: ["kind"],
      names: ["round", "square"]),
  ]

  @Test("the member names the model that the value is", arguments: rows)
  func names(_ row: Row) throws {
    let subject = try Subject(row.document, row.dialect, at: row.pointer)
    var seen: Set<String> = []
    for seed in UInt64(1)...20 {
      let value = try subject.value(seed)
      #expect(try isValid(value, subject.schema()))
      seen.insert(try #require(value[JSONPointer(row.place)]?.string))
    }
    #expect(seen == row.names)
  }

  @Test("an unknown name is a breach of its own")
  func unknown() throws {
    let subject = try Subject(Self.openAPI, .openAPI30, at: "/components/schemas/Shape")
    let ids = subject.violations().map(\.id)
    #expect(ids.contains("discriminator-unknown:/kind"), "\(ids)")
    let edges = subject.boundaries().map(\.id)
    #expect(edges.contains("oneof-branch-1:/") && edges.contains("oneof-branch-2:/"), "\(edges)")
  }

  @Test("examples come first where they are valid")
  func examples() throws {
    let subject = try Subject(
      #"{"type":"object","properties":{"a":{"type":"integer","examples":["no",77]}}}"#)
    #expect(JSONWriter.text(try subject.value()) == #"{"a":77}"#)
    var random = SeededRandom(seed: 1)
    let given = subject.generator.value(
      for: subject.reference, examples: [.string("no"), .object([("a", .integer(5))])],
      direction: .request, random: &random)
    #expect(given.value.map { JSONWriter.text($0) } == #"{"a":5}"#)
  }
}
