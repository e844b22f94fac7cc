import Documents
import Evidence
import Testing

/// Every stored property of every type of the stream is a field of its record.
@Suite("Event records")
struct EventRecordTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What differs between the type's properties and the record's fields.
    var difference: @Sendable () -> [String]
    /// Properties that the sample leaves at the blank's value, so that losing them would not show.
    var unproved: @Sendable () -> [String]
    var roundTrip: @Sendable () throws -> Bool

    init<Subject: Sendable & Hashable>(
      _ record: EventRecord<Subject>, _ sample: Subject, renamed: [String: [String]] = [:]
    ) {
      testDescription = record.name
      difference = {
        let properties = Mirror(reflecting: sample).children.compactMap(\.label)
        let expected = Set(properties.flatMap { renamed[$0] ?? [$0] })
        return Array(expected.symmetricDifference(record.fields.map(\.name))).sorted()
      }
      unproved = {
        zip(Mirror(reflecting: sample).children, Mirror(reflecting: record.blank).children)
          .filter { "\($0.0.value)" == "\($0.1.value)" }.compactMap(\.0.label)
      }
      roundTrip = {
        var bytes: [UInt8] = []
        record.append(sample, to: &bytes)
        let node = try JSONReader.read(bytes, file: SourceFile(name: "<events>")).root
        return try record.read(node) == sample
      }
    }
  }

  static let rows: [Row] = [
    Row(HTTPHeaders.Field.record, HTTPHeaders.Field(name: "a", value: "b")),
    Row(HTTPRequest.record, FullRun.request),
    Row(HTTPResponse.record, FullRun.response),
    Row(TransportFailure.record, FullRun.failure),
    Row(Exchange.Timing.record, FullRun.timing),
    Row(Exchange.Traffic.record, Exchange.Traffic(sent: 1, received: 2, headers: 3)),
    Row(
      Exchange.Attempt.record, FullRun.attempts[0], renamed: ["outcome": ["response", "failure"]]),
    Row(
      Exchange.Attempt.record, FullRun.attempts[1], renamed: ["outcome": ["response", "failure"]]),
    Row(Exchange.record, FullRun.exchange),
    Row(
      SourceRange.record, FullRun.range("x"),
      renamed: ["first": ["file", "line", "column"], "last": ["endLine", "endColumn"]]),
    Row(SourceExcerpt.record, SourceExcerpt(firstLine: 2, lines: ["a"])),
    Row(
      KnownFailure.record,
      KnownFailure(fingerprint: "f", reason: "r", owner: "o", expires: "2026-12-31")),
    Row(Finding.record, FullRun.finding),
    Row(
      StepResult.Label.record,
      StepResult.Label(place: 3, id: "i", title: "t", number: 2, isWaiting: true)),
    Row(Reason.record, FullRun.reason),
    Row(ObligationOutcome.record, FullRun.outcome),
    Row(StepResult.record, FullRun.step),
    Row(CaseResult.record, FullRun.result),
    Row(Diagnostic.record, FullRun.diagnostic),
    Row(ObligationFact.record, FullRun.fact),
    Row(ShardFacts.record, FullRun.shard),
    Row(RunFacts.record, FullRun.facts),
    Row(Reduction.record, FullRun.reduction),
    Row(RunSummary.record, FullRun.summary),
  ]

  @Test("have a field for every stored property", arguments: rows)
  func fields(_ row: Row) {
    #expect(row.difference() == [], "add a line to the record, and a value to FullRun")
    #expect(row.unproved() == [], "give it another value than the blank's in FullRun")
  }

  @Test("lose nothing", arguments: rows)
  func roundTrip(_ row: Row) throws {
    #expect(try row.roundTrip())
  }

  @Test("all have a row here")
  func complete() {
    // The policy's record is another target's.
    let names = EventSchema.records(policy: Reason.record.shape).map(\.name)
    #expect(Set(names) == Set(Self.rows.map(\.testDescription)))
  }
}
