import Contracts
import Documents
import Inputs
import Servers
import Suites

extension AllFaults {
  /// The faults of these ids, each with its parameters, those of a contract included; throws for an
  /// id that there is none of.
  ///
  /// - Parameter allowsPatterns: whether what is no id may be a pattern with `*` and `?`.
  static func named(
    _ ids: [String], of contract: Contract? = nil, allowsPatterns: Bool = false
  ) throws(Failure) -> [any Fault] {
    guard !ids.isEmpty else { return [] }
    let known = all + (contract.map { ContractFaults.all(for: $0) } ?? [])
    var faults: [any Fault] = []
    for text in ids {
      let chosen = try choice(text, known, contract, allowsPatterns)
      for fault in chosen where !faults.contains(where: { $0.id == fault.id }) {
        faults.append(fault)
      }
    }
    return faults
  }

  private static func choice(
    _ text: String, _ known: [any Fault], _ contract: Contract?, _ allowsPatterns: Bool
  ) throws(Failure) -> [any Fault] {
    if let fault = known.first(where: { $0.id == text }) { return [fault] }
    let (id, tuning) = try usable { () throws(FaultTuning.Misuse) in try FaultTuning.split(text) }
    guard let fault = known.first(where: { $0.id == id }) else {
      let glob = Glob(text)
      let matching = allowsPatterns ? known.filter { glob.matches($0.id) } : []
      if !matching.isEmpty { return matching }
      throw .unusable(
        "there is no fault `\(id)`",
        remedy: Suggestion.nearest(to: id, among: known.map(\.id)).map { "did you mean `\($0)`?" }
          ?? "`muster faults` lists them, with a definition also those that it gives rise to")
    }
    guard let tuning else { return [fault] }
    if let operation = tuning.operation {
      let operations = contract?.operations.map { "\($0.id)" } ?? ReferenceServer.operations
      guard operations.contains(operation) else {
        throw .unusable(
          "`\(text)`: there is no operation `\(operation)`",
          remedy: Suggestion.remedy(for: operation, among: operations))
      }
    }
    return [
      try usable { () throws(FaultTuning.Misuse) in
        try TunedFault(fault, tuning, id: text)
      }
    ]
  }

  private static func usable<Result>(
    _ body: () throws(FaultTuning.Misuse) -> Result
  ) throws(Failure) -> Result {
    do {
      return try body()
    } catch {
      throw .unusable(error.message, remedy: error.remedy)
    }
  }
}
