import ArgumentParser
import Checks
import Evidence
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

  @OptionGroup var baseline: BaselineOptions

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
    if judgement.failOn.contains(.new), baseline.baseline == nil {
      throw ValidationError("--fail-on new needs --baseline, which says what is not new")
    }
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    for text in report where Self.parts(text) == nil {
      throw ValidationError("--report `\(text)` must be FORMAT=PATH, for instance junit=junit.xml")
    }
  }

  var strictness: Strictness { judgement.strictness }

  var mode: ConsoleMode { quiet ? .quiet : verbose ? .verbose : .normal }

  func style(environment: [String: String]) -> ConsoleStyle {
    let refused = noColor || environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    let locale =
      environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? "C.UTF-8"
    return ConsoleStyle(
      color: Terminal.outputIsTerminal && !refused && environment["TERM"] != "dumb",
      width: Terminal.outputWidth ?? 100,
      unicode: locale.uppercased().contains("UTF"))
  }

  /// One reporter for each `--report`; throws where one can't be written, or would overwrite an
  /// input file or another report.
  func reporters(
    inputs: [String], policy: RunPolicy
  ) throws(Failure) -> [any Reporter] {
    var reporters: [any Reporter] = []
    let kept = inputs + [baseline.baseline].compactMap { $0 }
    var taken = Set(kept.compactMap { InputFile.identity($0) })
    for text in report {
      guard let (format, path) = Self.parts(text) else { continue }
      if path == "-" {
        throw .unusable(
          "--report \(text) names no file", remedy: "reports go to files: \(format)=PATH")
      }
      if let identity = InputFile.identity(path), taken.contains(identity) {
        throw .unusable(
          "--report \(text) would overwrite an input file or another report",
          remedy: "give it a path of its own")
      }
      defer { InputFile.identity(path).map { _ = taken.insert($0) } }
      do {
        reporters.append(try AllReporters.make(format: format, path: path, policy: policy))
      } catch {
        throw Failure(lines: ["muster: error: \(error)"], code: ExitStatus.unusable)
      }
    }
    return reporters
  }

  private static func parts(_ text: String) -> (format: String, path: String)? {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    let path = String(text[text.index(after: equals)...])
    return path.isEmpty ? nil : (String(text[..<equals]), path)
  }
}
