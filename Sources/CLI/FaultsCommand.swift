import ArgumentParser
import Documents
import Servers

/// `muster faults`: what the reference server can be broken with.
struct FaultsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "faults",
    abstract: "Lists the faults that can be injected into the reference server.")

  func run() {
    for fault in AllFaults.all {
      Terminal.output(
        "\(fault.id)\n    \(fault.operation): \(fault.summary)\n"
          + "    caught by \(fault.expectedCheck)\n")
    }
  }
}

extension AllFaults {
  /// The faults of these ids; throws for an id that there is none of.
  static func named(_ ids: [String]) throws(Failure) -> [any Fault] {
    var faults: [any Fault] = []
    for id in ids {
      guard let fault = fault(id: id) else {
        throw .unusable(
          "there is no fault `\(id)`", remedy: Suggestion.remedy(for: id, among: all.map(\.id)))
      }
      faults.append(fault)
    }
    return faults
  }
}
