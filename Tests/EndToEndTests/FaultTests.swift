import Foundation
import Servers
import Testing

/// Every fault of the reference server is caught by the check that it names, and nothing else is
/// reported.
@Suite("Faults", .serialized)
struct FaultTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { fault.id }
    var fault: any Fault
  }

  /// Those that no single answer shows, so that only what a suite's flows demand can catch them.
  static let ofFlows: Set<String> = [
    "added-not-listed", "removed-still-listed", "erased-still-served", "lost-update", "stale-read",
    "others-data", "profile-gone", "second-update-lost", "others-accounts", "others-profile",
    "others-line", "others-service", "others-document", "short-lists", "repeated-account",
    "repeated-line", "repeated-service", "repeated-site", "segment-ignored", "direction-ignored",
    "wrong-sum", "swapped-parts", "refused-still-changes", "refused-still-erases",
  ]

  /// What takes time is only wrong where a limit is set.
  static let ofTime: Set<String> = ["slow-answer"]

  static let rows = AllFaults.all.map { Row(fault: $0) }

  private static let derived = Task {
    try await SelftestOutcome.run(
      ["--complete", "--derive", "positive,negative,boundary,auth,stateful"]
        + faults { !ofFlows.contains($0) && !ofTime.contains($0) })
  }

  private static let flows = Task {
    try await SelftestOutcome.run(
      [
        "--complete", "--suite", "suites/crm/gate.yaml", "--derive", "none",
      ] + faults { ofFlows.contains($0) })
  }

  private static let times = Task {
    try await SelftestOutcome.run(
      [
        "--complete", "--derive", "positive", "--operation", "GET /services/{partnum}",
        "--max-latency", "1900ms",
      ] + faults { ofTime.contains($0) })
  }

  private static func faults(_ isWanted: (String) -> Bool) -> [String] {
    AllFaults.all.map(\.id).filter(isWanted).flatMap { ["--fault", $0] }
  }

  private func outcome(of id: String) async throws -> SelftestOutcome {
    if Self.ofFlows.contains(id) { return try await Self.flows.value }
    if Self.ofTime.contains(id) { return try await Self.times.value }
    return try await Self.derived.value
  }

  @Test("is caught by its check and by no other", arguments: rows)
  func caught(_ row: Row) async throws {
    let id = row.fault.id
    let result = try await outcome(of: id).fault(id)
    #expect(result.casesInconclusive == 0)
    #expect(result.changed > 0)
    if row.fault.equivalence != nil {
      #expect(result.fate == "equivalent")
      #expect(result.kills.isEmpty)
    } else if row.fault.isOnlyWarned {
      #expect(result.fate == "survived")
      #expect(result.kills.isEmpty)
      #expect(Set(result.warnings.keys) == [row.fault.expectedCheck])
    } else {
      #expect(result.fate == "killed")
      #expect(Set(result.kills.map(\.check)) == [row.fault.expectedCheck])
    }
    if case .operation(let operation) = row.fault.scope {
      #expect(result.kills.allSatisfy { $0.operation == operation }, "\(result.kills)")
    }
  }

  @Test("the list of faults names them all")
  func list() async throws {
    let outcome = try await MusterProcess.run(["faults"])
    #expect(outcome.code == 0)
    for fault in AllFaults.all {
      #expect(outcome.output.contains("\(fault.id)\n"))
      let tail = fault.equivalence.map { "can't be caught: \($0)" }
      #expect(outcome.output.contains(tail ?? "caught by \(fault.expectedCheck)\n"))
    }
    #expect(outcome.output.contains("takes operation=…, field=…\n"))
  }

  struct ExitRow: Sendable, CustomTestStringConvertible {
    var testDescription: String { fault }
    var fault: String
    var check: String
  }

  @Test(
    "a run against the broken server fails by it",
    arguments: [
      ExitRow(fault: "wrong-type", check: "body-schema"),
      ExitRow(fault: "error-body-missing", check: "error-body"),
      ExitRow(fault: "cut-body", check: "transport"),
      ExitRow(
        fault: "missing-field:operation=GET /accounts/{accountId},field=email",
        check: "body-schema"),
      ExitRow(fault: "server-error:after=1", check: "server-error"),
    ])
  func run(_ row: ExitRow) async throws {
    let outcome = try await MusterProcess.run(
      ["run"] + RunTests.crm + ["--reference", "--fault", row.fault, "--strictness", "strict"])
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("  ✗ \(row.check) "))
  }
}
