import Evidence

extension RunObstacle {
  /// One sentence without a final full stop.
  package var sentence: String {
    switch self {
    case .interrupted(let planned, let finished):
      "stopped after \(finished) of \(Plural.of(planned, "case"))"
    case .nothingJudged(0): "the plan holds no case, so nothing is known about the target"
    case .nothingJudged: "no case could be judged, so nothing is known about the target"
    case .failedCases(let count):
      count == 1
        ? "1 case broke the contract" : "\(Numbers.grouped(count)) cases broke the contract"
    case .expired(let entries): RunObstacle.sentence(entries, "has expired", "have expired")
    case .stale(let entries):
      RunObstacle.sentence(entries, "was not seen any more", "were not seen any more")
    case .warnings(let count):
      "\(Plural.of(count, "warning")), and warnings were made to count"
    case .flaky(let count):
      "\(Plural.of(count, "case")) passed only when sent again, and flaky cases were made to count"
    case .released(let entries):
      "\(Plural.of(entries.count, "quarantine")) \(entries.count == 1 ? "has" : "have") expired: "
        + "\(entries.first?.label ?? "")\(entries.count > 1 ? " (and \(entries.count - 1) more)" : "")"
    case .coverage(let coverage): coverage.sentence
    case .nothingShown(let count):
      "\(Plural.of(count, "case")) ran, and none was answered as documented; check --base-url"
    case .unshown(let findings): RunObstacle.unshown(findings)
    case .inconclusiveCases(let count):
      "\(Plural.of(count, "case")) could not be judged"
    }
  }

  /// `2 known failures have expired: body-schema at GET /accounts (and 1 more)`.
  private static func sentence(_ entries: [Baseline.Entry], _ one: String, _ many: String) -> String
  {
    guard let first = entries.first else { return "no known failure \(one)" }
    let more = entries.count > 1 ? " (and \(entries.count - 1) more)" : ""
    let count = Plural.of(entries.count, "known failure")
    return "\(count) \(entries.count == 1 ? one : many): \(first.label)\(more)"
  }

  private static func unshown(_ findings: [Finding]) -> String {
    guard let first = findings.first else { return "something documented was never shown" }
    let more = findings.count > 1 ? " (and \(findings.count - 1) more such)" : ""
    return "\(first.operation): \(first.message)\(more)"
  }
}
