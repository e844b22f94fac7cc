import Documents
import Evidence

/// SARIF 2.1.0: what the target broke, at the line of the definition that says so, as code hosts show
/// it.
///
/// Findings with one fingerprint are one result. A known failure is a suppressed result; what kept
/// the run from judging is a notification of the invocation.
struct SARIFReport: StreamedReport {
  static let format = makeFormat("sarif", "SARIF 2.1.0, findings at the lines of the definition")

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  private let policy: RunPolicy
  private var tally = RunTally()
  private var groups = FindingGroups()

  init(policy: RunPolicy) {
    self.policy = policy
  }

  mutating func body(for event: RunEvent) -> [UInt8] {
    tally.record(event)
    // A step that only prepares a case that could not be judged says nothing about the contract.
    if case .caseFinished(let result) = event, result.verdict != .inconclusive {
      groups.add(result)
    }
    return []
  }

  mutating func frame() -> (head: [UInt8], tail: [UInt8]) {
    groups.add(tally.runFindings(under: policy))
    var rules: [String] = []
    for group in groups.groups where !rules.contains(group.first.check) {
      rules.append(group.first.check)
    }
    rules.sort()
    let document = Value.object([
      ("$schema", .string(Self.schema)), ("version", .string("2.1.0")),
      (
        "runs",
        .array([
          .object([
            ("tool", .object([("driver", driver(rules))])),
            ("columnKind", .string("unicodeCodePoints")),
            ("invocations", .array([invocation])),
            ("results", .array(groups.groups.map { result($0, rules) })),
          ])
        ])
      ),
    ])
    return (JSONWriter.bytes(document, pretty: true), [])
  }

  private func driver(_ rules: [String]) -> Value {
    var members: [(String, Value)] = [("name", .string("muster"))]
    let version = tally.facts?.toolVersion ?? ""
    if !version.isEmpty { members.append(("version", .string(version))) }
    members.append(
      (
        "rules",
        .array(
          rules.map { id in
            .object([
              ("id", .string(id)),
              ("shortDescription", Self.message("The check or assertion \(id).")),
              ("help", Self.message("`muster checks` explains every check.")),
            ])
          })
      ))
    return .object(members)
  }

  private var invocation: Value {
    let outcome = tally.outcome(under: policy)
    var notes = outcome.obstacles.map { obstacle in
      Value.object([("level", .string("note")), ("message", Self.message(obstacle.sentence))])
    }
    if let reason = tally.summary?.endedEarly {
      notes.append(
        .object([("level", .string("error")), ("message", Self.message(reason.message))]))
    }
    if groups.overflow > 0 {
      notes.append(
        .object([
          ("level", .string("warning")),
          (
            "message",
            Self.message("\(Plural.of(groups.overflow, "more finding")) had no room here")
          ),
        ]))
    }
    let start = tally.facts?.startedAt ?? 0
    return .object([
      ("executionSuccessful", .bool(outcome.verdict != .interrupted && tally.counts.judged > 0)),
      ("exitCode", .integer(Int(outcome.verdict.exitCode))),
      ("startTimeUtc", .string(Timestamp.milliseconds(start))),
      ("endTimeUtc", .string(Timestamp.milliseconds(start + tally.duration))),
      ("toolExecutionNotifications", .array(notes)),
    ])
  }

  private func result(_ group: FindingGroups.Group, _ rules: [String]) -> Value {
    let finding = group.first
    let isFailure = finding.severity == .failure
    var place = SARIFPlace.location(file, finding.range).object ?? ValueObject()
    place.set(
      ValueObject.Member(
        name: "logicalLocations",
        value: .array([
          .object([
            ("fullyQualifiedName", .string(finding.operation)), ("kind", .string("resource")),
          ])
        ])))
    var members: [(String, Value)] = [
      ("ruleId", .string(finding.check)),
      ("ruleIndex", .integer(rules.firstIndex(of: finding.check) ?? 0)),
      ("level", .string(isFailure ? "error" : "warning")),
      ("message", Self.message(text(group))),
      ("locations", .array([.object(place.map { ($0.name, $0.value) })])),
      ("occurrenceCount", .integer(group.count)),
      (
        "partialFingerprints",
        .object([("musterFinding/v1", .string(group.fingerprint.id))])
      ),
    ]
    if let known = finding.known {
      members.append(
        (
          "suppressions",
          .array([
            .object([
              ("kind", .string("external")), ("status", .string("accepted")),
              ("justification", .string(known.sentence)),
            ])
          ])
        ))
    }
    return .object(members)
  }

  /// The definition, for what stands at no line.
  private var file: String { tally.facts?.specFiles.first ?? "" }

  private func text(_ group: FindingGroups.Group) -> String {
    let finding = group.first
    var lines = [JUnitText.headline(finding)]
    if let hint = finding.hint { lines.append("hint: \(hint)") }
    if let curl = group.curl { lines.append("curl: \(curl)") }
    if let id = group.caseID {
      lines.append("repeat: \(RepeatCommand.text(of: id, tally.facts?.command ?? []))")
    }
    return OneLine.bounded(lines.joined(separator: "\n"), limit: 8_000)
  }

  private static func message(_ text: String) -> Value {
    .object([("text", .string(text.isEmpty ? "(no message)" : text))])
  }
}
