import ArgumentParser
import Documents
import Inputs
import Reports

/// Which cases are in quarantine.
struct QuarantineOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      A file of flaky cases: they do not fail the run until their last day; an entry whose day is over \
      does.
      """, valueName: "path"))
  var quarantine: String?

  /// The list as it stands on the run's day; nil where none was asked for.
  func load(date: Double) throws(Failure) -> Quarantine? {
    guard let path = quarantine else { return nil }
    let bytes = try InputFile.read(path, what: "the quarantine list")
    do {
      return Quarantine(
        try Quarantine.entries(try StructuredReader.read(bytes, file: SourceFile(name: path))),
        today: Timestamp.day(date))
    } catch {
      throw Failure(error)
    }
  }
}
