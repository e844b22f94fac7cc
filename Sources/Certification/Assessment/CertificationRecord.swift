package import Evidence

/// What a certification came to.
package enum CertificationOutcome: String, Sendable, CaseIterable {
  case certified
  /// The target broke the contract, or did not show what the profile demands.
  case failed
  /// Nothing can be said: something was left out, could not be judged, or was not noticed by the suite.
  case notCertifiable = "not-certifiable"
}

/// What a certificate says, `certificate.json`: all that its pages show.
package struct CertificationRecord: Sendable, Hashable {
  /// One thing with what is said of it.
  package struct Entry: Sendable, Hashable {
    package var id: String
    package var title: String
    package var text: String

    package init(id: String, title: String, text: String) {
      self.id = id
      self.title = title
      self.text = text
    }
  }

  /// How many promises of one kind were discharged.
  package struct Coverage: Sendable, Hashable {
    /// `all` for all that a run owes.
    package var kind: String
    package var discharged: Int
    package var failed: Int
    package var notReached: Int
    /// Percent that the profile demands; nil: none.
    package var demanded: Double?

    package init(
      kind: String, discharged: Int, failed: Int, notReached: Int, demanded: Double? = nil
    ) {
      self.kind = kind
      self.discharged = discharged
      self.failed = failed
      self.notReached = notReached
      self.demanded = demanded
    }

    package var total: Int { discharged + failed + notReached }
  }

  /// How many faults of a built-in server the very same plan noticed.
  package struct Selftest: Sendable, Hashable {
    package var killed: Int
    package var counted: Int
    /// Percent that the profile demands.
    package var minimum: Double
    /// `reference` or `mock`.
    package var server: String
    /// What the plan says of the faultless server, so that its kills mean nothing; empty: nothing.
    package var alarms: [String]

    package init(
      killed: Int, counted: Int, minimum: Double, server: String, alarms: [String] = []
    ) {
      self.alarms = alarms
      self.killed = killed
      self.counted = counted
      self.minimum = minimum
      self.server = server
    }

    package var isEnough: Bool {
      alarms.isEmpty && counted > 0 && Double(killed) * 100 >= minimum * Double(counted)
    }
  }

  package var outcome = CertificationOutcome.notCertifiable
  /// Why it is not certified, one sentence each without a final full stop; the target's faults first.
  package var reasons: [String] = []
  /// The promises that the target broke.
  package var broken: [ObligationOutcome] = []
  package var issuedAt = 0.0
  /// The last day on which it holds.
  package var validUntil = ""
  /// The id of the key that signs it.
  package var keyID = ""
  package var profile = ""
  package var profileVersion = ""
  package var profileTitle = ""
  package var profileDigest = ""
  package var contract = ""
  package var contractVersion = ""
  package var contractDigest = ""
  package var target = ""
  package var strictness = ""
  /// What the vendor declares, in the profile's order.
  package var declared: [Entry] = []
  /// The profile's options, and whether each is implemented.
  package var options: [Entry] = []
  package var passed = 0
  package var failed = 0
  package var inconclusive = 0
  package var skipped = 0
  package var warnings = 0
  package var coverage: [Coverage] = []
  package var selftest: Selftest?
  package var vacuity: [String] = []
  package var assumptions: [String] = []
  package var toolVersion = ""
  /// SHA-256 of the program.
  package var toolDigest = ""
  package var platform = ""

  package init() {}
}
