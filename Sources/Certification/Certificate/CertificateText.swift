import Evidence
import Reports

/// What every form of a certificate says, in the same words.
enum CertificateText {
  static func verdict(_ record: CertificationRecord) -> String {
    switch record.outcome {
    case .certified: "Certified"
    case .failed: "Not certified: the target broke the contract"
    case .notCertifiable: "Not certifiable"
    }
  }

  /// What the document is.
  static func kind(_ record: CertificationRecord) -> String {
    record.outcome == .certified ? "Certificate of conformance" : "Result of a certification"
  }

  static func period(_ record: CertificationRecord) -> String {
    let day = Timestamp.day(record.issuedAt)
    return record.outcome == .certified
      ? "Issued \(day), holds until \(record.validUntil)" : "Tested \(day)"
  }

  /// For the badge.
  static func short(_ record: CertificationRecord) -> String {
    switch record.outcome {
    case .certified: "certified"
    case .failed: "failed"
    case .notCertifiable: "not certifiable"
    }
  }

  /// What the vendor says of itself first, else where the target is.
  static func subject(_ record: CertificationRecord) -> String {
    record.declared.isEmpty
      ? record.target : record.declared.map(\.text).joined(separator: " · ")
  }

  /// Label and text.
  static func facts(_ record: CertificationRecord) -> [(label: String, text: String)] {
    var facts = record.declared.map { ($0.title, $0.text) }
    facts += [
      ("Target", record.target),
      ("Contract", "\(record.contract) \(record.contractVersion)"),
      ("Contract, SHA-256", record.contractDigest),
      ("Profile", "\(record.profile) \(record.profileVersion): \(record.profileTitle)"),
      ("Profile and suites, SHA-256", record.profileDigest),
      ("Strictness", record.strictness),
      ("Tested", Timestamp.text(record.issuedAt)),
      ("Valid until", record.outcome == .certified ? record.validUntil : "–"),
      (
        "Cases",
        "\(record.passed) passed, \(record.failed) failed, \(record.inconclusive) not judged,"
          + " \(record.skipped) not run; \(Plural.of(record.warnings, "warning"))"
      ),
      ("Kill rate", killRate(record)),
      ("Tool", "muster \(record.toolVersion) on \(record.platform)"),
      ("Tool, SHA-256", record.toolDigest),
      ("Signed by the key", record.keyID),
    ]
    return facts
  }

  static func killRate(_ record: CertificationRecord) -> String {
    guard let selftest = record.selftest, selftest.counted > 0 else { return "not measured" }
    let rate = Double(selftest.killed) * 100 / Double(selftest.counted)
    return "\(Numbers.percent(rate)): \(selftest.killed) of \(selftest.counted) faults of the"
      + " \(selftest.server) server noticed by the very same plan,"
      + " \(Numbers.percent(selftest.minimum)) demanded"
  }

  static func percent(_ line: CertificationRecord.Coverage) -> String {
    line.total > 0
      ? Numbers.percent(Double(line.discharged) * 100 / Double(line.total)) : "none"
  }

  /// The command by which anybody checks it.
  static let command = "muster verify BUNDLE --key ISSUER.pub"
}

/// Which documented statuses of which operations were shown.
struct CertificateMatrix {
  struct Row: Hashable {
    var operation: String
    /// By column: shown, broken, open, or nil where the operation does not document it.
    var cells: [ObligationOutcome.State?]
  }

  let columns: [String]
  let rows: [Row]

  init(_ ledger: Ledger) {
    let entries = ledger.entries.filter { $0.fact.kind == .status }
    let columns = Set(entries.map(\.fact.detail)).sorted()
    var order: [String] = []
    var states: [String: [String: ObligationOutcome.State]] = [:]
    for entry in entries {
      if states[entry.fact.subject] == nil { order.append(entry.fact.subject) }
      states[entry.fact.subject, default: [:]][entry.fact.detail] = entry.outcome.state
    }
    self.columns = columns
    rows = order.map { operation in
      Row(operation: operation, cells: columns.map { states[operation]?[$0] })
    }
  }

  static func mark(_ state: ObligationOutcome.State?) -> String {
    switch state {
    case .discharged: "✓"
    case .failed: "✗"
    case .notReached: "–"
    case nil: ""
    }
  }

  static func word(_ state: ObligationOutcome.State?) -> String {
    switch state {
    case .discharged: "shown"
    case .failed: "broken"
    case .notReached: "not shown"
    case nil: "not documented"
    }
  }
}
