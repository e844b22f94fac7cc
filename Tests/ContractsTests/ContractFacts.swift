import Contracts
import Documents

/// Everything that a contract says, as one text for each single fact, for comparing two contracts.
///
/// Places in the file, the file's format and blanks around prose are left out. Schemas are taken apart into their members,
/// so that each of them is a fact of its own; a reference is a fact, what it leads to is one of the
/// model's.
struct ContractFacts {
  private(set) var facts: [String: String] = [:]

  init(_ contract: Contract) {
    add("title", contract.title)
    add("version", contract.version)
    add("summary", contract.summary)
    for name in ["info", "externalDocs", "tags"] {
      if let value = contract.document[name] { add(name, value) }
    }
    add("servers", contract.servers)
    for scheme in contract.securitySchemes { add("scheme \(scheme.name)", "\(scheme.kind)") }
    add("schemes", list(contract.securitySchemes.map(\.name)))
    add("operations", list(contract.operations.map(\.id.description)))
    for operation in contract.operations { add(operation, contract) }
    add("models", list(contract.models.map(\.name)))
    for model in contract.models {
      add("model \(model.name)", model.schema, contract, isModel: true)
    }
    add("webhooks", list(contract.webhooks.map { "\($0.method) \($0.name)" }))
  }

  /// What differs in another contract, a line each: `fact: here → there`.
  func differences(to other: ContractFacts) -> [String] {
    Set(facts.keys).union(other.facts.keys).sorted().compactMap { key in
      let (here, there) = (facts[key], other.facts[key])
      return here == there ? nil : "\(key): \(here ?? "nothing") → \(there ?? "nothing")"
    }
  }
}

extension ContractFacts {
  private mutating func add(_ key: String, _ text: String?) {
    if let text { facts[key] = Self.trimmed(text) }
  }

  /// The text without blanks and line ends around it, which no rendering keeps.
  private static func trimmed(_ text: String) -> String {
    let isBlank = { (byte: UInt8) in [0x20, 0x0A, 0x0D].contains(byte) }
    guard let start = text.utf8.firstIndex(where: { !isBlank($0) }),
      let end = text.utf8.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(text[start...end])
  }

  private mutating func add(_ key: String, _ flag: Bool) {
    if flag { facts[key] = "yes" }
  }

  /// The leaves of a value; the members of an object in any order.
  private mutating func add(_ key: String, _ value: Value) {
    switch value.kind {
    case .object(let members) where !members.isEmpty:
      for member in members { add("\(key)/\(member.name)", member.value) }
    case .array(let items) where !items.isEmpty:
      for (index, item) in items.enumerated() { add("\(key)/\(index)", item) }
    case .string(let text): facts[key] = JSONWriter.text(.string(Self.trimmed(text)))
    default: facts[key] = JSONWriter.text(value)
    }
  }

  private func list(_ texts: [String]) -> String? {
    texts.isEmpty ? nil : texts.joined(separator: ", ")
  }

  private mutating func add(_ key: String, _ servers: [Contract.Server]) {
    for (index, server) in servers.enumerated() {
      add("\(key)/\(index)", server.template)
      add("\(key)/\(index)/description", server.description)
      for variable in server.variables {
        add("\(key)/\(index)/\(variable.name)", "\(variable.standard) of \(variable.values)")
      }
    }
  }

  private mutating func add(
    _ key: String, _ reference: Contract.SchemaReference?, _ contract: Contract,
    isModel: Bool = false
  ) {
    guard let reference, let schema = contract.document[reference.pointer] else { return }
    let tokens = reference.pointer.tokens
    let isReference =
      tokens.first == "definitions" || tokens.starts(with: ["components", "schemas"])
    if isReference && !isModel {
      add(key, "the model \(tokens.last ?? "")")
    } else if tokens.first == "paths", schema["in"]?.string != nil, var members = schema.object {
      // A parameter of Swagger 2.0 is its own schema.
      for name in ["name", "in", "required", "description", "collectionFormat", "allowEmptyValue"] {
        members[name] = nil
      }
      add(key, .object(members))
    } else {
      add(key, schema)
    }
  }
}

// MARK: - Operations

extension ContractFacts {
  private mutating func add(_ operation: Contract.Operation, _ contract: Contract) {
    let key = operation.id.description
    add("\(key) operationId", operation.operationID)
    add("\(key) summary", operation.summary)
    add("\(key) description", operation.description)
    add("\(key) tags", list(operation.tags))
    add("\(key) deprecated", operation.isDeprecated)
    add("\(key) effect", "\(operation.effect) by \(operation.effectOrigin)")
    add("\(key) servers", operation.servers)
    add("\(key) security", security(operation.security))
    for member in operation.extensions { add("\(key) \(member.name)", member.value) }
    let names = operation.parameters.map { "\($0.location) \($0.name)" }
    add("\(key) parameters", list(names.sorted()))
    for parameter in operation.parameters { add(key, parameter, contract) }
    if let body = operation.body {
      add("\(key) body", body.isRequired ? "required" : "optional")
      add("\(key) body name", body.name)
      add("\(key) body description", body.description)
      add("\(key) body", body.content, contract)
    }
    add("\(key) responses", list(operation.responses.map(\.status.description).sorted()))
    for response in operation.responses {
      add("\(key) \(response.status)", response, contract)
    }
    let callbacks = operation.callbacks.map {
      "\($0.name): \($0.method) \($0.expression ?? "nothing")"
    }
    add("\(key) callbacks", list(callbacks))
  }

  private func security(_ alternatives: [[Contract.SecurityRequirement]]) -> String? {
    list(
      alternatives.map { parts in
        let parts = parts.map { "\($0.scheme)(\($0.scopes.joined(separator: " ")))" }.sorted()
        return parts.isEmpty ? "nothing" : parts.joined(separator: " and ")
      })
  }

  private mutating func add(
    _ operation: String, _ parameter: Contract.Parameter, _ contract: Contract
  ) {
    let key = "\(operation) \(parameter.location) \(parameter.name)"
    add("\(key) required", parameter.isRequired)
    add("\(key) description", parameter.description)
    add("\(key) style", "\(parameter.style)\(parameter.isExploded ? " exploded" : "")")
    add("\(key) reserved", parameter.allowsReserved)
    add("\(key) empty", parameter.allowsEmptyValue)
    add("\(key) deprecated", parameter.isDeprecated)
    add("\(key) credential", parameter.isCredential)
    add("\(key) content", parameter.content?.name)
    add(key, parameter.examples)
    add("\(key) schema", parameter.schema, contract)
  }

  private mutating func add(_ key: String, _ examples: [Contract.Example]) {
    for (index, example) in examples.enumerated() {
      if let value = example.value { add("\(key) example \(index)", value) }
    }
  }

  /// Media types apart from what they have in common: a rendering of Swagger 2.0 has no media types.
  private mutating func add(
    _ key: String, _ content: [Contract.MediaType], _ contract: Contract
  ) {
    guard !content.isEmpty else { return }
    add("\(key) media types", list(content.map(\.name)))
    let parts = content.map { type in
      var part = ContractFacts()
      part.add("\(key) schema", type.schema, contract)
      return part.facts
    }
    // An example belongs to one media type, which a rendering of Swagger 2.0 may not know.
    for type in content { add(key, type.examples) }
    guard let first = parts.first else { return }
    if parts.allSatisfy({ $0 == first }) {
      facts.merge(first) { $1 }
      return
    }
    for (type, part) in zip(content, parts) {
      for (name, fact) in part { add("\(type.name) of \(name)", fact) }
    }
  }

  private init() {}

  private mutating func add(_ key: String, _ response: Contract.Response, _ contract: Contract) {
    add("\(key) description", response.description)
    add(key, response.content, contract)
    for header in response.headers {
      let name = "\(key) header \(header.name)"
      add(name, header.isRequired ? "required" : "optional")
      add("\(name) description", header.description)
      add("\(name) style", "\(header.style)\(header.isExploded ? " exploded" : "")")
      add("\(name) content", header.content?.name)
      add("\(name) deprecated", header.isDeprecated)
      if let schema = header.schema.flatMap({ contract.document[$0.pointer] }),
        var members = schema.object
      {
        members["description"] = nil
        add("\(name) schema", .object(members))
      }
    }
    for link in response.links {
      let parameters = link.parameters.map { "\($0.name)=\(JSONWriter.text($0.value))" }
      add("\(key) link \(link.name)", "\(link.operation?.description ?? "?") \(parameters)")
    }
  }
}
