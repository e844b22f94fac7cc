internal import Documents
package import Evidence

extension CoverageDemand {
  package static let record = EventRecord(
    "coverageDemand", "How many of the contract's promises the run had to discharge.",
    blank: CoverageDemand(0),
    [
      EventField(
        "kind", optional: \.kind, .word(), "Of which kind; left out for all that a run owes."),
      EventField("percent", \.percent, .number, "How many of a hundred."),
    ])
}

extension RunPolicy {
  package static let record = EventRecord(
    "policy", "What the run's verdict depends on besides its cases.", blank: RunPolicy(),
    [
      EventField("failOnWarning", \.failOnWarning, .bool, "Whether a warning fails the run."),
      EventField(
        "failOnFlaky", \.failOnFlaky, .bool, since: 1,
        "Whether a case fails the run that passed only because a request was sent again."),
      EventField(
        "requiredCoverage", \.requiredCoverage, .array(CoverageDemand.record.codec),
        "What had to be discharged."),
      EventField(
        "runSeverities", \.runSeverities, .map(.word()),
        "How bad it is, by check, that no answer of the whole run showed something."),
      EventField(
        "baseline", optional: \.baseline, Baseline.record.codec,
        "What was allowed to be broken; left out where the run had no baseline."),
      EventField(
        "quarantine", optional: \.quarantine, Quarantine.record.codec,
        "Which cases were allowed to fail; left out where the run had no such list."),
    ])
}

extension EventStream {
  /// The first line of a stream, with its line feed.
  package static func appendHead(_ policy: RunPolicy, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "{\(headMembers),\"policy\":".utf8)
    RunPolicy.record.append(policy, to: &bytes)
    bytes.append(contentsOf: "}\n".utf8)
  }

  /// By what the run is judged as a whole, from the first line.
  package static func policy(of reader: EventReader) throws(EventFault) -> RunPolicy {
    guard let policy = reader.head?["policy"] else { return RunPolicy() }
    return try RunPolicy.record.read(policy)
  }
}
