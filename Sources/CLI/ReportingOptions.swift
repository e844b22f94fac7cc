import ArgumentParser
import Checks
import Evidence
import Inputs
import Reports

/// How strictly it is judged, and where it is reported.
struct ReportingOptions: ParsableArguments {
  enum ProgressMode: String, ExpressibleByArgument, CaseIterable {
    case auto, never
  }

  @OptionGroup var judgement: JudgementOptions

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Write a report: \(AllReporters.formats.map(\.id).joined(separator: ", ")); may be given more than once.",
      valueName: "format=path"))
  var report: [String] = []

  /// What stdout shows.
  enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(
    name: .long,
    help: "What stdout shows: text as it comes, or at the end the json report (docs/events.md).")
  var format = OutputFormat.text

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Elements of a JUnit report: plain (what every CI server reads) or surefire (also flakyFailure and rerunFailure for repeated attempts).",
      valueName: "flavor"))
  var junitFlavor = JUnitFlavor.plain
  @OptionGroup var baseline: BaselineOptions
  @OptionGroup var quarantine: QuarantineOptions

  @Flag(name: .long, help: "Print failures and the verdict only.")
  var quiet = false

  @Flag(name: .long, help: "Print a line for every case.")
  var verbose = false

  @Flag(name: .long, help: "No colours, as NO_COLOR in the environment.")
  var noColor = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A progress line on stderr: auto (on a terminal) or never.", valueName: "when"))
  var progress = ProgressMode.auto

  func validate() throws {
    if format == .json, quiet || verbose {
      throw ValidationError("--quiet and --verbose are about text, not --format json")
    }
    if judgement.failOn.contains(.new), baseline.baseline == nil {
      throw ValidationError("--fail-on new needs --baseline, which says what is not new")
    }
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    try Self.check(report)
  }

  /// Throws where one is not of the form `FORMAT=PATH`.
  static func check(_ report: [String]) throws {
    for text in report where parts(text) == nil {
      throw ValidationError("--report `\(text)` must be FORMAT=PATH, for instance junit=junit.xml")
    }
  }

  var strictness: Strictness { judgement.strictness }

  var mode: ConsoleMode { quiet ? .quiet : verbose ? .verbose : .normal }

  /// Of the progress line, which has a terminal of its own.
  func progressStyle(environment: [String: String]) -> ConsoleStyle {
    var style = style(environment: environment)
    style.color =
      Terminal.errorIsTerminal && !Self.isColorRefused(noColor, environment)
      && environment["TERM"] != "dumb"
    return ConsoleStyle(
      color: style.color, width: Terminal.errorWidth ?? style.width, unicode: style.unicode)
  }

  private static func isColorRefused(_ noColor: Bool, _ environment: [String: String]) -> Bool {
    noColor || environment["NO_COLOR"].map { !$0.isEmpty } ?? false
  }

  func style(environment: [String: String]) -> ConsoleStyle {
    Self.style(noColor: noColor, environment: environment)
  }

  static func style(noColor: Bool, environment: [String: String]) -> ConsoleStyle {
    let refused = isColorRefused(noColor, environment)
    let locale =
      environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? "C.UTF-8"
    return ConsoleStyle(
      color: Terminal.outputIsTerminal && !refused && environment["TERM"] != "dumb",
      width: Terminal.outputWidth ?? 100,
      height: Terminal.outputHeight,
      unicode: locale.uppercased().contains("UTF"))
  }

  /// The files of each `FORMAT=PATH`.
  static func wanted(_ report: [String]) -> [ReportFiles.Wanted] {
    report.compactMap { text in
      parts(text).map {
        ReportFiles.Wanted(format: $0.format, path: $0.path, name: "--report \(text)")
      }
    }
  }

  /// Nil where it is not of that form.
  static func parts(_ text: String) -> (format: String, path: String)? {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    let path = String(text[text.index(after: equals)...])
    return path.isEmpty ? nil : (String(text[..<equals]), path)
  }
}

extension JUnitFlavor: ExpressibleByArgument {}
