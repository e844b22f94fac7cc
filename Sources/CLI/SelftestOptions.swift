import ArgumentParser
import Selftest

/// Which faults are tried, how, and where it is reported.
struct SelftestOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      """
      Only the fault of this id, or those that match, for instance 'missing-property:*'; `muster \
      faults` lists them. May be given more than once.
      """, valueName: "id"))
  var fault: [String] = []

  @Flag(
    name: .long,
    help:
      "Run the whole plan for every fault, also after its check has noticed: tells what kills nothing."
  )
  var complete = false

  @Flag(
    name: .long,
    help: "Break a mock, as for other contracts, also where there is a reference server.")
  var mock = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Percent of the faults that must be killed, for instance 98%.", valueName: "percent"))
  var minKillRate: String?

  @Option(name: .long, help: ArgumentHelp("Faults tried at once.", valueName: "n"))
  var jobs = 4

  @Option(name: .long, help: ArgumentHelp("Seconds for one request.", valueName: "seconds"))
  var timeout = 10.0

  @Option(name: .long, help: ArgumentHelp("text, json or html, on stdout.", valueName: "format"))
  var format = SelftestFormat.text

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Write a report besides: text, json or html; may be given more than once.",
      valueName: "format=path"))
  var report: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A progress line on stderr: auto (on a terminal) or never.", valueName: "when"))
  var progress = ReportingOptions.ProgressMode.auto

  func validate() throws {
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs must be 1 to 256") }
    guard timeout > 0, timeout <= 3600 else {
      throw ValidationError("--timeout must be above 0 and at most 3600")
    }
    if let minKillRate, JudgementOptions.percent(minKillRate) == nil {
      throw ValidationError("--min-kill-rate must be 0 to 100, for instance 98%")
    }
    for text in report where Self.parts(text) == nil {
      throw ValidationError(
        "--report `\(text)` must be FORMAT=PATH with text, json or html, for instance"
          + " html=selftest.html")
    }
  }

  /// The files to write.
  var files: [(format: SelftestFormat, path: String)] { report.compactMap(Self.parts) }

  private static func parts(_ text: String) -> (format: SelftestFormat, path: String)? {
    guard let equals = text.firstIndex(of: "="),
      let format = SelftestFormat(rawValue: String(text[..<equals]))
    else { return nil }
    let path = String(text[text.index(after: equals)...])
    return path.isEmpty || path == "-" ? nil : (format, path)
  }
}

extension SelftestFormat: ExpressibleByArgument {}
