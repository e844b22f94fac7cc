import ArgumentParser
import History
import Inputs
import Reports

/// `muster history`: what earlier runs found.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Tells what earlier runs found.",
    discussion: """
      `muster run --history FILE` and `muster merge --history FILE` keep runs in a SQLite file. A run is \
      named by its number, by `latest` or by `previous`.
      """,
    subcommands: [
      HistoryListCommand.self, HistoryShowCommand.self, HistoryCompareCommand.self,
      HistoryTrendCommand.self, HistoryFlakyCommand.self, HistoryPruneCommand.self,
    ])
}

/// Which history, and how it is shown.
struct HistoryViewOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The file that runs were kept in.", valueName: "path"))
  var history: String

  @Option(name: .long, help: "text, json, or html for a page with charts.")
  var format = HistoryFormat.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file instead of stdout.", valueName: "path"))
  var output: String?

  /// Answers with what `body` makes of the history.
  func show(_ body: (HistoryStore) throws(HistoryError) -> HistoryView) throws(Failure) {
    let store = try HistoryStore.open(history, mayCreate: false)
    let bytes: [UInt8]
    do {
      bytes = try body(store).bytes(format)
    } catch {
      throw Failure(error)
    }
    guard let output else { return Terminal.output(bytes[...]) }
    try OutputFile.write(bytes, to: output, keeping: [history])
  }
}

extension HistoryFormat: ExpressibleByArgument {}

extension RunSelector: ExpressibleByArgument {
  init?(argument: String) { self.init(parsing: argument) }
}

/// `muster history list`.
struct HistoryListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists runs, the newest first.")

  @OptionGroup var options: HistoryViewOptions

  @Option(name: .long, help: ArgumentHelp("So many at most.", valueName: "n"))
  var last = 50

  func validate() throws { try HistoryLimits.check(last) }

  func run() throws {
    try options.show { (store) throws(HistoryError) in
      .list(try store.runs(limit: last), size: try store.size())
    }
  }
}

/// `muster history show`.
struct HistoryShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows what a run found.")

  @Argument(help: ArgumentHelp("The run.", valueName: "run"))
  var selector = RunSelector.latest

  @OptionGroup var options: HistoryViewOptions

  func run() throws {
    try options.show { (store) throws(HistoryError) in
      let run = try store.run(selector)
      return .show(
        run, try store.results(of: run), causes: try store.causes(of: run),
        obligations: try store.obligations(of: run), timings: try store.timings(of: run))
    }
  }
}

/// `muster history compare`.
struct HistoryCompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Tells what is new, fixed and still failing from one run to another.")

  @Argument(help: ArgumentHelp("The earlier run.", valueName: "a"))
  var before = RunSelector.previous

  @Argument(help: ArgumentHelp("The later run.", valueName: "b"))
  var after = RunSelector.latest

  @OptionGroup var options: HistoryViewOptions

  func run() throws {
    try options.show { (store) throws(HistoryError) in
      .compare(try store.compare(try store.run(before), try store.run(after)))
    }
  }
}

/// `muster history trend`.
struct HistoryTrendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "Shows how runs like one went: failures, times, how long repairs took.")

  @Argument(help: ArgumentHelp("The last run; runs of the same target count.", valueName: "run"))
  var selector = RunSelector.latest

  @OptionGroup var options: HistoryViewOptions

  @Option(name: .long, help: ArgumentHelp("So many runs at most.", valueName: "n"))
  var last = 365

  func validate() throws { try HistoryLimits.check(last) }

  func run() throws {
    try options.show { (store) throws(HistoryError) in
      let run = try store.run(selector)
      let runs = try store.runs(like: run, limit: last)
      return .trend(
        runs, medians: try store.medians(of: runs), drifts: try store.drifts(of: run, all: true),
        cases: try store.oddCases(like: run, last: last))
    }
  }
}

/// `muster history flaky`.
struct HistoryFlakyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flaky", abstract: "Lists flaky cases with their rates.")

  @Argument(help: ArgumentHelp("The last run; runs of the same target count.", valueName: "run"))
  var selector = RunSelector.latest

  @OptionGroup var options: HistoryViewOptions

  @Option(name: .long, help: ArgumentHelp("So many runs at most.", valueName: "n"))
  var last = 365

  func validate() throws { try HistoryLimits.check(last) }

  func run() throws {
    try options.show { (store) throws(HistoryError) in
      let run = try store.run(selector)
      let count = try store.runs(like: run, limit: last).count
      return .flaky(try store.oddCases(like: run, last: last), runs: count)
    }
  }
}

enum HistoryLimits {
  static func check(_ last: Int) throws {
    guard (1...100_000).contains(last) else {
      throw ValidationError("--last must be 1 to 100000")
    }
  }
}

/// `muster history prune`.
struct HistoryPruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Takes old runs out.")

  @Option(name: .long, help: ArgumentHelp("The file that runs were kept in.", valueName: "path"))
  var history: String

  @Option(
    name: .long,
    help: ArgumentHelp("Keep so many runs of each target, the newest.", valueName: "n"))
  var keep: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Take out runs that started before this day, for instance 2026-01-31.", valueName: "day"))
  var before: String?

  func validate() throws {
    if keep == nil, before == nil {
      throw ValidationError("say what stays with --keep, or what goes with --before")
    }
    if let keep, !(0...1_000_000).contains(keep) {
      throw ValidationError("--keep must be 0 to 1000000")
    }
    if let before, Timestamp.start(ofDay: before) == nil {
      throw ValidationError("--before `\(before)` is no day; write for instance 2026-01-31")
    }
  }

  func run() throws {
    let store = try HistoryStore.open(history, mayCreate: false)
    do throws(HistoryError) {
      let count = try store.prune(
        keep: keep, before: before.flatMap { Timestamp.start(ofDay: $0) })
      try store.compact()
      Terminal.output(
        "took \(Plural.of(count, "run")) out, \(Plural.of(try store.runs().count, "run")) left,"
          + " \(Numbers.grouped(try store.size())) bytes\n")
    } catch {
      throw Failure(error)
    }
  }
}
