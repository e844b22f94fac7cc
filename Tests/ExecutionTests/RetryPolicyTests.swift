import Evidence
import Testing
import Transport

@testable import Execution

@Suite("Retries")
struct RetryPolicyTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var outcome: Exchange.Attempt.Outcome
    /// Whether it is tried again where sending twice is harmless, and where it is not.
    var repeatable: Bool
    var other: Bool
  }

  private static func failure(_ kind: TransportFailure.Kind) -> Exchange.Attempt.Outcome {
    .failure(TransportFailure(kind, message: "m", remedy: "r"))
  }

  private static func row(_ status: Int, _ repeatable: Bool, _ other: Bool) -> Row {
    Row(
      testDescription: "\(status)", outcome: ScriptedTransport.answer(status),
      repeatable: repeatable, other: other)
  }

  private static func row(
    _ kind: TransportFailure.Kind, _ repeatable: Bool, _ other: Bool
  ) -> Row {
    Row(
      testDescription: kind.rawValue, outcome: failure(kind), repeatable: repeatable, other: other)
  }

  static let rows = [
    row(200, false, false), row(400, false, false), row(401, false, false),
    row(500, false, false), row(429, true, true), row(503, true, true), row(502, true, false),
    row(504, true, false), row(.nameNotResolved, true, true), row(.connectionRefused, true, true),
    row(.connectFailed, true, true), row(.connectTimeout, true, true),
    row(.sendFailed, true, false), row(.emptyAnswer, true, false), row(.tlsFailed, false, false),
    row(.connectionReset, false, false), row(.truncatedBody, false, false),
    row(.answerTimeout, false, false), row(.cancelled, false, false),
    row(.invalidRequest, false, false),
  ]

  @Test("what is tried again, and what is not", arguments: rows)
  func retried(_ row: Row) {
    let policy = RetryPolicy(retries: 1, seed: 0)
    for (isRepeatable, expected) in [(true, row.repeatable), (false, row.other)] {
      let subject = RetryPolicy.Subject(isRepeatable: isRepeatable, key: 1)
      let pause = policy.pause(after: row.outcome, of: subject, retried: 0, date: 0)
      #expect((pause != nil) == expected)
      #expect(policy.pause(after: row.outcome, of: subject, retried: 1, date: 0) == nil)
    }
  }

  struct AskedRow: Sendable, CustomTestStringConvertible {
    var testDescription: String { text }
    var text: String
    var pause: Double?
  }

  static let asked = [
    AskedRow(text: "0", pause: 0), AskedRow(text: "7", pause: 7), AskedRow(text: "60", pause: 60),
    AskedRow(text: "61", pause: nil), AskedRow(text: "Sun, 06 Nov 1994 08:49:47 GMT", pause: 10),
    AskedRow(text: "Sun, 06 Nov 1994 08:49:00 GMT", pause: 0),
    AskedRow(text: "Sun, 06 Nov 1994 09:49:00 GMT", pause: nil),
  ]

  @Test("Retry-After is kept to, by seconds and by date", arguments: asked)
  func after(_ row: AskedRow) {
    let outcome = ScriptedTransport.answer(429, headers: ["Retry-After": "\(row.text)"])
    let pause = RetryPolicy(retries: 2, seed: 0).pause(
      after: outcome, of: RetryPolicy.Subject(isRepeatable: true, key: 0), retried: 0,
      date: 784_111_777)
    #expect(pause == row.pause)
  }

  @Test("pauses double up to a limit, differ by request, and repeat with the seed")
  func backoff() {
    let policy = RetryPolicy(retries: 20, seed: 7)
    func pauses(_ policy: RetryPolicy, _ key: UInt64) -> [Double] {
      (0..<10).compactMap {
        policy.pause(
          after: ScriptedTransport.refused,
          of: RetryPolicy.Subject(isRepeatable: true, key: key), retried: $0, date: 0)
      }
    }
    let first = pauses(policy, 1)
    for (number, pause) in first.enumerated() {
      let whole = min(8, 0.25 * Double(1 << number))
      #expect(pause >= whole / 2 && pause < whole)
    }
    #expect(pauses(policy, 1) == first)
    #expect(pauses(policy, 2) != first)
    #expect(pauses(RetryPolicy(retries: 20, seed: 8), 1) != first)
  }
}
