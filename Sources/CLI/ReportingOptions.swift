import ArgumentParser
import Checks
import Evidence
import Reports

/// How strictly it is judged, and where it is reported.
struct ReportingOptions: ParsableArguments {
  enum ProgressMode: String, ExpressibleByArgument, CaseIterable {
    case auto, never
  }

  @Option(
    name: .long,
    help: ArgumentHelp("How much is tolerated: lenient, standard or strict.", valueName: "level"))
  var strictness = Strictness.standard

  @Option(
    name: .long, help: ArgumentHelp("`warning` makes warnings fail the run.", valueName: "what"))
  var failOn: FailOn?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      """
      Percent of the obligations that must be discharged, for instance 95%; of one kind with \
      \(ObligationFact.Kind.allCases.map(\.rawValue).joined(separator: ", ")), for instance \
      status=100%. May be given more than once.
      """, valueName: "percent"))
  var requireCoverage: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Write a report: \(AllReporters.formats.map(\.id).joined(separator: ", ")); may be given more than once.",
      valueName: "format=path"))
  var report: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Judge by this check only (`muster checks` lists them); may be given more than once.",
      valueName: "id"))
  var check: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Do not judge by this check; may be given more than once.", valueName: "id"))
  var skipCheck: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The longest that an answer may take, for instance 2s or 500ms.", valueName: "time"))
  var maxLatency: String?

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

  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case warning
  }

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    for text in requireCoverage where CoverageDemand(parsing: text) == nil {
      let kinds = ObligationFact.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        "--require-coverage `\(text)` must be 0 to 100, for instance 95%, or that of one kind"
          + " (\(kinds)), for instance status=100%")
    }
    if let maxLatency, LatencyLimits.read(maxLatency) == nil {
      throw ValidationError(
        "--max-latency must be above 0 and at most 3600 seconds, for instance 2s or 500ms")
    }
    for text in report where Self.parts(text) == nil {
      throw ValidationError("--report `\(text)` must be FORMAT=PATH, for instance junit=junit.xml")
    }
  }

  var policy: RunPolicy {
    RunPolicy(
      failOnWarning: failOn == .warning,
      requiredCoverage: requireCoverage.compactMap { CoverageDemand(parsing: $0) },
      runSeverities: strictness.runSeverities(of: checkIDs))
  }

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
  func reporters(inputs: [String]) throws(Failure) -> [any Reporter] {
    var reporters: [any Reporter] = []
    var taken = Set(inputs.compactMap { InputFile.identity($0) })
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

extension Strictness: ExpressibleByArgument {}
