import ArgumentParser
import Checks

/// `muster checks`: the built-in checks.
struct ChecksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checks", abstract: "Lists the built-in checks that judge every answer.")

  func run() {
    for check in AllChecks.all { Terminal.output("\(check.id)\n    \(check.summary)\n") }
  }
}
