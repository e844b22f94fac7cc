import Contracts
import Documents
import Schemas
import Suites
import Testing

@Suite struct DeterminismTests {
  @Test("the streams of random numbers never change")
  func known() {
    var plain = SeededRandom(seed: 1)
    var labelled = SeededRandom(seed: 1, labels: ["GET /a", "positive"])
    var split = SeededRandom(seed: 1, labels: ["GET /apositive"])
    let first = (0..<3).map { _ in plain.next() }
    // Recorded once: whoever changes them changes every plan there is.
    #expect(first == [1913974437156502390, 12305346833263357689, 5217304425127407298])
    #expect(labelled.next() != split.next())
    var drawn = SeededRandom(seed: 9)
    let numbers = (0..<1_000).map { _ in drawn.below(10) }
    #expect(Set(numbers) == Set(0..<10))
    #expect(drawn.below(0) == 0)
  }

  @Test("the same seed and labels give the same bytes")
  func same() throws {
    let contract = try FoundingContractTests.contract(overlaid: true)
    func bytes(only names: Set<String>?) -> [String: [UInt8]] {
      let generator = ValueGenerator(
        contract: contract, schemas: ContractSchemas(contract: contract))
      var result: [String: [UInt8]] = [:]
      for model in contract.models where names?.contains(model.name) ?? true {
        var random = SeededRandom(seed: 42, labels: [model.name])
        let generated = generator.value(for: model.schema, direction: .request, random: &random)
        let variants =
          generator.boundaries(of: model.schema, direction: .request, random: &random)
          + generator.violations(of: model.schema, direction: .request, random: &random)
        var text = generated.value.map { JSONWriter.text($0) } ?? ""
        for variant in variants { text += variant.id + JSONWriter.text(variant.value) }
        result[model.name] = Array(text.utf8)
      }
      return result
    }
    let all = bytes(only: nil)
    #expect(all == bytes(only: nil))
    // What others are made doesn't matter.
    let some = Set(contract.models.map(\.name).suffix(3))
    for (name, text) in bytes(only: some) { #expect(all[name] == text, "\(name)") }
    #expect(all.count == contract.models.count)
  }

  @Test("another seed gives another value where the schema leaves a choice")
  func different() throws {
    let subject = try Subject(#"{"type":"object","properties":{"n":{"type":"integer"}}}"#)
    let texts = try (1...20).map { JSONWriter.text(try subject.value(UInt64($0))) }
    #expect(Set(texts).count > 10)
  }

  @Test("each pair of optional members is there in all four ways", arguments: 2...20)
  func pairs(_ count: Int) throws {
    let names = (0..<count).map { "m\($0)" }
    let members = names.map { #""\#($0)":{"type":"boolean"}"# }.joined(separator: ",")
    let subject = try Subject(#"{"type":"object","properties":{"# + members + "}}")
    let objects = subject.boundaries().compactMap(\.value.object)
    let covered = names.prefix(12)
    for (index, first) in covered.enumerated() {
      for second in covered.dropFirst(index + 1) {
        let seen = Set(objects.map { [$0[first] != nil, $0[second] != nil] })
        #expect(seen.count == 4, "\(first) \(second)")
      }
    }
  }
}
