/// Statistics that a few odd values do not move.
package enum RobustStatistics {
  /// The value in the middle; nil of nothing.
  package static func median(_ values: [Double]) -> Double? {
    let sorted = values.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// How far values are from their median, by the median of the distances; 1.4826 makes it the standard
  /// deviation where they are normally distributed.
  package static func scale(_ values: [Double]) -> Double? {
    guard let middle = median(values) else { return nil }
    return median(values.map { abs($0 - middle) }).map { $0 * 1.4826 }
  }

  /// How far a latency is from what an operation's own past was like.
  package struct Drift: Sendable, Hashable {
    /// Seconds: what was usual, and what it is.
    package var usual: Double
    package var now: Double
    /// In scales of the past.
    package var score: Double

    /// Beyond what chance does: 3.5 scales, as Iglewicz and Hoaglin (1993) advise, and a tenth of what
    /// was usual.
    package var isNotable: Bool { abs(score) > 3.5 && abs(now - usual) > usual / 10 }
  }

  /// Values of the past that are needed to say what is usual.
  package static let leastPast = 5

  /// Nil where the past is too short. A past that hardly moved has a scale of 5 percent or a fifth of a
  /// millisecond all the same: a clock's own noise is no drift.
  package static func drift(_ now: Double, past: [Double]) -> Drift? {
    guard past.count >= leastPast, let usual = median(past), let scale = scale(past) else {
      return nil
    }
    let least = max(scale, usual * 0.05, 0.0002)
    return Drift(usual: usual, now: now, score: (now - usual) / least)
  }

  /// The interval of a rate that holds the true one with 95 percent (Wilson 1927), from 0 to 1.
  package static func interval(_ count: Int, of total: Int) -> (low: Double, high: Double) {
    guard total > 0 else { return (0, 1) }
    let z = 1.959_963_984_540_054
    let n = Double(total)
    let rate = Double(max(0, min(count, total))) / n
    let middle = rate + z * z / (2 * n)
    let half = z * (rate * (1 - rate) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return (max(0, (middle - half) / scale), min(1, (middle + half) / scale))
  }
}
