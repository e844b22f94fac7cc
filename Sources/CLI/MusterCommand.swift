import ArgumentParser
import Glibc
import Inputs
import Reports

/// The command line: the only place where files are read, options parsed and parts put together.
@main
struct MusterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "muster",
    abstract: "Does your API pass muster? A contract-conformance test harness for HTTP APIs.",
    version: Version.text,
    subcommands: [
      RunCommand.self, PlanCommand.self, LintCommand.self, ShowCommand.self, ConvertCommand.self,
      DiffCommand.self, ChecksCommand.self, FaultsCommand.self, SelftestCommand.self,
      ReferenceCommand.self, MockCommand.self, ValidateCommand.self, InitCommand.self,
      FormatCommand.self, ReportCommand.self, MergeCommand.self, HistoryCommand.self,
      CertifyCommand.self, VerifyCommand.self, KeygenCommand.self, ReplayCommand.self,
    ])

  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    let code = await run(Array(CommandLine.arguments.dropFirst()))
    if let problem = Terminal.outputFailure {
      Terminal.error(
        "muster: error: stdout can't be written: \(problem); free the disk or redirect it")
      ProcessExit.now(code == 0 ? ExitStatus.defect : code)
    }
    ProcessExit.now(code)
  }

  /// Runs a command and says with which code the process is to end.
  private static func run(_ arguments: [String]) async -> Int32 {
    let expanded: ConfigArguments
    do {
      expanded = try ConfigArguments(arguments, environment: ProcessEnvironment.variables)
    } catch {
      for line in error.lines { Terminal.error(line) }
      return error.code
    }
    show(expanded.announcement.map { [$0] } ?? [])
    do {
      var command = try parsed(expanded.arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return 0
    } catch let failure as Failure {
      for line in failure.lines { Terminal.error(line) }
      show(expanded.notes(on: failure.lines.joined(separator: "\n")))
      return failure.code
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      let text = fullMessage(for: error)
      if exitCode(for: error).isSuccess {
        Terminal.output(text + "\n")
        return 0
      }
      guard exitCode(for: error) == .validationFailure else {
        Terminal.error("muster: internal error: \(error); please report it")
        return ExitStatus.defect
      }
      let words = Self.words(for: error)
      Terminal.error("muster: error: \(words); see muster --help")
      show(expanded.notes(on: words))
      return ExitStatus.unusable
    }
  }

  /// The parser asks for a protocol of each type that options have, and searches the whole program for each. Taken
  /// by itself, a run asks only for its own, which saves a tenth of its start. What is wrong with its arguments, and
  /// what they ask besides, is left to the whole parser, whose words know all commands.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    if arguments.first == RunCommand.configuration.commandName,
      let command = try? RunCommand.parseAsRoot(Array(arguments.dropFirst())),
      command is RunCommand
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  /// The parser's words, but for what a command is about.
  private static func words(for error: any Error) -> String {
    let words = message(for: error)
    return words == "Missing expected argument '<spec>'"
      ? "no definition is given; name it, or write it as `spec:` into a \(ConfigSearch.name)"
      : words
  }

  private static func show(_ notes: [String]) {
    for line in DiagnosticText.lines(notes) { Terminal.error(line) }
  }
}
