import Documents
import Evidence
internal import Markup

/// What stands around the test cases of a report.
struct JUnitHead {
  var tally: RunTally
  var causes: FindingClusters
  var tests: Int
  var failures: Int
  var errors: Int
  var skipped: Int

  private var facts: RunFacts? { tally.facts }

  /// Everything before the first test case; always ends after an element's end.
  func writeStart(to writer: inout XMLWriter) throws(XMLWriter.Failure) {
    let name = suiteName
    let time = Numbers.seconds(tally.duration)
    try writer.start(
      "testsuites",
      [
        "name": name, "tests": String(tests), "failures": String(failures),
        "errors": String(errors), "time": time,
      ])
    try writer.text("\n  ")
    try writer.start(
      "testsuite",
      [
        "name": name, "tests": String(tests), "failures": String(failures),
        "errors": String(errors), "skipped": String(skipped), "time": time,
        "timestamp": Timestamp.text(facts?.startedAt ?? 0),
      ])
    try writer.text("\n    ")
    try writer.start("properties")
    for (name, value) in properties {
      try writer.text("\n      ")
      try writer.start("property", ["name": name, "value": value])
      try writer.end()
    }
    try writer.text("\n    ")
    try writer.end()
  }

  /// Everything after the last test case.
  func writeEnd(to writer: inout XMLWriter) throws(XMLWriter.Failure) {
    let remarks = remarks
    if !remarks.isEmpty {
      try writer.text("\n    ")
      try writer.start("system-out")
      try writer.text(remarks.joined(separator: "\n"))
      try writer.end()
    }
    try writer.text("\n  ")
    try writer.end()
    try writer.text("\n")
    try writer.end()
  }

  private var suiteName: String {
    let name = facts.map { OneLine.of("\($0.contract) \($0.contractVersion)", limit: 300) } ?? ""
    return name.isEmpty ? "muster" : name
  }

  private var properties: [(String, String)] {
    guard let facts else { return [] }
    return [
      ("contract", facts.contract),
      ("contract-version", facts.contractVersion),
      ("contract-digest", facts.contractDigest.map { "sha256:\($0)" } ?? "unknown"),
      ("spec", facts.specFiles.joined(separator: " ")),
      ("base-url", facts.baseURL),
      ("strictness", facts.strictness),
      ("seed", String(facts.seed)),
      ("status-coverage", ratio(.status)),
      ("security-coverage", ratio(.security)),
      ("properties-observed", ratio(.property)),
      ("parameter-coverage", ratio(.parameter)),
      ("error-bodies-shown", ratio(.errorBody)),
      ("defaults-shown", ratio(.fallback)),
      ("planned-cases", String(facts.plannedCases)),
      ("requests", String(tally.requests)),
      ("tool-version", facts.toolVersion),
    ]
  }

  /// `72/72`: discharged of all.
  private func ratio(_ kind: ObligationFact.Kind) -> String {
    let tally = tally.ledger.tally(kind)
    return "\(tally.discharged)/\(tally.total)"
  }

  /// What is about the run and not about a case.
  private var remarks: [String] {
    guard let facts else { return [] }
    var lines: [String] = []
    if let reason = tally.summary?.endedEarly {
      lines.append("ended early: \(reason.message)\(reason.remedy.map { "; \($0)" } ?? "")")
    }
    lines += facts.diagnostics.map(\.description)
    lines += facts.vacuity.map { "not detectable: \($0)" }
    lines += facts.assumptions.map { "assumed: \($0)" }
    return lines + causeLines(facts.command) + unreachedLines
  }

  /// Causes and obligations named one by one.
  private static let listLimit = 200

  /// Findings of one cause once, with the operations they were seen at and how to see one again.
  private func causeLines(_ command: [String]) -> [String] {
    let clusters = causes.clusters
    let rest = clusters.count - Self.listLimit + causes.overflow
    return clusters.prefix(Self.listLimit).flatMap { cluster -> [String] in
      let place = cluster.first.pointer.map { " at \($0.display)" } ?? ""
      let operations = cluster.operations.joined(separator: ", ")
      var lines = [
        "cause: \(cluster.first.check): \(cluster.first.message)\(place), "
          + "\(Plural.of(cluster.findings, "time")) in \(Plural.of(cluster.cases, "case"))",
        "  operations \(operations)",
      ]
      if let example = cluster.example {
        if let shrinking = example.shrinking { lines.append("  example    \(shrinking.sentence)") }
        if let curl = example.curl { lines.append("  curl       \(curl)") }
        lines.append("  repeat     \(RepeatCommand.text(of: example.caseID, command))")
      }
      return lines
    } + (rest > 0 ? ["and \(Plural.of(rest, "more cause"))"] : [])
  }

  /// Obligations that no case discharged or broke, with what would.
  private var unreachedLines: [String] {
    let missing = tally.ledger.entries.filter {
      $0.outcome.state == .notReached && $0.fact.kind.isOwed
    }
    let rest = missing.count - Self.listLimit
    return missing.prefix(Self.listLimit).map { entry in
      let reason = entry.outcome.reason.map { ": \($0)" } ?? ""
      let remedy = entry.fact.remedy.map { "; \($0)" } ?? ""
      return "not reached: \(entry.fact.id)\(reason)\(remedy)"
    } + (rest > 0 ? ["and \(Plural.of(rest, "more obligation")) not reached"] : [])
  }
}
