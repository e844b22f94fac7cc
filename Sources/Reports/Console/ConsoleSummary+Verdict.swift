import Evidence

extension ConsoleSummary {
  /// The last line: the verdict, why, and what it took.
  var verdictLine: String {
    let (word, paint): (String, ConsoleStyle.Paint) =
      switch outcome.verdict {
      case .passed: ("PASSED", .goodGreen)
      case .failed: ("FAILED", .badRed)
      case .inconclusive: ("INCONCLUSIVE", .warnYellow)
      case .interrupted: ("INTERRUPTED", .warnYellow)
      }
    let duration = Numbers.duration(tally.duration)
    let effort = "\(duration), \(Plural.of(tally.requests, "request"))"
    // The reason may go on for as long as it must: it is the one thing everybody reads.
    let sentence = style.safe(OneLine.of(sentence, limit: 400))
    return "\(style.paint(word, paint))  \(sentence)\(style.paint(style.separator + effort, .dim))"
  }

  private var sentence: String {
    let counts = tally.counts
    guard !outcome.obstacles.isEmpty else {
      let skipped =
        (counts.flaky > 0 ? ", \(Numbers.grouped(counts.flaky)) flaky" : "")
        + (counts.skipped > 0 ? ", \(Numbers.grouped(counts.skipped)) skipped" : "")
      if counts.judged == 0 { return "nothing of the plan falls to this shard\(skipped)" }
      if counts.known > 0 {
        let known = Plural.of(counts.known, "known failure")
        return "\(Plural.of(counts.passed, "case")) passed, \(known)\(skipped)"
      }
      return switch counts.passed {
      case 1: "the one judged case passed\(skipped)"
      default: "all \(Numbers.grouped(counts.passed)) judged cases passed\(skipped)"
      }
    }
    guard outcome.verdict == .inconclusive else {
      return outcome.obstacles.map(\.sentence).joined(separator: "; ")
    }
    let text = counts.judged == 0 && tally.planned > 0 ? "no case could be judged" : nil
    let first = text ?? outcome.obstacles.first?.sentence ?? ""
    if let cause { return "\(first): \(cause)" }
    return counts.judged == 0 ? outcome.obstacles.first?.sentence ?? first : first
  }

  /// What kept the run from judging, where it is one thing.
  private var cause: String? {
    if let reason = tally.summary?.endedEarly { return reason.message }
    let clusters = memory.inconclusive.clusters
    return clusters.count == 1 ? clusters.first?.reason.message : nil
  }
}
