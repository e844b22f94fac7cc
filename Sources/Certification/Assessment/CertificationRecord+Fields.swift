import Evidence

extension CertificationRecord.Entry {
  static let record = EventRecord(
    "entry", "One thing with what is said of it.",
    blank: CertificationRecord.Entry(id: "", title: "", text: ""),
    [
      EventField("id", \.id, .string, "As the profile calls it."),
      EventField("title", \.title, .string, "For people."),
      EventField("text", \.text, .string, "What is said of it."),
    ])
}

extension CertificationRecord.Coverage {
  static let record = EventRecord(
    "coverage", "How many promises of one kind were discharged.",
    blank: CertificationRecord.Coverage(kind: "", discharged: 0, failed: 0, notReached: 0),
    [
      EventField("kind", \.kind, .string, "The kind; `all` for all that a run owes."),
      EventField("discharged", \.discharged, .integer, "Shown."),
      EventField("failed", \.failed, .integer, "Broken."),
      EventField("notReached", \.notReached, .integer, "Neither."),
      EventField(
        "demanded", optional: \.demanded, .number, "Percent that the profile demands."),
    ])
}

extension CertificationRecord.Selftest {
  static let record = EventRecord(
    "selftest", "How many faults of a built-in server the very same plan noticed.",
    blank: CertificationRecord.Selftest(killed: 0, counted: 0, minimum: 0, server: ""),
    [
      EventField("killed", \.killed, .integer, "Faults that failed the run."),
      EventField("counted", \.counted, .integer, "Faults that could."),
      EventField("minimum", \.minimum, .number, "Percent that the profile demands."),
      EventField("server", \.server, .string, "Which server was broken, reference or mock."),
      EventField(
        "alarms", \.alarms, .array(.string), "What the plan says of the faultless server."),
    ])
}

extension CertificationRecord {
  package static let file = RecordFile(
    format: "muster-certificate", what: "the certificate",
    record: EventRecord(
      "certificate", "What a certificate says.", blank: CertificationRecord(),
      [
        EventField("outcome", \.outcome, .word(), "What the certification came to."),
        EventField("reasons", \.reasons, .array(.string), "Why it is not certified."),
        EventField(
          "broken", \.broken, .array(ObligationOutcome.record.codec),
          "The promises that the target broke."),
        EventField("issuedAt", \.issuedAt, .number, "Seconds since 1970-01-01T00:00:00Z."),
        EventField("validUntil", \.validUntil, .string, "The last day on which it holds."),
        EventField(
          "keyId", \.keyID, .string,
          "The key that signs it: SHA-256 of its SubjectPublicKeyInfo."),
        EventField("profile", \.profile, .string, "The profile's name."),
        EventField("profileVersion", \.profileVersion, .string, "Its version."),
        EventField("profileTitle", \.profileTitle, .string, "For people."),
        EventField(
          "profileDigest", \.profileDigest, .string, "SHA-256 over the profile and its suites."),
        EventField("contract", \.contract, .string, "The title of the API."),
        EventField("contractVersion", \.contractVersion, .string, "Its version."),
        EventField(
          "contractDigest", \.contractDigest, .string,
          "SHA-256 of the definition, the overlays and the files that the definition refers to."),
        EventField("target", \.target, .string, "Where the target was."),
        EventField("strictness", \.strictness, .string, "lenient, standard or strict."),
        EventField(
          "declared", \.declared, .array(Entry.record.codec), "What the vendor declares."),
        EventField(
          "options", \.options, .array(Entry.record.codec),
          "The profile's options, each `implemented` or `left out`."),
        EventField("passed", \.passed, .integer, "Cases that passed."),
        EventField("failed", \.failed, .integer, "Cases that failed."),
        EventField("inconclusive", \.inconclusive, .integer, "Cases that could not be judged."),
        EventField("skipped", \.skipped, .integer, "Cases that were not run."),
        EventField("warnings", \.warnings, .integer, "Warnings over all cases."),
        EventField(
          "coverage", \.coverage, .array(Coverage.record.codec), "How much was discharged."),
        EventField(
          "selftest", optional: \.selftest, Selftest.record.codec,
          "What the plan notices; left out where it was not measured."),
        EventField("vacuity", \.vacuity, .array(.string), "What the contract cannot detect."),
        EventField("assumptions", \.assumptions, .array(.string), "What was assumed."),
        EventField("toolVersion", \.toolVersion, .string, "The version of muster."),
        EventField("toolDigest", \.toolDigest, .string, "SHA-256 of the program."),
        EventField("platform", \.platform, .string, "The system that it ran on."),
      ]))
}
