import Documents
import Evidence

/// A contract as large as the founding one, as the reports see it.
enum SampleContract {
  struct Operation: Sendable {
    var name: String
    var line: Int
    var path: String { String(name.split(separator: " ")[1]) }
    var method: String { String(name.split(separator: " ")[0]) }
  }

  static let operations: [Operation] = [
    ("GET /accounts", 31), ("GET /accounts/{accountId}", 56),
    ("GET /accounts/{accountId}/profiles", 80), ("GET /accounts/profiles/{profileId}", 104),
    ("GET /accounts/profiles/{profileId}/lines", 128),
    ("GET /accounts/profiles/{profileId}/services", 152), ("GET /accounts/profiles", 176),
    ("GET /documents/{documentId}", 200), ("GET /customers/{nit}/portfolio", 228),
    ("POST /lines/recordings", 252), ("GET /calls/{idFormat}/{idCall}/recordings", 276),
    ("GET /calls/{idCall}/recordings", 301), ("GET /customers/{MSISDN}/calls/details", 325),
    ("POST /profiles/{profileId}/services", 351), ("DELETE /profiles/{profileId}", 376),
    ("PUT /profile/{profileId}", 401), ("GET /services/{partnum}", 426),
    ("POST /accounts/{accountId}/processes", 450),
  ].map { Operation(name: $0.0, line: $0.1) }

  static let statuses = [200, 400, 401, 404]
  static let spec = SourceFile(name: "spec/crm/crm-b2b-co.md")

  static func range(_ line: Int, _ column: Int = 1) -> SourceRange {
    SourceRange(file: spec, start: SourcePosition(line: line, column: column))
  }

  static let properties: [(String, String)] =
    (1...11).map { ("details", "field\($0)") }
    + (1...14).map { ("accountsDetailsResponse", "f\($0)") }
    + (1...51).map { ("model\($0 % 9)", "f\($0)") }

  static var obligations: [ObligationFact] {
    operations.flatMap { operation in
      statuses.enumerated().map { place, status in
        ObligationFact(
          id: "status/\(operation.name)/\(status)", kind: .status, subject: operation.name,
          detail: String(status), range: range(operation.line + 14 + place))
      }
    }
      + operations.map {
        ObligationFact(
          id: "security/\($0.name)/application", kind: .security, subject: $0.name,
          detail: "application")
      }
      + properties.map {
        ObligationFact(
          id: "property/\($0.0)/\($0.1)", kind: .property, subject: $0.0, detail: $0.1)
      }
  }

  static func facts(
    target: String = "http://127.0.0.1:8080", planned: Int = 72
  ) -> RunFacts {
    RunFacts(
      toolVersion: "0.1.0", contract: "crm_b2b_co", contractVersion: "2.0.0",
      specFiles: ["spec/crm/crm-b2b-co.md", "spec/crm/overlay.yaml"], baseURL: target,
      strictness: "standard", seed: 42, plannedCases: planned, obligations: obligations,
      vacuity: [
        "21 of 23 models accept {}", "18 of 18 operations document every status by default",
        "14 places may hold anything",
      ],
      assumptions: ["dateTime is read as a string in the form of RFC 3339 §5.6"],
      startedAt: 1_763_916_000)
  }
}
