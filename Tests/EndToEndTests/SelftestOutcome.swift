import Foundation
import Testing

/// What `muster selftest --format json` says, as far as tests look at it.
struct SelftestOutcome: Decodable, Sendable {
  struct Kill: Decodable, Sendable {
    var `case`: String?
    var check: String
    var operation: String
  }

  struct Fault: Decodable, Sendable {
    var id: String
    var expectedCheck: String
    var fate: String
    var asExpected: Bool
    var reason: String?
    var kills: [Kill]
    var warnings: [String: Int]
    var casesRun: Int
    var casesInconclusive: Int
    var cutShort: Bool
    var concerned: Int
    var changed: Int
  }

  struct Summary: Decodable, Sendable {
    var faults: Int
    var killed: Int
    var killedAsExpected: Int
    var survived: Int
    var equivalent: Int
    var notApplicable: Int
    var notRun: Int
    var counted: Int
    var killRate: Double?
  }

  struct Case: Decodable, Sendable {
    var id: String
    var runs: Int
    var kills: Int
  }

  struct Idle: Decodable, Sendable {
    var kind: String
    var `case`: String
    var step: Int
    var demand: String
    var file: String?
    var line: Int?
  }

  struct Demand: Decodable, Sendable {
    var kind: String
    var `case`: String
    var step: Int
    var demand: String
    var file: String?
    var line: Int?
    var kills: Int
  }

  struct Faultless: Decodable, Sendable {
    var cases: Int
    var clean: Bool
    var reorderable: Bool
    var alarms: [String]
  }

  var version: Int
  var complete: Bool
  var interrupted: Bool
  var verdict: String
  var faultless: Faultless
  var summary: Summary
  var faults: [Fault]
  var cases: [Case]
  var demands: [Demand]
  var idle: [Idle]

  /// With a strict judgement, unless the arguments say otherwise.
  static func run(
    _ arguments: [String], of contract: [String] = RunTests.crm, code: Int32 = 0,
    seconds: Double = 900
  ) async throws -> SelftestOutcome {
    let outcome = try await MusterProcess.run(
      ["selftest"] + contract + ["--strictness", "strict", "--format", "json"] + arguments,
      seconds: seconds)
    #expect(outcome.code == code, "\(outcome.errors)")
    return try read(outcome.output)
  }

  static func read(_ text: String) throws -> SelftestOutcome {
    try JSONDecoder().decode(SelftestOutcome.self, from: Data(text.utf8))
  }

  func fault(_ id: String) throws -> Fault {
    try #require(faults.first { $0.id == id }, "\(id)")
  }
}
