import Documents
import Schemas
import Suites
import Testing

/// Schemas put together at random: whatever comes out has to be what it is said to be.
@Suite struct RandomSchemaTests {
  static func schema(_ random: inout SeededRandom, depth: Int) -> Value {
    var pairs: [(String, Value)] = []
    func small(_ random: inout SeededRandom) -> Value { .integer(random.below(6)) }
    func inner(_ random: inout SeededRandom) -> Value { schema(&random, depth: depth - 1) }
    for _ in 0..<1 + random.below(4) {
      let choice = random.below(depth > 0 ? 26 : 13)
      switch choice {
      case 0...3:
        let types = ["string", "integer", "number", "object", "array", "boolean", "null"]
        pairs.append(("type", .string(random.pick(types) ?? "string")))
      case 4: pairs.append(("minimum", small(&random)))
      case 5: pairs.append(("maximum", small(&random)))
      case 6: pairs.append(("multipleOf", .integer(1 + random.below(3))))
      case 7: pairs.append(("minLength", small(&random)))
      case 8: pairs.append(("maxLength", small(&random)))
      case 9:
        pairs.append(("pattern", .string(random.pick(["^a", "b$", "^[a-c]*$", #"\d"#]) ?? "a")))
      case 10: pairs.append(("enum", .array([small(&random), .string("a"), .null])))
      case 11: pairs.append(("minItems", small(&random)))
      case 12: pairs.append(("format", .string(random.pick(["date", "email", "int32"]) ?? "date")))
      case 13: pairs.append(("items", inner(&random)))
      case 14: pairs.append(("uniqueItems", .bool(true)))
      case 15: pairs.append(("contains", inner(&random)))
      case 16, 17:
        pairs.append(("properties", .object([("a", inner(&random)), ("b", inner(&random))])))
      case 18: pairs.append(("required", .array([.string(random.pick(["a", "b", "c"]) ?? "a")])))
      case 19: pairs.append(("additionalProperties", .bool(false)))
      case 20: pairs.append(("allOf", .array([inner(&random), inner(&random)])))
      case 21: pairs.append(("anyOf", .array([inner(&random), inner(&random)])))
      case 22: pairs.append(("oneOf", .array([inner(&random), inner(&random)])))
      case 23: pairs.append(("not", inner(&random)))
      case 24:
        pairs.append(("if", inner(&random)))
        pairs.append(("then", inner(&random)))
        pairs.append(("else", inner(&random)))
      default: pairs.append((random.below(2) == 0 ? "$ref" : "unevaluatedProperties", .string("#")))
      }
      if pairs.last?.0 == "unevaluatedProperties" { pairs[pairs.count - 1].1 = .bool(false) }
      if pairs.last?.0 == "$ref", depth == 3 { pairs.removeLast() }
    }
    return .object(pairs)
  }

  @Test(arguments: 0..<8)
  func holds(_ shard: Int) throws {
    var counts = (values: 0, none: 0, edges: 0, breaches: 0)
    for number in 0..<25 {
      var random = SeededRandom(seed: UInt64(number), labels: ["schema", "\(shard)"])
      let document = Self.schema(&random, depth: 3)
      let subject = Subject(document, .openAPI31)
      guard let schema = try? subject.schema() else { continue }
      let text = JSONWriter.text(document)
      if let value = subject.generated().value {
        counts.values += 1
        #expect(try isValid(value, schema), "\(text)")
      } else {
        counts.none += 1
      }
      for variant in subject.boundaries() {
        counts.edges += 1
        #expect(try isValid(variant.value, schema), "\(text): \(variant.id)")
      }
      for variant in subject.violations() {
        counts.breaches += 1
        let violations = try broken(variant.value, schema)
        #expect(Set(violations.map(\.keyword)) == [variant.keyword], "\(text): \(variant.id)")
        #expect(Set(violations.map(\.instance)) == [variant.pointer], "\(text): \(variant.id)")
      }
    }
    print("random schemas \(shard): \(counts)")
    #expect(counts.values > counts.none)
  }
}
