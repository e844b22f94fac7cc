import ArgumentParser
import Contracts
import Documents
import Inputs
import Reports

/// `muster show`: what a definition holds.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows what a definition holds: operations, effects, models, obligations.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var spec: SpecOptions

  @Option(name: .long, help: ArgumentHelp("text or json.", valueName: "format"))
  var format = Format.text

  @Flag(name: .long, help: "List every obligation with what would reach it (text only).")
  var ledger = false

  @OptionGroup(title: "Config") var config: ConfigOptions

  func run() async throws {
    let loaded = try await spec.load()
    for line in DiagnosticText.lines(loaded.diagnostics) { Terminal.error(line) }
    let inventory = Inventory(loaded.contract)
    switch format {
    case .json:
      Terminal.output(
        JSONWriter.text(
          InventoryJSON.document(inventory, toolVersion: Version.text), pretty: true))
    case .text:
      Terminal.output(
        DiagnosticText.aligned(
          InventoryText.lines(inventory) + (ledger ? InventoryText.ledger(inventory) : [])
        ).joined(separator: "\n") + "\n")
    }
  }
}
