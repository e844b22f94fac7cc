import Documents
import Evidence

/// How long requests took, in memory that does not grow with them.
struct HTMLTimings: Sendable {
  /// Upper edges of the bars, in milliseconds; the last bar has none.
  private static let edges = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]
  private static let slowestLimit = 5

  private struct Slow: Sendable {
    var title: String
    var operation: String
    var seconds: Double
  }

  private var bars = [Int](repeating: 0, count: Self.edges.count + 1)
  /// Finer: 16 parts between two powers of two, so that a percentile is off by 6% at most.
  private var parts: [Int: Int] = [:]
  private var count = 0
  private var slowest: [Slow] = []

  mutating func add(_ result: CaseResult) {
    for step in result.steps {
      for attempt in step.exchange.attempts where attempt.timing.total > 0 {
        add(attempt.timing.total, step, result)
      }
    }
  }

  private mutating func add(_ seconds: Double, _ step: StepResult, _ result: CaseResult) {
    guard seconds.isFinite, seconds < 1e6 else { return }
    count += 1
    let place = Self.edges.firstIndex { seconds * 1000 <= Double($0) } ?? Self.edges.count
    bars[place] += 1
    let part = Int(seconds.exponent) * 16 + Int((seconds.significand - 1) * 16)
    parts[part, default: 0] += 1
    guard slowest.count < Self.slowestLimit || seconds > slowest.last?.seconds ?? 0 else { return }
    let slow = Slow(
      title: ConsoleText.title(of: result), operation: step.operation, seconds: seconds)
    let before = slowest.firstIndex { $0.seconds < seconds } ?? slowest.count
    slowest.insert(slow, at: before)
    if slowest.count > Self.slowestLimit { slowest.removeLast() }
  }

  /// Nil where no time was taken.
  var value: Value? {
    guard count > 0, let first = bars.firstIndex(where: { $0 > 0 }),
      let last = bars.lastIndex(where: { $0 > 0 })
    else { return nil }
    let most = bars.max() ?? 1
    return .object([
      (
        "figures",
        .array(
          [("median", 50), ("95th percentile", 95), ("99th percentile", 99)].map { name, percent in
            .object([("name", .string(name)), ("took", .string(percentile(percent)))])
          } + [
            .object([
              ("name", .string("slowest")),
              ("took", .string(Numbers.duration(slowest.first?.seconds ?? 0))),
            ])
          ])
      ),
      (
        "bars",
        .array(
          (first...last).map { place in
            .object([
              ("label", .string(label(place))), ("count", .string(Numbers.grouped(bars[place]))),
              ("width", .string(HTMLPage.share(bars[place], most))),
            ])
          })
      ),
      (
        "slowest",
        .array(
          slowest.map {
            .object([
              ("title", .shown($0.title)), ("operation", .shown($0.operation)),
              ("took", .string(Numbers.duration($0.seconds))),
            ])
          })
      ),
    ])
  }

  private func label(_ place: Int) -> String {
    guard place < Self.edges.count else { return "over \(Self.spelt(Self.edges[place - 1]))" }
    return "to \(Self.spelt(Self.edges[place]))"
  }

  private static func spelt(_ milliseconds: Int) -> String {
    milliseconds < 1000 ? "\(milliseconds) ms" : "\(milliseconds / 1000) s"
  }

  private func percentile(_ percent: Int) -> String {
    let rank = (count * percent + 99) / 100
    var seen = 0
    for (part, times) in parts.sorted(by: { $0.key < $1.key }) {
      seen += times
      guard seen >= rank else { continue }
      let exponent = part >> 4
      let edge = Double(
        sign: .plus, exponent: exponent, significand: 1 + Double(part & 15 + 1) / 16)
      return Numbers.duration(min(edge, slowest.first?.seconds ?? edge))
    }
    return "–"
  }
}
