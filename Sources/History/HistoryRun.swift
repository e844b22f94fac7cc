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

  init(_ row: Row) throws {
    id = try row.value("id")
    series = try row.value("series")
    contract = try row.value("contract")
    target = try row.value("target")
    strictness = try row.value("strictness")
    startedAt = try row.value("startedAt")
    contractVersion = try row.value("contractVersion")
    contractDigest = try row.value("contractDigest")
    seed = try row.value("seed")
    toolVersion = try row.value("toolVersion")
    verdict = try row.value("verdict")
    exitCode = try row.value("exitCode")
    duration = try row.value("duration")
    requests = try row.value("requests")
    passed = try row.value("passed")
    failed = try row.value("failed")
    known = try row.value("known")
    inconclusive = try row.value("inconclusive")
    skipped = try row.value("skipped")
    flaky = try row.value("flaky")
    discharged = try row.value("discharged")
    obligations = try row.value("obligations")
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

  init(_ row: Row) throws {
    id = try row.value("name")
    title = try row.value("title")
    verdict = Self.verdict(try row.value("verdict"))
    let flags: Int = try row.value("flags")
    isFlaky = flags & 1 != 0
    isKnown = flags & 2 != 0
    isQuarantined = flags & 4 != 0
    duration = Double(try row.value("micros") as Int) / 1e6
  }

  /// Whether it fails for everybody, and not as was agreed.
  package var isNewsworthy: Bool { verdict == .failed && !isKnown }
}

extension Row {
  /// A column of a file that anybody may have written: throws for what is of another type, which a subscript
  /// takes for a mistake of ours.
  func value<T: DatabaseValueConvertible>(_ name: String) throws -> T {
    try decode(T.self, forColumn: name)
  }
}
