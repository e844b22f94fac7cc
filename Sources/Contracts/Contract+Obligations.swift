package import Documents

extension Contract {
  /// One testable promise of the contract.
  package struct Obligation: Sendable, Hashable, Identifiable {
    package enum Kind: String, Sendable, CaseIterable {
      /// Operation × documented status code or range.
      case status
      /// Operation × way in which a credential can be wrong.
      case security
      /// Model × property, for models that an answer can hold.
      case property
      /// Operation × declared parameter, or body × what is done with it.
      case parameter
      /// Operation: its refusals explain themselves in the error model.
      case errorBody = "error-body"
      /// Operation: what `default` documents, an undocumented situation.
      case fallback
    }

    /// Stable as long as the operation or model keeps its name.
    package var id: String
    package var kind: Kind
    package var subject: String
    package var detail: String
    package var range: SourceRange?
    /// What would reach it, for instance a fixture to give, without a final full stop.
    package var remedy: String?
    /// The operations whose successes can show a property; empty for other kinds.
    package var witnesses: [Operation.ID] = []
  }

  /// The ids of obligations, so that whoever discharges one need not hold the list.
  package enum ObligationID {
    /// What the ids of status cells begin with.
    package static let statusPrefix = "status:"

    package static func status(_ operation: Operation.ID, _ code: Int) -> String {
      // At once: every case of a plan names such ids.
      String.joining(statusPrefix, operation.method, " ", operation.path, ":", String(code))
    }

    /// For instance `status:GET /things:4XX`.
    package static func status(_ operation: Operation.ID, _ status: Response.Status) -> String {
      "\(statusPrefix)\(operation):\(status)"
    }

    package static func security(_ operation: Operation.ID, _ defect: CredentialDefect) -> String {
      "security:\(operation):\(defect.rawValue)"
    }

    package static func property(_ model: String, _ property: String) -> String {
      "property:\(model).\(property)"
    }

    /// For instance `parameter:GET /things:query.limit:wrong`.
    package static func parameter(
      _ operation: Operation.ID, _ parameter: Parameter, _ use: ParameterUse
    ) -> String {
      "parameter:\(operation):\(parameter.location.rawValue).\(parameter.name):\(use.rawValue)"
    }

    /// For instance `parameter:POST /things:body:absent`.
    package static func body(_ operation: Operation.ID, _ use: ParameterUse) -> String {
      "parameter:\(operation):body:\(use.rawValue)"
    }

    package static func errorBody(_ operation: Operation.ID) -> String { "error-body:\(operation)" }

    package static func fallback(_ operation: Operation.ID) -> String { "default:\(operation)" }
  }

  /// What a request does with a declared parameter, or with its body.
  package enum ParameterUse: String, Sendable, CaseIterable {
    /// Has it as the contract says, and is accepted.
    case right
    /// Has a value that the contract excludes, and is refused.
    case wrong
    /// Lacks it although it is required, and is refused.
    case absent
  }

  /// Everything that a run can be asked to show, in the order of the file: status cells, security,
  /// properties, parameters, error bodies, defaults.
  package var obligations: [Obligation] {
    statusObligations + securityObligations + propertyObligations + parameterObligations
      + errorBodyObligations + fallbackObligations
  }

  private var statusObligations: [Obligation] {
    operations.flatMap { operation in
      operation.responses.compactMap { response -> Obligation? in
        guard response.status != .default else { return nil }
        return Obligation(
          id: ObligationID.status(operation.id, response.status), kind: .status,
          subject: "\(operation.id)", detail: "\(response.status)",
          range: response.range ?? operation.range,
          remedy: operation.remedy(for: response.status))
      }
    }
  }

  private var securityObligations: [Obligation] {
    operations.flatMap { operation in
      credentialDefects(of: operation).map { defect in
        Obligation(
          id: ObligationID.security(operation.id, defect), kind: .security,
          subject: "\(operation.id)", detail: "\(defect.rawValue) token",
          range: operation.range, remedy: defect.remedy(for: operation))
      }
    }
  }

  private var propertyObligations: [Obligation] {
    let witnesses = modelWitnesses
    return models.filter { witnesses[$0.schema.pointer] != nil }.flatMap { model in
      // What only travels towards the target is in no answer.
      model.properties.filter { document[$0.schema.pointer]?["writeOnly"]?.bool != true }.map {
        property in
        Obligation(
          id: ObligationID.property(model.name, property.name), kind: .property,
          subject: model.name, detail: property.name, range: property.range,
          remedy: "let the fixtures name something on the target that has `\(property.name)`",
          witnesses: witnesses[model.schema.pointer] ?? [])
      }
    }
  }

  private var parameterObligations: [Obligation] {
    operations.flatMap { operation in
      operation.parameters.filter { !$0.isCredential }.flatMap { parameter in
        uses(of: parameter).map { use in
          Obligation(
            id: ObligationID.parameter(operation.id, parameter, use), kind: .parameter,
            subject: "\(operation.id)", detail: "\(parameter.name) \(use.rawValue)",
            range: parameter.range ?? operation.range,
            remedy: remedy(for: use, of: parameter.name, in: operation))
        }
      } + bodyObligations(operation)
    }
  }

  /// A body is a parameter by another name, as it is in Swagger 2.0.
  private func bodyObligations(_ operation: Operation) -> [Obligation] {
    guard let body = operation.body else { return [] }
    return ParameterUse.allCases.filter { use in
      switch use {
      case .right: true
      // Without its filter, or with another one, an operation may destroy everything.
      case .wrong: operation.effect != .destroy && body.content.contains(where: isConstrained)
      case .absent: operation.effect != .destroy && body.isRequired
      }
    }.map { use in
      Obligation(
        id: ObligationID.body(operation.id, use), kind: .parameter, subject: "\(operation.id)",
        detail: "body \(use.rawValue)", range: operation.range,
        remedy: remedy(for: use, of: "body", in: operation))
    }
  }

  /// Whether something can be wrong in JSON of a media type.
  private func isConstrained(_ media: MediaType) -> Bool {
    guard MediaTypeName(media.name)?.isJSON == true, let schema = media.schema,
      let members = document[schema.pointer]?.object
    else { return false }
    return ["type", "enum", "const", "allOf", "anyOf", "oneOf"].contains { members[$0] != nil }
  }

  /// Text that may be anything can't be wrong, and a path without one of its parts is another path.
  private func uses(of parameter: Parameter) -> [ParameterUse] {
    ParameterUse.allCases.filter { use in
      switch use {
      case .right: true
      case .wrong: isConstrained(parameter)
      case .absent: parameter.isRequired && parameter.location != .path
      }
    }
  }

  private func isConstrained(_ parameter: Parameter) -> Bool {
    guard let schema = document[parameter.schema.pointer] else { return false }
    let types = schema["type"]?.string.map { [$0] } ?? schema["type"]?.array?.compactMap(\.string)
    if let types, types.allSatisfy({ ["integer", "number", "boolean"].contains($0) }) {
      return true
    }
    let members = [schema, schema["items"]].compactMap { $0?.object }
    return members.contains { members in
      ["enum", "const", "pattern", "format", "minLength", "maxLength", "minItems", "maxItems"]
        .contains { members[$0] != nil }
    }
  }

  /// A change is only tried with a thing that is the operation's own, or with none.
  private func remedy(
    for use: ParameterUse, of name: String, in operation: Operation
  ) -> String {
    let things = operation.parameters.filter { $0.location == .path && !$0.isCredential }
      .map(\.name)
    switch (use, operation.effect) {
    case (.right, .read) where name != "body":
      return "add `\(name): …` under `parameters` in the fixtures"
    case (.right, _):
      return "add `\(name): …` under `operations` → `\(operation.id)` in the fixtures"
    case (.wrong, .destroy), (.absent, .destroy):
      return "write a step of a suite for it: what destroys is not tried without being asked"
    case (.wrong, .write) where !things.isEmpty, (.absent, .write) where !things.isEmpty:
      return "run with `negative` among --derive, and give \(things.joined(separator: ", ")) under"
        + " `operations` → `\(operation.id)` or under `missing` in the fixtures"
    case (.wrong, _), (.absent, _):
      return "run with `negative` among --derive, and give what \(operation.id) needs to be called"
    }
  }

  private var errorBodyObligations: [Obligation] {
    guard let model = errorModel else { return [] }
    return operations.filter { operation in
      operation.responses.contains { response in
        response.status.isRefusal
          && response.content.contains { $0.schema?.pointer == model.schema.pointer }
      }
    }.map { operation in
      Obligation(
        id: ObligationID.errorBody(operation.id), kind: .errorBody, subject: "\(operation.id)",
        detail: model.name, range: operation.range,
        remedy: "run with `negative` or `auth` among --derive: any refusal shows it")
    }
  }

  private var fallbackObligations: [Obligation] {
    operations.compactMap { operation in
      operation.responses.first { $0.status == .default }.map { response in
        Obligation(
          id: ObligationID.fallback(operation.id), kind: .fallback, subject: "\(operation.id)",
          detail: "default", range: response.range ?? operation.range,
          remedy: "write a step of a suite that brings about what no other status documents")
      }
    }
  }

  /// By the places of the models that an answer can hold, directly or inside another one: the
  /// operations whose successes can.
  private var modelWitnesses: [JSONPointer: [Operation.ID]] {
    let reach = ModelReach(document: document)
    var witnesses: [JSONPointer: [Operation.ID]] = [:]
    // What many operations answer is followed once.
    var known: [JSONPointer: [JSONPointer]] = [:]
    for operation in operations {
      for response in operation.responses {
        // What is in answers of other media types nobody reads.
        let readable = response.content.filter { medium in
          MediaTypeName(medium.name).map { $0.isJSON || $0.isRange } ?? true
        }
        for start in readable.compactMap({ $0.schema?.pointer }) {
          let reached = known[start] ?? reach.order(from: [start])
          known[start] = reached
          for place in reached {
            var shown = witnesses[place] ?? []
            if !response.status.isRefusal, shown.last != operation.id { shown.append(operation.id) }
            // A model that only refusals hold has no witness, and is still owed.
            witnesses[place] = shown
          }
        }
      }
    }
    return witnesses
  }
}

extension Contract.Operation {
  /// True where every alternative of the security requirements asks for something.
  package var requiresCredential: Bool {
    !security.isEmpty && security.allSatisfy { !$0.isEmpty }
  }

  /// What the fixtures must give for the status to be answered.
  fileprivate func remedy(for status: Contract.Response.Status) -> String {
    let place = "under `operations` → `\(id)` in the fixtures"
    let needed = parameters.filter { $0.isRequired && !$0.isCredential }.map(\.name)
    switch status {
    case .code(200...299), .range(2):
      let what = needed + (body?.isRequired == true ? ["body"] : [])
      return what.isEmpty
        ? "run with `positive` among --derive" : "give \(what.joined(separator: ", ")) \(place)"
    case .code(400), .code(422): return "give `invalid:` \(place), where nothing else is refused"
    case .code(401): return "run with `auth` among --derive"
    case .code(404), .code(410):
      return needed.isEmpty && body == nil
        ? "write a step of a suite that expects it"
        : "give what is missing under `missing:` \(place)"
    default: return "write a step of a suite that expects it"
    }
  }
}
