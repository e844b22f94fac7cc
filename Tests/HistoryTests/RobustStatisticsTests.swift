import History
import Testing

@Suite("Robust statistics")
struct RobustStatisticsTests {
  @Test("the median is not moved by one odd value")
  func median() {
    #expect(RobustStatistics.median([]) == nil)
    #expect(RobustStatistics.median([3]) == 3)
    #expect(RobustStatistics.median([4, 1]) == 2.5)
    #expect(RobustStatistics.median([1, 2, 3, 4, 1e9]) == 3)
    #expect(RobustStatistics.median([.nan, 2, .infinity]) == 2)
    #expect(RobustStatistics.scale([1, 2, 3, 4, 1e9]) == 1.4826)
  }

  struct DriftRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var past: [Double]
    var now: Double
    /// Nil: nothing can be said.
    var isNotable: Bool?
  }

  static let quiet = [0.100, 0.102, 0.099, 0.101, 0.098, 0.103, 0.100]

  static let drifts = [
    DriftRow(testDescription: "too short a past", past: [0.1, 0.1, 0.1, 0.1], now: 9),
    DriftRow(testDescription: "as ever", past: quiet, now: 0.101, isNotable: false),
    DriftRow(testDescription: "twice as long", past: quiet, now: 0.2, isNotable: true),
    DriftRow(testDescription: "half as long", past: quiet, now: 0.05, isNotable: true),
    DriftRow(
      testDescription: "much, of what was always restless", past: [0.1, 0.5, 0.9, 0.2, 0.7, 0.3],
      now: 1.1, isNotable: false),
    DriftRow(
      testDescription: "a little, of what never moved", past: Array(repeating: 0.1, count: 9),
      now: 0.109, isNotable: false),
    DriftRow(
      testDescription: "much, of what never moved", past: Array(repeating: 0.1, count: 9),
      now: 0.13, isNotable: true),
    DriftRow(
      testDescription: "one bad night in the past", past: quiet + [30], now: 0.2, isNotable: true),
    DriftRow(
      testDescription: "a clock's noise", past: Array(repeating: 0.0002, count: 9), now: 0.0005,
      isNotable: false),
  ]

  @Test("a drift is measured by the operation's own past", arguments: drifts)
  func drift(_ row: DriftRow) {
    #expect(RobustStatistics.drift(row.now, past: row.past)?.isNotable == row.isNotable)
  }

  @Test(
    "intervals are Wilson's",
    arguments: [
      // As R's prop.test(x, n, correct = FALSE) gives them.
      (0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0),
      (3, 365, 0.0028, 0.0239),
    ])
  func interval(_ count: Int, _ total: Int, _ low: Double, _ high: Double) {
    let interval = RobustStatistics.interval(count, of: total)
    #expect(abs(interval.low - low) < 0.0001)
    #expect(abs(interval.high - high) < 0.0001)
  }

  @Test("of nothing, nothing is known")
  func nothing() {
    let interval = RobustStatistics.interval(0, of: 0)
    #expect(interval == (0, 1))
  }

  @Test("histograms keep quantiles within five percent, and come back from their bytes")
  func histogram() throws {
    var histogram = LatencyHistogram()
    let values = (1...999).map { Double($0) / 10_000 }
    for value in values.shuffled() { histogram.add(value) }
    for value in [-1, 0, .nan, .infinity] { histogram.add(value) }
    #expect(histogram.total == values.count)
    for part in [0.01, 0.25, 0.5, 0.95, 1] {
      let exact = values[Int(part * 998)]
      let found = try #require(histogram.quantile(part))
      #expect(abs(found - exact) / exact < 0.05, "\(part): \(found) for \(exact)")
    }
    #expect(LatencyHistogram(bytes: histogram.bytes) == histogram)
    #expect(histogram.bytes.count < 400)
    #expect(LatencyHistogram().quantile(0.5) == nil)
    #expect(LatencyHistogram(bytes: []) == LatencyHistogram())
    for bytes: [UInt8] in [
      [1], [0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1], [0xFF, 0x7F, 1],
    ] {
      #expect(LatencyHistogram(bytes: bytes) == nil)
    }
  }

  struct CaseRow: Sendable, CustomTestStringConvertible {
    /// A run a day: `p` passed, `f` failed, `~` passed when sent again.
    var testDescription: String
    var flakes: Int
    var repairs: [Double] = []
    var failingSince: Double?
  }

  static let cases = [
    CaseRow(testDescription: "", flakes: 0),
    CaseRow(testDescription: "ppp", flakes: 0),
    CaseRow(testDescription: "p~p~", flakes: 2),
    // Once between two passes is a flake; twice is a fault that was mended.
    CaseRow(testDescription: "pfp", flakes: 1, repairs: [1]),
    CaseRow(testDescription: "pffp", flakes: 0, repairs: [2]),
    CaseRow(testDescription: "pfpfp", flakes: 2, repairs: [1, 1]),
    CaseRow(testDescription: "ffp", flakes: 0, repairs: [2]),
    CaseRow(testDescription: "ppf", flakes: 0, failingSince: 2),
    CaseRow(testDescription: "pfff", flakes: 0, failingSince: 1),
    CaseRow(testDescription: "ff", flakes: 0, failingSince: 0),
  ]

  @Test("flakes and repairs are told apart", arguments: cases)
  func caseHistory(_ row: CaseRow) {
    let points = row.testDescription.enumerated().map { day, mark in
      CaseHistory.Point(startedAt: Double(day), isFailed: mark == "f", isFlaky: mark == "~")
    }
    let history = CaseHistory(id: "a", title: "a", points: points)
    #expect(history.flakes == row.flakes)
    #expect(history.repairs == row.repairs)
    #expect(history.failingSince == row.failingSince)
  }
}
