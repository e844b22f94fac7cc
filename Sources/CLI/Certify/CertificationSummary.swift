import Certification
import Evidence
import Reports

/// What `certify` and `verify` print of a certificate.
enum CertificationSummary {
  /// Lines of a list that are printed.
  static let listLimit = 20

  static func text(_ record: CertificationRecord, output: String) -> String {
    var lines = [headline(record)] + reasons(record.reasons)
    if record.outcome == .failed {
      lines += list(
        record.broken.map { item in
          "  broken: \(item.id)\(item.reason.map { ": \($0)" } ?? "")"
        }, noun: "broken promise")
    }
    lines.append("Bundle: \(output)")
    lines.append("Signed by the key \(record.keyID)")
    return lines.map { TerminalText.escaped($0) + "\n" }.joined()
  }

  /// For instance `CERTIFIED  CRM 2.0 by crm-b2b 1.0.0, until 2027-11-26`.
  static func headline(_ record: CertificationRecord) -> String {
    let word =
      switch record.outcome {
      case .certified: "CERTIFIED"
      case .failed: "FAILED"
      case .notCertifiable: "NOT CERTIFIABLE"
      }
    let until = record.outcome == .certified ? ", until \(record.validUntil)" : ""
    return "\(word)  \(record.contract) \(record.contractVersion) at \(record.target),"
      + " profile \(record.profile) \(record.profileVersion)\(until)"
  }

  static func reasons(_ reasons: [String]) -> [String] {
    list(reasons.map { "  \($0)" }, noun: "reason")
  }

  static func list(_ lines: [String], noun: String) -> [String] {
    guard lines.count > listLimit else { return lines }
    return Array(lines.prefix(listLimit)) + [
      "  and \(Plural.of(lines.count - listLimit, noun)) more"
    ]
  }
}
