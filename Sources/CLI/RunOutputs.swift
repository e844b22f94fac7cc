import Evidence
import History
import Inputs
import Reports
import Synchronization

/// Everything that listens to a run: the console, the progress line, the report files.
final class RunOutputs: Sendable {
  private struct State {
    var tally = RunTally()
    var progress = Progress()
    var reports: ReportSet
    /// What is to be written into the baseline; nil where it stays as it is.
    var recorder: BaselineRecorder?
    var github: GitHubOutput?
    /// Nil where no history is kept, or it failed.
    var history: HistoryRecorder?
    /// The run as the history has it, once it is over.
    var recorded: HistoryRun?
  }

  private let state: Mutex<State>
  private let console: any Reporter
  private let policy: RunPolicy
  private let baselinePath: String?
  private let style: ConsoleStyle
  private let start = ContinuousClock.now
  private let line: ProgressLine

  /// What there is to write.
  struct Setup {
    var policy: RunPolicy
    /// `FORMAT=PATH`.
    var report: [String]
    var junitFlavor = JUnitFlavor.plain
    var format = ReportingOptions.OutputFormat.text
    var mode = ConsoleMode.normal
    var style: ConsoleStyle
    /// Nil: no progress line.
    var progressStyle: ConsoleStyle?
    /// Where known failures are to be written.
    var updatedBaseline: String?
    /// Files that no report may overwrite.
    var inputs: [String]
    /// Where the run is kept.
    var history: HistoryStore?
  }

  /// Throws where a report can't be written, before anything is sent.
  convenience init(
    _ options: ReportingOptions, baseline: Baseline?, quarantine: Quarantine?, inputs: [String],
    history: HistoryStore? = nil
  ) throws(Failure) {
    var policy = options.judgement.choice.policy
    policy.baseline = baseline
    policy.quarantine = quarantine
    let isProgressShown = options.progress == .auto && Terminal.errorIsTerminal
    try self.init(
      Setup(
        policy: policy, report: options.report, junitFlavor: options.junitFlavor,
        format: options.format, mode: options.mode,
        style: options.style(environment: ProcessEnvironment.variables),
        progressStyle: isProgressShown
          ? options.progressStyle(environment: ProcessEnvironment.variables) : nil,
        updatedBaseline: options.baseline.updateBaseline ? options.baseline.baseline : nil,
        inputs: inputs
          + [options.baseline.baseline, options.quarantine.quarantine].compactMap { $0 },
        history: history))
  }

  init(_ setup: Setup) throws(Failure) {
    let policy = setup.policy
    self.policy = policy
    let files = try ReportFiles.open(
      ReportingOptions.wanted(setup.report), inputs: setup.inputs, policy: policy,
      flavor: setup.junitFlavor)
    baselinePath = setup.updatedBaseline
    let recorder =
      setup.updatedBaseline == nil
      ? nil : BaselineRecorder(areWarningsRecorded: policy.failOnWarning)
    let github = GitHubOutput(policy: policy, environment: ProcessEnvironment.variables)
    style = setup.progressStyle ?? setup.style
    let line = ProgressLine(isShown: setup.progressStyle != nil)
    self.line = line
    console = try Self.console(setup) { bytes in
      line.clear()
      Terminal.output(bytes)
    }
    state = Mutex(
      State(
        reports: ReportSet(files), recorder: recorder, github: github,
        history: setup.history.map { HistoryRecorder($0, now: Clock.now) }))
    github?.begin()
  }

  /// What goes to stdout.
  private static func console(
    _ setup: Setup, _ write: @escaping @Sendable (ArraySlice<UInt8>) -> Void
  ) throws(Failure) -> any Reporter {
    switch setup.format {
    case .text:
      return ConsoleReporter(
        style: setup.style, mode: setup.mode, policy: setup.policy
      ) { text in
        write(Array(text.utf8)[...])
      }
    case .json:
      let folder =
        ProcessEnvironment.variables["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
      do {
        return try JSONReporter(spoolingIn: folder, policy: setup.policy, sink: write)
      } catch {
        throw .unusable(
          "--format json needs room in the folder for temporary files: \(error)",
          remedy: "set TMPDIR to a folder that can be written")
      }
    }
  }

  func handle(_ event: RunEvent) {
    let event = policy.marked(event)
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    let progress = state.withLock { state in
      state.tally.record(event)
      state.progress.record(event, at: elapsed)
      state.recorder?.record(event)
      state.github?.record(event)
      Self.keep(&state) { (history) throws(HistoryError) in try history.record(event) }
      state.reports.handle(event)
      return state.progress
    }
    toConsole { () throws(ReportError) in try console.handle(event) }
    if case .caseFinished = event { line.show(at: elapsed) { progress.text(style, at: elapsed) } }
  }

  /// Ends every report and says with which code the process is to end.
  func close() -> Int32 {
    line.clear()
    toConsole { () throws(ReportError) in try console.close() }
    return state.withLock { state in
      state.reports.close()
      state.github?.end(&state.reports.lost)
      updateBaseline(&state)
      let verdict = state.tally.outcome(under: policy).verdict
      let tally = state.tally
      var recorded: HistoryRun?
      Self.keep(&state) { (history) throws(HistoryError) in
        recorded = try history.finish(tally, verdict)
      }
      state.recorded = recorded
      for line in state.reports.lost { Terminal.error("muster: error: \(line)") }
      let code = verdict.exitCode
      // A verdict whose report is lost is not a success.
      return code == 0 && !state.reports.lost.isEmpty ? ExitStatus.defect : code
    }
  }

  /// The run as the history has it, once it is over; nil where none is kept.
  var recorded: HistoryRun? { state.withLock(\.recorded) }

  /// A history that can't be written is lost like a report.
  private static func keep(
    _ state: inout State, _ body: (inout HistoryRecorder) throws(HistoryError) -> Void
  ) {
    guard var history = state.history else { return }
    do {
      try body(&history)
      state.history = history
    } catch {
      state.history = nil
      state.reports.lost.append("\(TerminalText.escaped(error.message)); \(error.remedy)")
    }
  }

  /// Writes what was found into the baseline, where that was asked for.
  private func updateBaseline(_ state: inout State) {
    guard var recorder = state.recorder, let path = baselinePath, let baseline = policy.baseline
    else { return }
    recorder.record(state.tally.runFindings(under: policy))
    let update = recorder.update(
      baseline, stale: state.tally.staleEntries(under: policy),
      until: BaselineOptions.lastDay(from: baseline.today))
    let isWritten = state.reports.attempt { () throws(ReportError) in
      try WholeFile.replace(path, with: Baseline.file(update.entries))
    }
    guard isWritten else { return }
    let lost = update.lost > 0 ? ", \(update.lost) more had no room" : ""
    Terminal.error(
      "muster: wrote \(TerminalText.escaped(path)): \(Plural.of(update.entries.count, "known failure")), "
        + "\(update.added) new, \(update.removed) removed\(lost)")
  }

  private func toConsole(_ write: () throws(ReportError) -> Void) {
    state.withLock { state in _ = state.reports.attempt(write) }
  }
}

/// One line on stderr that is rewritten in place.
final class ProgressLine: Sendable {
  private let isShown: Bool
  /// When it was last written, in seconds; nil where nothing of it is to be seen.
  private let written = Mutex<Double?>(nil)
  /// Seconds between two writings: more often nobody sees, and a terminal takes time.
  private static let interval = 0.1

  init(isShown: Bool) {
    self.isShown = isShown
  }

  func show(_ text: String) { show(at: .infinity) { text } }

  /// - Parameter moment: seconds since some moment, by which it is not rewritten too often.
  func show(at moment: Double, _ text: () -> String) {
    guard isShown else { return }
    written.withLock { written in
      if let written, moment < written + Self.interval { return }
      Terminal.errorText("\r\(text())\u{1B}[K")
      written = moment == .infinity ? 0 : moment
    }
  }

  func clear() {
    written.withLock { written in
      if written != nil { Terminal.errorText("\r\u{1B}[K") }
      written = nil
    }
  }
}
