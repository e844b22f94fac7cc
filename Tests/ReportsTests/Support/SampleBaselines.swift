import Documents
import Evidence
import Reports

/// Baselines of the sample runs.
enum SampleBaselines {
  static let today = "2025-11-23"

  /// Fingerprints of all that fails in a run, in order.
  static func fingerprints(_ events: [RunEvent]) -> [FindingFingerprint] {
    events.flatMap { event -> [FindingFingerprint] in
      guard case .caseFinished(let result) = event else { return [] }
      return result.steps.flatMap { step in step.findings.map { step.fingerprint(of: $0) } }
    }
  }

  static func entry(_ fingerprint: FindingFingerprint, expires: String = "2025-12-31")
    -> Baseline.Entry
  {
    Baseline.Entry(
      fingerprint: fingerprint, reason: "the vendor mends it in 4.2", owner: "crm team",
      expires: expires)
  }

  static let gone = FindingFingerprint(
    check: "status-code", operation: "GET /accounts", status: 500,
    detail: "the status code is not documented")

  /// The missing errorBody is known.
  static let ofFailing = Baseline(
    fingerprints(SampleRuns.failing).filter { $0.check == "error-body" }.map { entry($0) },
    today: today)
}
