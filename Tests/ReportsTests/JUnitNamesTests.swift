import Evidence
import Reports
import Testing

@Suite struct JUnitNamesTests {
  /// More names than are remembered exactly, a tenth of them given twice.
  @Test("names stay unique in a run of many cases, and almost all of them plain")
  func unique() {
    let operation = SampleContract.operations[1]
    var names = JUnitNames(contract: "sample")
    var seen: Set<JUnitNames.Name> = []
    var lengthened = 0
    let count = 300_000
    for number in 0..<count {
      var result = SampleRuns.result(operation, 200)
      result.id = "case:\(number)"
      result.title = "answers page \(number % (count / 10 * 9))"
      let name = names.name(of: result)
      #expect(seen.insert(name).inserted, "\(name)")
      let isLonger = name.name != result.title
      if number < count / 10 * 9 {
        if isLonger { lengthened += 1 }
      } else if !isLonger {
        Issue.record("\(name) was given before")
      }
    }
    #expect(lengthened < 10, "\(lengthened) names have got an id that they did not need")
  }
}
