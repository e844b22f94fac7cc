package import Documents

extension SourceRange {
  fileprivate var fileName: String {
    get { file.name }
    set { file = SourceFile(name: newValue) }
  }

  package static let record = EventRecord(
    "range", "A stretch of an input file; its end is the first place behind it.",
    blank: SourceRange(
      file: SourceFile(name: ""), start: SourcePosition(line: 1, column: 1)),
    [
      EventField("file", \.fileName, .string, "The file's path as the user gave it."),
      EventField("line", \.start.line, .integer, "Counted from 1."),
      EventField("column", \.start.column, .integer, "Counted from 1, in Unicode scalars."),
      EventField("endLine", \.end.line, .integer, "The line of its end."),
      EventField("endColumn", \.end.column, .integer, "The column of its end."),
    ])
}

extension SourceExcerpt {
  package static let record = EventRecord(
    "excerpt", "A few lines of an input file.", blank: SourceExcerpt(firstLine: 1, lines: []),
    [
      EventField("firstLine", \.firstLine, .integer, "The number of the first line, from 1."),
      EventField("lines", \.lines, .array(.string), "The lines; a long one is cut."),
    ])
}

extension KnownFailure {
  package static let record = EventRecord(
    "known", "The agreement to live with a finding for a while, as a baseline has it.",
    blank: KnownFailure(fingerprint: "", reason: "", owner: "", expires: ""),
    [
      EventField("fingerprint", \.fingerprint, .string, "The baseline's entry."),
      EventField("reason", \.reason, .string, "Why it is tolerated."),
      EventField("owner", \.owner, .string, "Who answers for it."),
      EventField("expires", \.expires, .string, "The last day on which it holds."),
    ])
}

extension Finding {
  package static let record = EventRecord(
    "finding", "A violation of the contract by the target.",
    blank: Finding(check: "", operation: "", message: "", expected: "", actual: ""),
    [
      EventField("check", \.check, .string, "The id of the check or assertion that found it."),
      EventField("severity", \.severity, .word(), "Only a failure makes the case fail."),
      EventField("operation", \.operation, .string, "The operation, for instance `GET /items`."),
      EventField("message", \.message, .string, "What is wrong."),
      EventField(
        "pointer", optional: \.pointer, .pointer,
        "Where in the answer's JSON, as a JSON Pointer."),
      EventField("expected", \.expected, .string, "What would be right."),
      EventField("actual", \.actual, .string, "What was there."),
      EventField(
        "range", optional: \.range, SourceRange.record.codec,
        "Where the definition, overlay or suite says so."),
      EventField(
        "schema", optional: \.schema, .pointer,
        "The keyword of the schema that was broken, as a JSON Pointer into the definition."),
      EventField("hint", optional: \.hint, .string, "What the reader may do about it."),
      EventField(
        "excerpt", optional: \.excerpt, SourceExcerpt.record.codec, "The lines around `range`."),
      EventField(
        "known", optional: \.known, KnownFailure.record.codec,
        "Who answers for it, where a baseline lists it."),
    ])
}

extension Reason {
  package static let record = EventRecord(
    "reason", "Why something was not judged.", blank: Reason(code: "", message: ""),
    [
      EventField("code", \.code, .string, "A stable name, for instance `fixture-missing`."),
      EventField("message", \.message, .string, "In one sentence."),
      EventField("remedy", optional: \.remedy, .string, "What to do about it."),
    ])
}

extension ObligationOutcome {
  package static let record = EventRecord(
    "obligationOutcome", "What became of a promise of the contract in one case.",
    blank: ObligationOutcome(id: "", state: .notReached),
    [
      EventField("id", \.id, .string, "The id of the promise, as in `obligations` of `started`."),
      EventField("state", \.state, .word(), "What became of it."),
      EventField("reason", optional: \.reason, .string, "Why it was not discharged."),
    ])
}

extension StepResult.Label {
  package static let record = EventRecord(
    "label", "What a suite calls a step, and which of its requests this is.",
    blank: StepResult.Label(place: 0),
    [
      EventField("place", \.place, .integer, "The step's place in its case, from 0."),
      EventField("id", optional: \.id, .string, "What the suite calls it."),
      EventField("title", optional: \.title, .string, "For people."),
      EventField("number", \.number, .integer, "Which request of the step, from 1."),
      EventField(
        "isWaiting", \.isWaiting, .bool, "Whether the answer was not yet the one waited for."),
    ])
}

extension StepResult {
  package static let record = EventRecord(
    "step", "One request of a case with its exchange and what was found in the answer.",
    blank: StepResult(
      role: .test, operation: "", expectation: "", exchange: Exchange.record.blank, findings: []),
    [
      EventField(
        "role", \.role, .word(),
        "`setup` makes the case possible, `teardown` puts back what it changed."),
      EventField("operation", \.operation, .string, "The operation called."),
      EventField("expectation", \.expectation, .string, "The status that was expected."),
      EventField("exchange", \.exchange, Exchange.record.codec, "What was sent and answered."),
      EventField(
        "findings", \.findings, .array(Finding.record.codec), "What was found in the answer."),
      EventField(
        "label", optional: \.label, StepResult.Label.record.codec,
        "What a suite calls it; left out for steps that no suite wrote."),
    ])
}

extension CaseResult {
  fileprivate var inventedMark: Bool? {
    get { isInvented ? true : nil }
    set { isInvented = newValue ?? false }
  }

  package static let record = EventRecord(
    "case", "A case with its verdict and the evidence for it.",
    blank: CaseResult(id: "", title: "", group: "", intent: "", verdict: .passed),
    [
      EventField("id", \.id, .string, "Unique in the run and stable across runs."),
      EventField("title", \.title, .string, "For people; unique together with `group`."),
      EventField("group", \.group, .string, "The operation, or a suite's name."),
      EventField(
        "intent", \.intent, .string, "positive, negative, boundary, auth, stateful or missing."),
      EventField("verdict", \.verdict, .word(), "What it came to."),
      EventField("steps", \.steps, .array(StepResult.record.codec), "Its requests, in order."),
      EventField(
        "reason", optional: \.reason, Reason.record.codec, "Why it is inconclusive or skipped."),
      EventField(
        "obligations", \.obligations, .array(ObligationOutcome.record.codec),
        "The promises of the contract that it is about."),
      EventField(
        "range", optional: \.range, SourceRange.record.codec, "Where a suite file has it."),
      EventField("tags", \.tags, .array(.string), "What the suite files it under."),
      EventField(
        "requirements", \.requirements, .array(.string), "The ids of what the case shows."),
      EventField(
        "isInvented", optional: \.inventedMark, .bool,
        "True where values of its last request were made up; else left out."),
      EventField(
        "quarantine", optional: \.quarantine, KnownFailure.record.codec,
        "The agreement that it may fail for a while, where a quarantine list has it."),
      EventField("started", \.started, .number, "Seconds since the run's start."),
      EventField("duration", \.duration, .number, "Seconds spent on its requests."),
    ])
}
