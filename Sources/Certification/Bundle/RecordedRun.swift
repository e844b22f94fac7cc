import Documents
package import Evidence
package import Reports

/// A run as a bundle has it: its events, read back.
package struct RecordedRun: Sendable {
  package var facts: RunFacts
  package var policy: RunPolicy
  package var results: [CaseResult]
  package var summary: RunSummary
  package var tally: RunTally

  /// Reads `events.ndjson`; throws for a stream that is not that of a whole run.
  package init(reading bytes: [UInt8]) throws(BundleRefusal) {
    var reader = EventReader(file: SourceFile(name: EvidenceBundle.Part.events))
    var events: [RunEvent] = []
    do {
      try reader.add(bytes[...]) { events.append($0) }
      try reader.finish { events.append($0) }
    } catch {
      let text = error.diagnostics.first?.message ?? "it can't be read"
      throw BundleRefusal("its events can't be used: \(text)")
    }
    do {
      policy = try EventStream.policy(of: reader)
    } catch {
      throw BundleRefusal("its events can't be used: \(error.message)")
    }
    var facts: RunFacts?
    var summary: RunSummary?
    var results: [CaseResult] = []
    for event in events {
      switch event {
      case .started(let told): facts = told
      case .caseFinished(let result): results.append(result)
      case .finished(let told): summary = told
      }
    }
    guard let facts, let summary, !reader.isCut else {
      throw BundleRefusal("its events end before the run does")
    }
    self.facts = facts
    self.summary = summary
    self.results = results
    tally = Self.tally(facts, results, summary)
  }

  /// The same run with other results of its cases.
  package func with(_ results: [CaseResult], facts: RunFacts) -> RecordedRun {
    var copy = self
    copy.facts = facts
    copy.results = results
    copy.tally = Self.tally(facts, results, summary)
    return copy
  }

  private static func tally(
    _ facts: RunFacts, _ results: [CaseResult], _ summary: RunSummary
  ) -> RunTally {
    var tally = RunTally()
    tally.record(.started(facts))
    for result in results { tally.record(.caseFinished(result)) }
    tally.record(.finished(summary))
    return tally
  }
}
