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
    case .warnings(let count):
      "\(Plural.of(count, "warning")), and warnings were made to count"
    case .coverage(let coverage): coverage.sentence
    case .nothingShown(let count):
      "\(Plural.of(count, "case")) ran, and none was answered as documented; check --base-url"
    case .unshown(let findings): RunObstacle.unshown(findings)
    case .inconclusiveCases(let count):
      "\(Plural.of(count, "case")) could not be judged"
    }
  }

  private static func unshown(_ findings: [Finding]) -> String {
    guard let first = findings.first else { return "something documented was never shown" }
    let more = findings.count > 1 ? " (and \(findings.count - 1) more such)" : ""
    return "\(first.operation): \(first.message)\(more)"
  }
}
