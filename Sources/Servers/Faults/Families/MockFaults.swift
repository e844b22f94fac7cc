package import Contracts
import Documents

/// The faults of a mock of any contract: those that a contract gives rise to, and of the single ones those
/// that can be moved to one of its operations.
package enum MockFaults {
  package struct Entry: Sendable {
    package var fault: any Fault
    /// Why a mock of this contract can't have it, in one sentence without a final full stop; nil: it can.
    package var inapplicable: String?

    package init(fault: any Fault, inapplicable: String? = nil) {
      self.fault = fault
      self.inapplicable = inapplicable
    }
  }

  /// In the order of listings: the single ones, then those of the contract.
  package static func all(for contract: Contract) -> [Entry] {
    AllFaults.all.map { entry($0, contract) }
      + ContractFaults.all(for: contract).map { Entry(fault: $0) }
  }

  /// A fault as a mock of the contract has it; one that was tuned or that the contract gives rise to stays
  /// as it is.
  package static func entry(_ fault: any Fault, _ contract: Contract) -> Entry {
    guard AllFaults.fault(id: fault.id) != nil else { return Entry(fault: fault) }
    switch fault.scope {
    case .allOperations, .otherMethods: return Entry(fault: fault)
    case .tokenEndpoint:
      return Entry(
        fault: fault,
        inapplicable: contract.hasTokenEndpoint
          ? nil : "the definition names no token endpoint for clients")
    case .operation, .operations: break
    }
    guard fault.isMovable else {
      return Entry(
        fault: fault,
        inapplicable:
          "it is about the data of the reference server's \(fault.scope), and a mock makes"
          + " its data up")
    }
    let need = Need(fault)
    guard let operation = contract.operations.first(where: { need.isMet(by: $0, in: contract) })
    else { return Entry(fault: fault, inapplicable: "the definition has no \(need.words)") }
    var tuning = FaultTuning()
    tuning.operation = "\(operation.id)"
    if need.isOfField { tuning.field = contract.requiredMember(of: operation) }
    let field = tuning.field.map { ",field=\($0)" } ?? ""
    do throws(FaultTuning.Misuse) {
      return Entry(
        fault: try TunedFault(fault, tuning, id: "\(fault.id):operation=\(operation.id)\(field)"))
    } catch {
      return Entry(fault: fault, inapplicable: error.message)
    }
  }

  /// What an operation must have for a fault to show in it.
  private struct Need {
    /// Of the answers that the fault breaks.
    let status: Int
    let isOfToken: Bool
    let isOfField: Bool
    /// A member that the answer's model has to have.
    let member: String?

    init(_ fault: any Fault) {
      isOfToken = ["auth-enforced", "auth-challenge"].contains(fault.expectedCheck)
      isOfField = ["missing-field", "null-field", "renamed-field"].contains(fault.id)
      member = ["error-key-renamed", "error-leak"].contains(fault.id) ? "error" : nil
      switch fault.id {
      case "challenge-missing", "unauthorised-empty", "unauthorised-text": status = 401
      case "error-page": status = 400
      case "error-media-type", "error-leak": status = 404
      default: status = fault.expectedCheck == "error-body" ? 404 : 200
      }
    }

    /// For people, after "the definition has no".
    var words: String {
      if isOfToken { return "operation that asks for a token and documents 200" }
      let tail =
        member.map { " with the member `\($0)`" } ?? (isOfField ? " with a required member" : "")
      return "operation that documents a JSON object for \(status)\(tail)"
    }

    func isMet(by operation: Contract.Operation, in contract: Contract) -> Bool {
      if isOfToken {
        // Without a success there is nothing to get by a bad token.
        return operation.requiresCredential && operation.documents(200)
          && operation.security.joined().contains { requirement in
            contract.securitySchemes.first { $0.name == requirement.scheme }?.kind.isToken == true
          }
      }
      guard status != 401 || operation.requiresCredential else { return false }
      let schemas = contract.schemas(ofAnswer: status, of: operation)
      guard !schemas.isEmpty else { return false }
      if let member { return schemas.contains { $0["properties"]?[member] != nil } }
      return isOfField ? contract.requiredMember(of: operation) != nil : true
    }
  }
}

extension Contract {
  /// Whether clients can ask for tokens at a path that it names.
  fileprivate var hasTokenEndpoint: Bool {
    securitySchemes.contains { scheme in
      guard case .oauth2(let flows) = scheme.kind else { return false }
      return flows.contains { $0.name == "clientCredentials" && $0.tokenURL != nil }
    }
  }

  /// The schemas that an answer meets at once, where one of them makes it a JSON object: references
  /// followed, and `allOf` taken apart; empty for any other answer.
  fileprivate func schemas(ofAnswer status: Int, of operation: Operation) -> [Value] {
    let response = operation.responses.first { $0.status == .code(status) }
    let media = response?.content.first { MediaTypeName($0.name)?.isJSON == true }
    guard let pointer = media?.schema?.pointer else { return [] }
    let parts = parts(at: pointer)
    return parts.contains { $0["properties"]?.object != nil } ? parts : []
  }

  private func parts(at pointer: JSONPointer) -> [Value] {
    var parts: [Value] = []
    var waiting = [pointer]
    // As many as any sane chain of references and parts; a circle ends here too.
    for _ in 0..<64 {
      guard let pointer = waiting.popLast() else { break }
      guard let schema = document[pointer] else { continue }
      if let next = schema.localReference {
        waiting.append(next)
        continue
      }
      parts.append(schema)
      for index in (schema["allOf"]?.array ?? []).indices {
        waiting.append(pointer.appending("allOf").appending(index))
      }
    }
    return parts
  }

  /// A member that is always in the 200 of an operation.
  fileprivate func requiredMember(of operation: Operation) -> String? {
    schemas(ofAnswer: 200, of: operation).lazy
      .compactMap { $0["required"]?.array?.first?.string }.first
  }
}
