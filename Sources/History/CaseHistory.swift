/// What became of one case, run after run of a series.
package struct CaseHistory: Sendable, Hashable {
  /// One run in which it was judged.
  package struct Point: Sendable, Hashable {
    package var startedAt: Double
    package var isFailed: Bool
    package var isFlaky: Bool

    package init(startedAt: Double, isFailed: Bool, isFlaky: Bool = false) {
      self.startedAt = startedAt
      self.isFailed = isFailed
      self.isFlaky = isFlaky
    }
  }

  package var id: String
  package var title: String
  /// The judged runs in the order of time.
  package var points: [Point]

  package init(id: String, title: String, points: [Point]) {
    self.id = id
    self.title = title
    self.points = points
  }

  /// Runs that tell of flakiness: it passed only when sent again, or failed once between two passes. A
  /// failure that stays for two runs is one that somebody mended.
  package var flakes: Int {
    points.indices.count { place in
      let point = points[place]
      if point.isFlaky { return true }
      guard point.isFailed, place > 0, place + 1 < points.count else { return false }
      return !points[place - 1].isFailed && !points[place + 1].isFailed
    }
  }

  package var flakeInterval: (low: Double, high: Double) {
    RobustStatistics.interval(flakes, of: points.count)
  }

  /// Seconds from the first run of each stretch of failures to the first that passed.
  package var repairs: [Double] {
    var repairs: [Double] = []
    var since: Double?
    for point in points {
      if point.isFailed {
        since = since ?? point.startedAt
      } else if let begin = since {
        repairs.append(point.startedAt - begin)
        since = nil
      }
    }
    return repairs
  }

  /// Since when it fails; nil where it passes.
  package var failingSince: Double? {
    guard points.last?.isFailed == true else { return nil }
    let begin = points.lastIndex { !$0.isFailed }.map { $0 + 1 } ?? 0
    return points.indices.contains(begin) ? points[begin].startedAt : nil
  }
}
