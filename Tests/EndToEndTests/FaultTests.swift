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

  static let rows = AllFaults.all.map { Row(fault: $0) }

  @Test("is caught by its check and by no other", arguments: rows)
  func caught(_ row: Row) async throws {
    let junit = FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString).xml").path()
    defer { try? FileManager.default.removeItem(atPath: junit) }
    let outcome = try await MusterProcess.run(
      ["run"] + RunTests.crm + [
        "--reference", "--fault", row.fault.id, "--strictness", "strict", "--report",
        "junit=\(junit)",
      ])
    #expect(outcome.code == (row.fault.isOnlyWarned ? 0 : 1))
    let text = try String(contentsOfFile: junit, encoding: .utf8)
    let checks = text.split(separator: "<failure type=\"").dropFirst().map { part in
      String(part.prefix { $0 != "\"" })
    }
    let warned = "! \(row.fault.expectedCheck) "
    if row.fault.isOnlyWarned {
      #expect(checks.isEmpty)
      #expect(outcome.output.contains(warned))
    } else {
      #expect(Set(checks) == [row.fault.expectedCheck])
    }
    #expect(!text.contains("<error"))
    let cases = text.split(separator: "<testcase ").dropFirst().filter { $0.contains("<failure") }
    if case .operation(let operation) = row.fault.scope {
      let place = operation.replacing(".", with: "_")
      #expect(cases.allSatisfy { $0.contains("\(place)\"") })
    }
  }

  @Test("the list of faults names them all")
  func list() async throws {
    let outcome = try await MusterProcess.run(["faults"])
    #expect(outcome.code == 0)
    for fault in AllFaults.all {
      #expect(outcome.output.contains("\(fault.id)\n"))
      #expect(outcome.output.contains("caught by \(fault.expectedCheck)\n"))
    }
  }
}
