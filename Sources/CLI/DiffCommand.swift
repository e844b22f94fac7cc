import ArgumentParser
import Contracts
import Documents
import Inputs
import Reports

/// `muster diff`: what changed between two definitions, and whom it hurts.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compares two definitions and says which changes break clients.",
    discussion: "Ends with 1 when a change is breaking, with 0 otherwise.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, junit
  }

  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case breaking, any
  }

  @Argument(help: "The definition that clients were written for.")
  var old: String

  @Argument(help: "The definition to compare with it.")
  var new: String

  @Option(name: .long, help: "How the changes are written.")
  var format = Format.text

  @Option(
    name: .long,
    help: ArgumentHelp("Which changes end the command with 1.", valueName: "changes"))
  var failOn = Threshold.breaking

  @OptionGroup(title: "Config") var config: ConfigOptions

  func run() async throws {
    let before = try await load(old)
    let after = try await load(new)
    let changes = ChangeList(ContractDiff.changes(from: before.contract, to: after.contract))
    switch format {
    case .text:
      let lines = changes.text.split(separator: "\n", omittingEmptySubsequences: false)
      Terminal.output(lines.map { TerminalText.escaped(String($0)) }.joined(separator: "\n"))
    case .json: Terminal.output(JSONWriter.text(changes.json, pretty: true))
    case .markdown: Terminal.output(changes.markdown)
    case .junit: try DiffJUnit.write(changes, old: before.contract, new: after.contract)
    }
    if changes.hasBreaking || failOn == .any && !changes.changes.isEmpty {
      throw ExitCode(ExitStatus.failed)
    }
  }

  private func load(_ path: String) async throws -> LoadedContract {
    let options = try SpecOptions.parse([path])
    let loaded = try await options.load()
    Terminal.show(loaded.diagnostics)
    return loaded
  }
}
