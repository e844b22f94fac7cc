import ArgumentParser
import Contracts
import Documents
import Servers

/// `muster faults`: what a server can be broken with.
struct FaultsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "faults",
    abstract: "Lists the faults that can be injected into the reference server.",
    discussion: """
      With a definition, also those that it gives rise to: for each property of each model and for \
      each status of each operation one that breaks just it.
      """)

  @Argument(help: "The API definition, a path or a URL.")
  var spec: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "An OpenAPI Overlay that refines the definition; may be given more than once.",
      valueName: "path"))
  var overlay: [String] = []

  func validate() throws {
    if spec == nil, !overlay.isEmpty {
      throw ValidationError("--overlay refines a definition; give the definition too")
    }
  }

  func run() async throws {
    var faults = AllFaults.all
    if let spec {
      let loaded = try await SpecLoader(
        spec: spec, overlays: overlay, allowedFolders: [], allowsRemote: false
      ).load()
      faults += ContractFaults.all(for: loaded.contract)
    }
    for fault in faults {
      Terminal.output(
        "\(fault.id)\n    \(fault.scope): \(fault.summary)\n"
          + (fault.equivalence.map { "    can't be caught: \($0)\n" }
            ?? "    caught by \(fault.expectedCheck)\n"))
    }
  }
}

extension AllFaults {
  /// The faults of these ids, those of a contract included; throws for an id that there is none of.
  static func named(_ ids: [String], of contract: Contract? = nil) throws(Failure) -> [any Fault] {
    guard !ids.isEmpty else { return [] }
    let known = all + (contract.map { ContractFaults.all(for: $0) } ?? [])
    var faults: [any Fault] = []
    for id in ids {
      guard let fault = known.first(where: { $0.id == id }) else {
        throw .unusable(
          "there is no fault `\(id)`",
          remedy: Suggestion.nearest(to: id, among: known.map(\.id)).map { "did you mean `\($0)`?" }
            ?? "`muster faults` lists them, with a definition also those that it gives rise to")
      }
      faults.append(fault)
    }
    return faults
  }
}
