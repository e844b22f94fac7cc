package import Documents

extension Contract {
  /// One testable promise of the contract.
  package struct Obligation: Sendable, Hashable, Identifiable {
    package enum Kind: String, Sendable, CaseIterable {
      /// Operation × documented status code.
      case status
      /// Operation × way in which a credential can be wrong.
      case security
      /// Model × property, for models that an answer can hold.
      case property
    }

    /// Stable as long as the operation or model keeps its name.
    package var id: String
    package var kind: Kind
    package var subject: String
    package var detail: String
    package var range: SourceRange?
  }

  /// The ids of obligations, so that whoever discharges one need not hold the list.
  package enum ObligationID {
    /// What the ids of status cells begin with.
    package static let statusPrefix = "status:"

    package static func status(_ operation: Operation.ID, _ code: Int) -> String {
      "\(statusPrefix)\(operation):\(code)"
    }

    package static func security(_ operation: Operation.ID, _ defect: CredentialDefect) -> String {
      "security:\(operation):\(defect.rawValue)"
    }

    package static func property(_ model: String, _ property: String) -> String {
      "property:\(model).\(property)"
    }
  }

  /// What can be wrong with the credential of a request.
  package enum CredentialDefect: String, Sendable, CaseIterable {
    case absent, malformed
  }

  /// Everything that a run can be asked to show, in the order of the file: status cells, security,
  /// properties.
  package var obligations: [Obligation] {
    statusObligations + securityObligations + propertyObligations
  }

  private var statusObligations: [Obligation] {
    operations.flatMap { operation in
      operation.responses.compactMap { response -> Obligation? in
        guard case .code(let code) = response.status else { return nil }
        return Obligation(
          id: ObligationID.status(operation.id, code), kind: .status,
          subject: "\(operation.id)", detail: String(code),
          range: response.range ?? operation.range)
      }
    }
  }

  private var securityObligations: [Obligation] {
    operations.filter(\.requiresCredential).flatMap { operation in
      CredentialDefect.allCases.map { defect in
        Obligation(
          id: ObligationID.security(operation.id, defect), kind: .security,
          subject: "\(operation.id)", detail: "\(defect.rawValue) token",
          range: operation.range)
      }
    }
  }

  private var propertyObligations: [Obligation] {
    let reachable = modelsInAnswers
    return models.filter { reachable.contains($0.name) }.flatMap { model in
      model.properties.map { property in
        Obligation(
          id: ObligationID.property(model.name, property.name), kind: .property,
          subject: model.name, detail: property.name, range: property.range)
      }
    }
  }

  /// The names of the models that an answer can hold, directly or inside another one.
  private var modelsInAnswers: Set<String> {
    let starts = operations.flatMap(\.responses).flatMap(\.content).compactMap {
      $0.schema?.pointer
    }
    let reached = ModelReach(document: document).models(from: starts)
    return Set(models.filter { reached.contains($0.schema.pointer) }.map(\.name))
  }
}

extension Contract.Operation {
  /// True where every alternative of the security requirements asks for something.
  package var requiresCredential: Bool {
    !security.isEmpty && security.allSatisfy { !$0.isEmpty }
  }
}
