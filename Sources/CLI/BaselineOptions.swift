import ArgumentParser
import Documents
import Inputs
import Reports

/// Which failures are known.
struct BaselineOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      A file of known failures: they do not fail the run, but new ones do, and entries that have \
      expired or that a complete run does not see any more.
      """, valueName: "path"))
  var baseline: String?

  @Flag(
    name: .long,
    help: """
      Write what failed into the --baseline file and take out what is not seen any more; the exit code \
      stays the run's.
      """)
  var updateBaseline = false

  func validate() throws {
    if updateBaseline, baseline == nil {
      throw ValidationError("--update-baseline needs --baseline, which says where to write")
    }
  }

  /// What the file lists; nil where none was asked for. One that is to be written need not be there yet.
  func entries() throws(Failure) -> [Baseline.Entry]? {
    guard let path = baseline else { return nil }
    guard !updateBaseline || InputFile.isThere(path) else { return [] }
    return try Baseline.entries(at: path)
  }

  /// The last day on which what is recorded today holds.
  static func lastDay(from today: String) -> String {
    let start = Timestamp.start(ofDay: today) ?? 0
    return Timestamp.day(start + Double(BaselineRecorder.days) * 86_400)
  }
}

extension ReportingOptions {
  /// The baseline as it stands on the run's day; nil where none was asked for.
  func loadBaseline(date: Double, isPartial: Bool) throws(Failure) -> Baseline? {
    guard let entries = try baseline.entries() else { return nil }
    return Baseline(
      entries, today: Timestamp.day(date), silentChecks: judgement.choice.silentChecks,
      isPartial: isPartial)
  }
}
