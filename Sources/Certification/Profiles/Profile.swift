package import Evidence

/// What a target has to show to be certified: `muster: profile/1`.
package struct Profile: Sendable {
  /// A suite that has to be run.
  package struct Suite: Sendable, Hashable {
    /// From the profile's folder.
    package var path: String
    /// What it has to be; nil: whatever it is, the certificate names its digest.
    package var sha256: String?
  }

  /// A part of the contract that a vendor may leave out, if it says so.
  package struct Option: Sendable, Hashable {
    package var id: String
    package var title: String
    /// Patterns over `METHOD /path`.
    package var operations: [String]
  }

  /// What a vendor has to say in its declaration.
  package struct Statement: Sendable, Hashable {
    package var id: String
    package var title: String
  }

  /// Which faults the plan has to notice.
  package struct Selftest: Sendable, Hashable {
    /// Percent that must be killed.
    package var minimum: Double
    /// Ids or patterns; empty: all.
    package var faults: [String]
    /// Break a mock also where there is a reference server.
    package var isMock: Bool
    /// The fixtures of the built-in server, from the profile's folder, where a vendor's own data are not
    /// there; nil: those of the run.
    package var fixtures: String?
  }

  /// How much of one kind of promise has to be discharged.
  package struct Coverage: Sendable, Hashable {
    /// Nil: of all that a run owes.
    package var kind: ObligationFact.Kind?
    package var percent: Double
  }

  package var name: String
  package var version: String
  package var title: String
  package var suites: [Suite]
  /// Derived intents; nil: as the suites say.
  package var derive: [String]?
  package var seed: UInt64
  package var strictness: String
  package var failOnWarning: Bool
  /// Ids of obligations, or patterns over them, each of which has to be discharged.
  package var required: [String]
  package var coverage: [Coverage]
  package var options: [Option]
  package var declares: [Statement]
  /// Names of parameters that the fixtures have to give a value for.
  package var provides: [String]
  package var selftest: Selftest
  /// Days that a certificate is good for.
  package var validity: Int
}
