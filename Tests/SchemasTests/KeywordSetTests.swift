import Testing

@testable import Schemas

@Suite struct KeywordSetTests {
  @Test func holdsExactlyWhatWasPutIn() {
    // Each keyword has a bit of its own among 128.
    #expect(Keyword.allCases.count <= 128)
    for keyword in Keyword.allCases {
      var set: KeywordSet = []
      set.insert(keyword)
      #expect(Keyword.allCases.filter { set.contains($0) } == [keyword])
      set.remove(keyword)
      #expect(!Keyword.allCases.contains { set.contains($0) })
    }
  }

  @Test func joinsAndSubtracts() {
    var set: KeywordSet = [.schema, .type]
    set.formUnion([.type, .falseSchema])
    set.subtract([.schema, .allOf])
    #expect(Keyword.allCases.filter { set.contains($0) } == [.type, .falseSchema])
  }

  @Test func findsKeywordsByName() {
    for keyword in Keyword.allCases { #expect(Keyword.named(keyword.rawValue) == keyword) }
    for name in ["", "description", "Type", "$", "x-type", "type\u{0}", "const\u{0}\u{0}", "\u{0}"]
    {
      #expect(Keyword.named(name) == nil)
    }
  }
}
