import ArgumentParser
import Checks
import Documents
import Inputs

/// `muster checks`: the built-in checks, or all about some of them.
struct ChecksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checks",
    abstract: "Lists the built-in checks that judge every answer, or explains some of them.")

  @Argument(help: ArgumentHelp("The check to explain; several may be given.", valueName: "id"))
  var ids: [String] = []

  func run() throws {
    let all = AllChecks.descriptions
    guard !ids.isEmpty else {
      for check in all { Terminal.output("\(check.id)\n    \(check.summary)\n") }
      return
    }
    var found: [CheckDescription] = []
    for id in ids {
      guard let check = all.first(where: { $0.id == id }) else {
        throw Failure.unusable(
          "there is no check `\(id)`", remedy: Suggestion.remedy(for: id, among: all.map(\.id)))
      }
      found.append(check)
    }
    Terminal.output(
      found.map { CheckText.lines($0).joined(separator: "\n") }.joined(separator: "\n\n") + "\n")
  }
}
