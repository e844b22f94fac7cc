package import Checks
package import Contracts
import Documents
package import Evidence
package import Suites

extension RunFacts {
  /// What is known before the first request.
  ///
  /// - Parameter command: the words of the command that repeats the run; empty where there is none.
  package init(
    _ loaded: LoadedContract, digest: String? = nil, base: String, plan: Plan, specFiles: [String],
    strictness: Strictness, seed: UInt64, startedAt: Double, assumptions: [String],
    command: [String]
  ) {
    let contract = loaded.contract
    self.init(
      toolVersion: Version.text, contract: contract.title, contractVersion: contract.version,
      specFiles: specFiles, baseURL: base, strictness: strictness.rawValue, seed: seed,
      plannedCases: plan.cases.count,
      obligations: contract.obligations.map(\.fact),
      diagnostics: loaded.diagnostics + plan.diagnostics,
      vacuity: Vacuity(of: contract).sentences(contract),
      assumptions: assumptions
        + loaded.diagnostics.filter { $0.code.hasSuffix("-assumed") }.map(\.message),
      startedAt: startedAt, command: command,
      contractDigest: digest)
  }
}

extension Contract.Obligation {
  fileprivate var fact: ObligationFact {
    let kind: ObligationFact.Kind =
      switch self.kind {
      case .status: .status
      case .security: .security
      case .property: .property
      case .parameter: .parameter
      case .errorBody: .errorBody
      case .fallback: .fallback
      }
    return ObligationFact(
      id: id, kind: kind, subject: subject, detail: detail, range: range,
      remedy: remedy, witnesses: witnesses.map { "\($0)" })
  }
}

extension Vacuity {
  /// What the contract can't detect, one sentence each; nothing where it can all be detected.
  fileprivate func sentences(_ contract: Contract) -> [String] {
    var sentences: [String] = []
    if !modelsAcceptingEmptyObject.isEmpty {
      sentences.append(
        "\(modelsAcceptingEmptyObject.count) of \(contract.models.count) models accept {}")
    }
    if !swallowingOperations.isEmpty {
      sentences.append(
        "\(swallowingOperations.count) of \(contract.operations.count) operations document every"
          + " status by default")
    }
    if !opaquePlaces.isEmpty {
      sentences.append("\(opaquePlaces.count) places may hold anything")
    }
    if !unknownTypes.isEmpty {
      sentences.append("\(unknownTypes.count) types are unknown and not checked")
    }
    if !unreferencedModels.isEmpty {
      let names = unreferencedModels.map(\.name).joined(separator: ", ")
      sentences.append("no operation uses the models \(names)")
    }
    return sentences
  }
}
