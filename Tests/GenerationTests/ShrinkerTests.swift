import Documents
import Schemas
import Suites
import Testing

@Suite struct ShrinkerTests {
  private func value(_ text: String) throws -> Value {
    Value(try JSONReader.read(Array(text.utf8), file: SourceFile(name: "value.json")))
  }

  static let order = #"""
    {"type":"object","required":["id","lines"],"properties":{"id":{"type":"integer","minimum":1},
     "note":{"type":"string","maxLength":5},"lines":{"type":"array","minItems":1,"items":{"type":"object",
     "required":["sku"],"properties":{"sku":{"type":"string","minLength":1},"count":{"type":"integer"}}}}}}
    """#

  static let large =
    #"{"id":4711,"note":"hello","lines":[{"sku":"abc","count":3},{"sku":"xyz","count":150},{"sku":"q"}]}"#

  @Test("a valid value shrinks to the smallest that still shows it, and stays valid")
  func valid() throws {
    let subject = try Subject(Self.order)
    let schema = try subject.schema()
    var shrinker = try #require(
      subject.generator.shrinker(
        for: try value(Self.large), of: subject.reference, direction: .request))
    var tried: [Value] = []
    let small = shrinker.run { candidate in
      tried.append(candidate)
      return candidate["lines"]?.array?.contains { ($0["count"]?.integer ?? 0) > 99 } ?? false
    }
    #expect(JSONWriter.text(small) == #"{"id":1,"lines":[{"sku":"a","count":100}]}"#)
    for candidate in tried { #expect(try isValid(candidate, schema)) }
    #expect(shrinker.trials == tried.count && tried.count <= Shrinker.trialLimit)
  }

  @Test("an invalid value keeps what is wrong with it and nothing else")
  func invalid() throws {
    let subject = try Subject(Self.order)
    let schema = try subject.schema()
    let wrong = try value(
      #"{"id":4711,"note":"far too long","lines":[{"sku":"abc","count":3},{"sku":"xyz"}]}"#)
    var shrinker = try #require(
      subject.generator.shrinker(for: wrong, of: subject.reference, direction: .request))
    var tried: [Value] = []
    let small = shrinker.run {
      tried.append($0)
      return true
    }
    #expect(JSONWriter.text(small) == #"{"id":1,"note":"aaaaaa","lines":[{"sku":"a"}]}"#)
    for candidate in tried {
      let violations = try broken(candidate, schema)
      #expect(violations.map(\.keyword) == ["maxLength"])
    }
  }

  @Test("asking may take waiting, and gives the same")
  func waiting() async throws {
    let subject = try Subject(Self.order)
    let start = try value(Self.large)
    let make = {
      try #require(
        subject.generator.shrinker(for: start, of: subject.reference, direction: .request))
    }
    var first = try make()
    var second = try make()
    let left = first.run { $0["note"] != nil }
    let right = await second.run { candidate in
      await Task.yield()
      return candidate["note"] != nil
    }
    #expect(JSONWriter.text(left) == JSONWriter.text(right))
    #expect(first.trials == second.trials)
  }

  @Test("trials are bounded, and a predicate that never holds changes nothing")
  func bounded() throws {
    let subject = try Subject("{}")
    let start = try value("[" + (0..<2_000).map(String.init).joined(separator: ",") + "]")
    var never = try #require(
      subject.generator.shrinker(for: start, of: subject.reference, direction: .request, limit: 50))
    #expect(JSONWriter.text(never.run { _ in false }) == JSONWriter.text(start))
    #expect(never.trials == 50)
    var always = try #require(
      subject.generator.shrinker(for: start, of: subject.reference, direction: .request))
    #expect(JSONWriter.text(always.run { _ in true }) == "[]")
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var start: String
    var end: String
    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row(name: "number", start: "1234567", end: "0"), Row(name: "negative", start: "-17", end: "0"),
    Row(name: "lowest integer", start: "-9223372036854775808", end: "0"),
    Row(name: "fraction", start: "12.75", end: "0"), Row(name: "huge", start: "1e300", end: "0"),
    Row(name: "text", start: #""Käse\u0000""#, end: #""""#),
    Row(name: "flag", start: "true", end: "false"),
    Row(name: "null", start: "null", end: "null"),
    Row(name: "object", start: #"{"a":{"b":[1,2,{"c":null}]}}"#, end: "{}"),
  ]

  @Test("what is always seen shrinks to the plainest value of its type", arguments: rows)
  func plainest(_ row: Row) throws {
    let subject = try Subject("{}")
    var shrinker = try #require(
      subject.generator.shrinker(
        for: try value(row.start), of: subject.reference, direction: .request))
    #expect(JSONWriter.text(shrinker.run { _ in true }) == row.end)
  }
}
