import Foundation
import Testing

/// The faults that the founding contract gives rise to.
@Suite("Faults of a contract", .serialized)
struct FamilyFaultTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { fault }
    var fault: String
    var check: String
  }

  static let rows = [
    Row(fault: "wrong-property:details.airTime", check: "body-schema"),
    Row(fault: "null-property:accountsResponse.accountCollection", check: "body-schema"),
    Row(fault: "missing-property:documents.url", check: "body-schema"),
    Row(fault: "wrong-property:errorBody.error", check: "error-body"),
    Row(fault: "unchecked-property:service.partnum", check: "negative-accepted"),
    Row(fault: "other-status:GET /accounts:404", check: "negative-accepted"),
    Row(fault: "other-status:GET /services/{partnum}:200", check: "status-code"),
    Row(fault: "other-status:GET /accounts:401", check: "auth-enforced"),
    Row(fault: "bare-status:GET /documents/{documentId}:200", check: "body-schema"),
    Row(fault: "bare-status:GET /documents/{documentId}:400", check: "error-body"),
  ]

  @Test("each is caught by the check that is named for it", arguments: rows)
  func caught(_ row: Row) async throws {
    let outcome = try await MusterProcess.run(
      ["run"] + RunTests.crm + ["--reference", "--strictness", "strict", "--fault", row.fault])
    #expect(outcome.code == 1, "\(outcome.errors)")
    #expect(outcome.output.contains("  ✗ \(row.check) "))
  }

  @Test("the list names them with a definition, and only then")
  func list() async throws {
    let crm = RunTests.crm.prefix(while: { $0 != "--fixtures" })
    let listed = try await MusterProcess.run(["faults"] + crm)
    #expect(listed.code == 0)
    let ids = listed.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(Set(ids).count == ids.count)
    // 66 properties of answers in three ways, 10 of requests in one, 72 statuses in two.
    let members = ids.count { $0.contains(":") }
    #expect(members == 352)
    for row in Self.rows { #expect(ids.contains { $0 == row.fault }, "\(row.fault)") }
    let single = try await MusterProcess.run(["faults"])
    #expect(
      !single.output.split(separator: "\n").contains { !$0.hasPrefix(" ") && $0.contains(":") })
    let wrong = try await MusterProcess.run(
      ["run"] + RunTests.crm + ["--reference", "--fault", "missing-property:documents.urk"])
    #expect(wrong.code == 2)
    #expect(wrong.errors.contains("did you mean `missing-property:documents.url`?"))
  }
}
