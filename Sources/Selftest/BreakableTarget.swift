/// A server of some contract that can be started faultless or with one fault, any number of times
/// side by side.
package protocol BreakableTarget: Sendable {
  /// The faults that it can have, in the order of listings.
  var mutants: [Mutant] { get }

  /// Starts a server of its own, with data of its own.
  ///
  /// - Parameter id: the fault's; nil for a faultless server.
  func start(_ id: String?) async throws(TargetUnavailable) -> any RunningTarget
}

/// A server that was started for one run.
package protocol RunningTarget: Sendable {
  /// Without a final slash.
  var baseURL: String { get }
  /// What its fault has done so far.
  var interventions: Interventions { get }

  /// Stops it and returns once its port is closed.
  func stop() async
}

/// How much a fault came to do.
package struct Interventions: Sendable, Hashable {
  /// Requests that it concerned.
  package var concerned: Int
  /// Of those, the ones whose request or answer it changed.
  package var changed: Int

  package init(concerned: Int = 0, changed: Int = 0) {
    self.concerned = concerned
    self.changed = changed
  }
}

/// Why a server could not be started or talked to: not the suite's matter.
package struct TargetUnavailable: Error, Sendable, Hashable {
  /// In one sentence without a final full stop.
  package var message: String

  package init(_ message: String) {
    self.message = message
  }
}
