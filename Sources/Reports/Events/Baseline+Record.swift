internal import Documents
package import Evidence

extension FindingFingerprint {
  package static let record = EventRecord(
    "fingerprint", "By what a finding is known again in another run.",
    blank: FindingFingerprint(check: "", operation: "", detail: ""),
    [
      EventField("check", \.check, .string, "The check that found it."),
      EventField("operation", \.operation, .string, "The operation, for instance `GET /items`."),
      EventField(
        "status", optional: \.status, .integer,
        "The status of the answer; left out where there was none."),
      EventField(
        "place", optional: \.place, .string,
        "The keyword of the schema that was broken, or the place in the answer."),
      EventField("detail", \.detail, .string, "What was demanded, without values of answers."),
    ])
}

extension Baseline.Entry {
  package static let record = EventRecord(
    "baselineEntry", "A failure that somebody agreed to live with for a while.",
    blank: Baseline.Entry(
      fingerprint: FindingFingerprint.record.blank, reason: "", owner: "", expires: ""),
    [
      EventField(
        "fingerprint", \.fingerprint, FindingFingerprint.record.codec, "Which failure."),
      EventField("reason", \.reason, .string, "Why it is tolerated."),
      EventField("owner", \.owner, .string, "Who answers for it."),
      EventField("expires", \.expires, .string, "The last day on which it holds."),
      EventField(
        "range", optional: \.range, SourceRange.record.codec, "Where the baseline has it."),
    ])
}

extension Baseline {
  fileprivate var silentList: [String] {
    get { silentChecks.sorted() }
    set { silentChecks = Set(newValue) }
  }

  package static let record = EventRecord(
    "baseline", "The failures that somebody agreed to live with for a while.",
    blank: Baseline(today: ""),
    [
      EventField("entries", \.entries, .array(Entry.record.codec), "In the file's order."),
      EventField("today", \.today, .string, "The day of the run, for instance `2026-12-31`."),
      EventField(
        "silentChecks", \.silentList, .array(.string),
        "Checks that the run did not ask, so that it cannot show what they know."),
      EventField(
        "isPartial", \.isPartial, .bool, "Whether the run planned a part of the cases only."),
    ])
}
