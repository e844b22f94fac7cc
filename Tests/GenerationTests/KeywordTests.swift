import Documents
import Schemas
import Suites
import Testing

@Suite struct KeywordTests {
  @Test("values of every size are accepted, whatever the seed", arguments: KeywordRow.all)
  func values(_ row: KeywordRow) throws {
    let subject = try Subject(row.schema, row.dialect)
    let schema = try subject.schema()
    for seed in UInt64(1)...8 {
      for size in GenerationSize.allCases {
        let value = try subject.value(seed, size: size)
        #expect(try isValid(value, schema), "\(seed) \(size): \(JSONWriter.text(value))")
      }
    }
  }

  @Test("edges are accepted, and the expected ones are there", arguments: KeywordRow.all)
  func edges(_ row: KeywordRow) throws {
    let subject = try Subject(row.schema, row.dialect)
    let schema = try subject.schema()
    let variants = subject.boundaries()
    for variant in variants {
      #expect(try isValid(variant.value, schema), "\(variant.id)")
      #expect(!variant.label.isEmpty)
    }
    let ids = variants.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in row.edges { #expect(ids.contains(id), "\(id) is not among \(ids)") }
    #expect(Set(variants.map { JSONWriter.text($0.value) }).count == variants.count)
  }

  @Test(
    "breaches are refused for one reason, and the expected ones are there",
    arguments: KeywordRow.all)
  func breaches(_ row: KeywordRow) throws {
    let subject = try Subject(row.schema, row.dialect)
    let schema = try subject.schema()
    let variants = subject.violations()
    for variant in variants {
      let violations = try broken(variant.value, schema)
      #expect(!violations.isEmpty, "\(variant.id)")
      #expect(violations.allSatisfy { $0.keyword == variant.keyword }, "\(variant.id)")
      #expect(violations.allSatisfy { $0.instance == variant.pointer }, "\(variant.id)")
    }
    let ids = variants.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in row.breaches { #expect(ids.contains(id), "\(id) is not among \(ids)") }
  }

  @Test("members of the other direction are left out or kept by direction")
  func directions() throws {
    let text =
      #"{"type":"object","properties":{"id":{"type":"integer","readOnly":true},"secret":{"type":"string","writeOnly":true}}}"#
    let subject = try Subject(text, .openAPI30)
    let request = try #require(subject.generated(direction: .request, size: .full).value?.object)
    let response = try #require(subject.generated(direction: .response, size: .full).value?.object)
    #expect(request.names == ["secret"])
    #expect(response.names == ["id"])
  }

  @Test("labels say what is wrong, for people")
  func labels() throws {
    let subject = try Subject(
      #"{"type":"object","required":["age"],"properties":{"age":{"type":"integer","maximum":150}}}"#
    )
    let labels = subject.violations().map(\.label)
    #expect(labels.contains("`age` is 151, above the maximum 150"), "\(labels)")
    #expect(labels.contains("the value is without the required `age`"), "\(labels)")
  }
}
