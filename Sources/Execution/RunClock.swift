/// The time of a run, so that tests have one of their own.
package struct RunClock: Sendable {
  /// Seconds that never go back, from an arbitrary start.
  package var now: @Sendable () -> Double
  /// Seconds since 1970-01-01T00:00:00Z.
  package var date: @Sendable () -> Double
  /// Waits so many seconds; throws when the task is cancelled.
  package var sleep: @Sendable (Double) async throws -> Void
  /// What reports say of the time, in seconds as `date`: this moment and no durations. Pauses and
  /// time limits stay as they are. Nil: what it was.
  package var reportedDate: Double?
  /// The moment that expressions of suites see, in seconds as `date`, so that whoever judges the run
  /// again sees the same; nil: that of each case's start.
  package var expressionDate: Double?

  package init(
    now: @escaping @Sendable () -> Double, date: @escaping @Sendable () -> Double,
    reportedDate: Double? = nil, expressionDate: Double? = nil,
    sleep: @escaping @Sendable (Double) async throws -> Void = { seconds in
      try await Task.sleep(for: .seconds(seconds))
    }
  ) {
    self.now = now
    self.date = date
    self.reportedDate = reportedDate
    self.expressionDate = expressionDate
    self.sleep = sleep
  }

  /// Whether reports tell no durations.
  var isSilent: Bool { reportedDate != nil }
}
