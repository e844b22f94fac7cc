package import Documents

extension Diagnostic {
  package static let record = EventRecord(
    "diagnostic", "A remark about an input file.", blank: Diagnostic(.note, code: "", ""),
    [
      EventField("severity", \.severity, .word(), "How bad it is."),
      EventField("code", \.code, .string, "A stable name."),
      EventField("message", \.message, .string, "What is wrong."),
      EventField("remedy", optional: \.remedy, .string, "What to do about it."),
      EventField("range", optional: \.range, SourceRange.record.codec, "Where."),
    ])
}

extension ObligationFact {
  package static let record = EventRecord(
    "obligation", "One testable promise of the contract.",
    blank: ObligationFact(id: "", kind: .status, subject: "", detail: ""),
    [
      EventField("id", \.id, .string, "Stable across runs."),
      EventField("kind", \.kind, .word(), "What kind of promise."),
      EventField("subject", \.subject, .string, "The operation or model."),
      EventField("detail", \.detail, .string, "The status, requirement, parameter or property."),
      EventField(
        "range", optional: \.range, SourceRange.record.codec, "Where the definition has it."),
      EventField("remedy", optional: \.remedy, .string, "What would reach it."),
      EventField(
        "witnesses", \.witnesses, .array(.string), "The operations that can show a property."),
    ])
}

extension ShardFacts {
  package static let record = EventRecord(
    "shard", "Which part of a plan a run is, and by what the parts are known to fit.",
    blank: ShardFacts(
      index: 0, total: 0, planDigest: "", cutDigest: "", cases: 0, ownCases: 0, isSpread: false),
    [
      EventField("index", \.index, .integer, "Which part, from 1."),
      EventField("total", \.total, .integer, "Of how many."),
      EventField("planDigest", \.planDigest, .string, "SHA-256 of what the whole plan is made of."),
      EventField("cutDigest", \.cutDigest, .string, "SHA-256 of which shard runs which case."),
      EventField("cases", \.cases, .integer, "How many cases the whole plan has, without tokens'."),
      EventField("ownCases", \.ownCases, .integer, "How many of them this part runs."),
      EventField(
        "isSpread", \.isSpread, .bool,
        "Whether more than one operation is called, so that answers of 404 alone show a wrong base URL."
      ),
      EventField(
        "silentChecks", \.silentChecks, .array(.string), "Checks that the run does not ask."),
      EventField(
        "isPartial", \.isPartial, .bool,
        "Whether some of the cases that could be derived are not planned."),
    ])
}

extension RunFacts {
  package static let record = EventRecord(
    "started", "What is known before the first request.",
    blank: RunFacts(
      toolVersion: "", contract: "", contractVersion: "", specFiles: [], baseURL: "",
      strictness: "", seed: 0, plannedCases: 0, obligations: [], startedAt: 0),
    [
      EventField("toolVersion", \.toolVersion, .string, "The version of muster."),
      EventField("contract", \.contract, .string, "The title of the API."),
      EventField("contractVersion", \.contractVersion, .string, "Its version."),
      EventField(
        "specFiles", \.specFiles, .array(.string), "The definition's file, then the overlays'."),
      EventField("baseURL", \.baseURL, .string, "Where the target is."),
      EventField("strictness", \.strictness, .string, "lenient, standard or strict."),
      EventField(
        "seed", \.seed, .unsigned, "What values were made up from; it may be above 2^53."),
      EventField("plannedCases", \.plannedCases, .integer, "How many cases the plan has."),
      EventField(
        "obligations", \.obligations, .array(ObligationFact.record.codec),
        "Every promise of the contract, in the contract's order."),
      EventField(
        "diagnostics", \.diagnostics, .array(Diagnostic.record.codec),
        "Remarks about the input files."),
      EventField(
        "vacuity", \.vacuity, .array(.string), "What the contract cannot detect, one sentence each."
      ),
      EventField(
        "assumptions", \.assumptions, .array(.string),
        "What was assumed where the inputs do not say, one sentence each."),
      EventField("startedAt", \.startedAt, .number, "Seconds since 1970-01-01T00:00:00Z."),
      EventField(
        "command", \.command, .array(.string),
        "The words of the command that repeats the run; empty where nobody said."),
      EventField(
        "contractDigest", optional: \.contractDigest, .string,
        "SHA-256 of the definition, the overlays and the files that the definition refers to, one after the other."
      ),
      EventField(
        "shard", optional: \.shard, ShardFacts.record.codec,
        "Which part of the plan it is; left out where it is all of it."),
    ])
}

extension Reduction {
  package static let record = EventRecord(
    "reduction", "What came of making the request of a failed case smaller.",
    blank: Reduction(
      finding: Finding.record.blank, caseID: "", steps: 0, exchange: nil, requests: 0,
      isComplete: false),
    [
      EventField("finding", \.finding, Finding.record.codec, "What it still fails with."),
      EventField("caseID", \.caseID, .string, "The case."),
      EventField("steps", \.steps, .integer, "Requests of the smaller case."),
      EventField(
        "exchange", optional: \.exchange, Exchange.record.codec,
        "The smallest request that shows it, with its answer."),
      EventField("requests", \.requests, .integer, "How many were sent to find out."),
      EventField("isComplete", \.isComplete, .bool, "Whether nothing is left to try."),
    ])
}

extension RunSummary {
  package static let record = EventRecord(
    "finished", "What is known after the last case.", blank: RunSummary(duration: 0, requests: 0),
    [
      EventField("duration", \.duration, .number, "Seconds from the run's start to its end."),
      EventField("requests", \.requests, .integer, "How many were sent."),
      EventField(
        "endedEarly", optional: \.endedEarly, Reason.record.codec,
        "Why the run ended before its plan did."),
      EventField("isInterrupted", \.isInterrupted, .bool, "Whether a signal ended it."),
      EventField(
        "reductions", \.reductions, .array(Reduction.record.codec),
        "What failed and was made smaller after the plan."),
    ])
}
