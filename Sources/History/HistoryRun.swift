package import Evidence
internal import GRDB

/// A run as the history keeps it.
package struct HistoryRun: Sendable, Hashable {
  package var id: Int64
  package var contract: String
  package var target: String
  package var strictness: String
  /// Seconds since 1970-01-01T00:00:00Z.
  package var startedAt: Double
  package var contractVersion: String
  package var contractDigest: String
  package var seed: String
  package var toolVersion: String
  package var verdict: String
  package var exitCode: Int
  package var duration: Double
  package var requests: Int
  package var passed: Int
  package var failed: Int
  package var known: Int
  package var inconclusive: Int
  package var skipped: Int
  package var flaky: Int
  package var discharged: Int
  package var obligations: Int
  var series: Int64

  static let columns = """
    SELECT run.*, series.contract AS contract, series.target AS target, \
    series.strictness AS strictness FROM run JOIN series ON series.id = run.series
    """

  init(_ row: Row) {
    id = row["id"]
    series = row["series"]
    contract = row["contract"]
    target = row["target"]
    strictness = row["strictness"]
    startedAt = row["startedAt"]
    contractVersion = row["contractVersion"]
    contractDigest = row["contractDigest"]
    seed = row["seed"]
    toolVersion = row["toolVersion"]
    verdict = row["verdict"]
    exitCode = row["exitCode"]
    duration = row["duration"]
    requests = row["requests"]
    passed = row["passed"]
    failed = row["failed"]
    known = row["known"]
    inconclusive = row["inconclusive"]
    skipped = row["skipped"]
    flaky = row["flaky"]
    discharged = row["discharged"]
    obligations = row["obligations"]
  }
}

/// A case of a run as the history keeps it.
package struct HistoryResult: Sendable, Hashable {
  package var id: String
  package var title: String
  package var verdict: Verdict
  package var isFlaky: Bool
  package var isKnown: Bool
  package var isQuarantined: Bool
  /// Seconds.
  package var duration: Double

  static func code(_ verdict: Verdict) -> Int {
    switch verdict {
    case .passed: 0
    case .failed: 1
    case .inconclusive: 2
    case .skipped: 3
    }
  }

  static func verdict(_ code: Int) -> Verdict {
    switch code {
    case 0: .passed
    case 1: .failed
    case 2: .inconclusive
    default: .skipped
    }
  }

  static func flags(_ result: CaseResult) -> Int {
    (result.isFlaky ? 1 : 0) | (result.isKnown ? 2 : 0) | (result.quarantine == nil ? 0 : 4)
  }

  init(_ row: Row) {
    id = row["name"]
    title = row["title"]
    verdict = Self.verdict(row["verdict"])
    let flags: Int = row["flags"]
    isFlaky = flags & 1 != 0
    isKnown = flags & 2 != 0
    isQuarantined = flags & 4 != 0
    duration = Double(row["micros"] as Int) / 1e6
  }

  /// Whether it fails for everybody, and not as was agreed.
  package var isNewsworthy: Bool { verdict == .failed && !isKnown }
}
