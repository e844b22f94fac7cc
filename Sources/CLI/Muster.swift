import ArgumentParser
import Glibc

/// The command line: the only place where files are read, options parsed and parts put together.
@main
struct Muster: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "muster",
    abstract: "Does your API pass muster? A contract-conformance test harness for HTTP APIs.",
    version: Version.text,
    subcommands: [
      RunCommand.self, PlanCommand.self, LintCommand.self, ShowCommand.self, ConvertCommand.self,
      DiffCommand.self, ChecksCommand.self, FaultsCommand.self, SelftestCommand.self,
      ReferenceCommand.self, MockCommand.self, ValidateCommand.self, InitCommand.self,
      FormatCommand.self, ReportCommand.self, CertifyCommand.self, VerifyCommand.self,
      KeygenCommand.self, ReplayCommand.self,
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
    do {
      var command = try parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return 0
    } catch let failure as Failure {
      for line in failure.lines { Terminal.error(line) }
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
      Terminal.error("muster: error: \(message(for: error)); see muster --help")
      return ExitStatus.unusable
    }
  }
}

/// What the process ends with, as documented for every command.
enum ExitStatus {
  static let failed: Int32 = 1
  /// Arguments, config, suite or spec can't be used.
  static let unusable: Int32 = 2
  static let inconclusive: Int32 = 3
  /// Our own defect.
  static let defect: Int32 = 70
  static let interrupted: Int32 = 130
}

/// Why a command ends: what to print, one line each, and the exit code.
struct Failure: Error {
  var lines: [String]
  var code: Int32

  /// Something that the user gave can't be used.
  static func unusable(_ message: String, remedy: String) -> Failure {
    Failure(lines: ["muster: error: \(message); \(remedy)"], code: ExitStatus.unusable)
  }
}
