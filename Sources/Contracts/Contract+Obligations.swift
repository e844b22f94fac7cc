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
    var pending = operations.flatMap(\.responses).flatMap(\.content).compactMap {
      $0.schema?.pointer
    }
    let places = Dictionary(
      models.map { ($0.schema.pointer, $0.name) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<JSONPointer> = []
    var names: Set<String> = []
    while let pointer = pending.popLast() {
      guard seen.insert(pointer).inserted else { continue }
      if let name = places[pointer] { names.insert(name) }
      if let schema = document[pointer] { pending += Contract.references(in: schema) }
    }
    return names
  }

  /// Where the references below a schema lead.
  private static func references(in schema: Value) -> [JSONPointer] {
    var pending = [schema]
    var found: [JSONPointer] = []
    while let value = pending.popLast() {
      switch value.kind {
      case .object(let members):
        if let text = members["$ref"]?.string, let pointer = JSONPointer(parsing: text) {
          found.append(pointer)
        }
        pending += members.members.map(\.value)
      case .array(let items): pending += items
      default: break
      }
    }
    return found
  }
}

extension Contract.Operation {
  /// True where every alternative of the security requirements asks for something.
  package var requiresCredential: Bool {
    !security.isEmpty && security.allSatisfy { !$0.isEmpty }
  }
}
