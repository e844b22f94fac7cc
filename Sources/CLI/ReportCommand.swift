import ArgumentParser
import Documents
import Evidence
import Inputs
import Reports

/// `muster report`: renders a run again from its events.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Renders the reports of a run from its events.",
    discussion: """
      The events are what `muster run --report ndjson=PATH` wrote. The reports are those that the run \
      itself would have written, byte for byte; without --report, the one for people goes to stdout. \
      Of a run that was killed, PATH.partial tells what it came to.

      Exit codes: 0 rendered, whatever the run's verdict; 2 the events or arguments can't be used, \
      70 a report can't be written.
      """)

  @Argument(help: ArgumentHelp("The events, or - for stdin.", valueName: "events"))
  var events: String

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Write a report: \(AllReporters.formats.map(\.id).joined(separator: ", ")); may be given more than once.",
      valueName: "format=path"))
  var report: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Elements of a JUnit report, as for run.", valueName: "flavor"))
  var junitFlavor = JUnitFlavor.plain

  @Flag(name: .long, help: "No colours, as NO_COLOR in the environment.")
  var noColor = false

  @OptionGroup(title: "Config") var config: ConfigOptions

  func validate() throws {
    try ReportingOptions.check(report)
  }

  func run() throws {
    let file = SourceFile(name: events == "-" ? "<stdin>" : events)
    var reader = EventReader(file: file)
    var reporters: [any Reporter] = []
    /// Events come after the head, and the head says by what the run is judged.
    func take(_ reader: EventReader, _ event: RunEvent) throws(Failure) {
      if reporters.isEmpty { reporters = try makeReporters(reader, file) }
      for reporter in reporters {
        try attempt { () throws(ReportError) in try reporter.handle(event) }
      }
    }
    try InputFile.readPortions(events, what: "the event stream") { (portion) throws(Failure) in
      var heard: [RunEvent] = []
      try invalid { () throws(InvalidInput) in try reader.add(portion) { heard.append($0) } }
      for event in heard { try take(reader, event) }
    }
    var last: [RunEvent] = []
    try invalid { () throws(InvalidInput) in try reader.finish { last.append($0) } }
    for event in last { try take(reader, event) }
    if reporters.isEmpty { reporters = try makeReporters(reader, file) }
    if reader.isCut || !reader.isFinished {
      Terminal.error(
        "muster: warning: the events of \(file.name) end before their run does; it counts as interrupted"
      )
    }
    for reporter in reporters { try attempt { () throws(ReportError) in try reporter.close() } }
  }

  private func makeReporters(
    _ reader: EventReader, _ file: SourceFile
  ) throws(Failure) -> [any Reporter] {
    let policy: RunPolicy
    do {
      policy = try EventStream.policy(of: reader)
    } catch {
      throw .unusable(
        "\(file.name):1:\(error.column): \(error.message)",
        remedy: "give a stream that --report ndjson=PATH wrote, unchanged")
    }
    guard report.isEmpty else {
      return try ReportFiles.open(
        ReportingOptions.wanted(report), inputs: events == "-" ? [] : [events], policy: policy,
        flavor: junitFlavor)
    }
    let style = ReportingOptions.style(noColor: noColor, environment: ProcessEnvironment.variables)
    return [
      ConsoleReporter(style: style, mode: .normal, policy: policy) { Terminal.output($0) }
    ]
  }

  private func invalid(_ body: () throws(InvalidInput) -> Void) throws(Failure) {
    do {
      try body()
    } catch {
      throw Failure(error)
    }
  }

  private func attempt(_ body: () throws(ReportError) -> Void) throws(Failure) {
    do {
      try body()
    } catch {
      throw Failure(lines: ["muster: error: \(error)"], code: ExitStatus.defect)
    }
  }
}
