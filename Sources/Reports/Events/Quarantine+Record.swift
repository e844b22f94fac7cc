internal import Documents
package import Evidence

extension Quarantine.Entry {
  package static let record = EventRecord(
    "quarantineEntry", "A case that may fail for a while.",
    blank: Quarantine.Entry(pattern: "", reason: "", owner: "", expires: ""),
    [
      EventField("case", \.pattern, .string, "Its id, or a pattern over ids with `*` and `?`."),
      EventField("reason", \.reason, .string, "Why it is tolerated."),
      EventField("owner", \.owner, .string, "Who answers for it."),
      EventField("expires", \.expires, .string, "The last day on which it holds."),
      EventField("range", optional: \.range, SourceRange.record.codec, "Where the list has it."),
    ])
}

extension Quarantine {
  package static let record = EventRecord(
    "quarantine", "The cases that may fail for a while.", blank: Quarantine(today: ""),
    [
      EventField("entries", \.entries, .array(Entry.record.codec), "In the file's order."),
      EventField("today", \.today, .string, "The day of the run, for instance `2026-12-31`."),
    ])
}
