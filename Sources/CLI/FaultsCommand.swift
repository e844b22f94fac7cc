import ArgumentParser
import Contracts
import Documents
import Inputs
import Servers

/// `muster faults`: what a server can be broken with.
struct FaultsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "faults",
    abstract: "Lists the faults that can be injected into the reference server.",
    discussion: """
      With a definition, also those that it gives rise to: for each property of each model and for \
      each status of each operation one that breaks just it. Where --fault takes an id, it also takes \
      parameters behind it: `id:after=N` leaves the first N requests that it concerns alone, \
      `id:probability=P` breaks some of them, `operation=METHOD /path` moves it and `field=NAME` \
      gives it another member, where the list says so.
      """)

  @Argument(help: "The API definition, a path or a URL.")
  var spec: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "An OpenAPI Overlay that refines the definition; may be given more than once.",
      valueName: "path"))
  var overlay: [String] = []

  @OptionGroup(title: "Config") var config: ConfigOptions

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
      var lines = ["\(fault.id)", "    \(fault.scope): \(fault.summary)"]
      lines.append(
        fault.equivalence.map { "    can't be caught: \($0)" }
          ?? "    caught by \(fault.expectedCheck)")
      let parameters =
        (fault.isMovable ? ["operation"] : []) + (fault.hasField ? ["field"] : [])
      if !parameters.isEmpty {
        lines.append("    takes \(parameters.map { "\($0)=…" }.joined(separator: ", "))")
      }
      Terminal.output(lines.joined(separator: "\n") + "\n")
    }
  }
}

extension Fault {
  /// Whether it can be about another member.
  fileprivate var hasField: Bool { concerning(field: "x") != nil }
}
