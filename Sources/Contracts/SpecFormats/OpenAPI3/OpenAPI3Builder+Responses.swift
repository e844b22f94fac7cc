import Documents

extension OpenAPI3Builder {
  mutating func response(
    _ object: SpecObject, _ member: ValueObject.Member, _ status: Contract.Response.Status
  ) -> Contract.Response {
    Contract.Response(
      status: status, description: text("description", of: object, beside: member.value),
      content: mediaTypes(object), headers: headers(object), links: links(object),
      range: member.nameRange ?? member.value.range)
  }

  /// The headers of a response or of a part of a form; Content-Type is said by the media type
  /// (OpenAPI 3.0.4 §4.7.17.1).
  mutating func headers(_ owner: SpecObject) -> [Contract.Header] {
    guard let object = owner.object("headers", .warning, into: &diagnostics) else { return [] }
    var headers: [Contract.Header] = []
    for member in object.members where member.name.loweredASCII() != "content-type" {
      let pointer = object.pointer.appending(member.name)
      guard let entry = resolved(member.value, at: pointer, .warning) else { continue }
      let content = entry["schema"] == nil ? singleContent(entry, name: member.name) : nil
      let named = entry["schema"].flatMap {
        namedSchema($0, at: entry.pointer.appending("schema"))
      }
      if let word = entry.text("style", into: &diagnostics), word != "simple" {
        warn(
          "style-illegal", "a header such as `\(member.name)` can't have the style `\(word)`",
          remedy: "remove the style; simple is assumed", at: entry["style"]?.range)
      }
      headers.append(
        Contract.Header(
          name: member.name, isRequired: entry.bool("required", into: &diagnostics) ?? false,
          schema: named?.reference ?? content?.schema,
          description: text("description", of: entry, beside: member.value),
          isExploded: entry.bool("explode", into: &diagnostics) ?? false, content: content,
          examples: examples(
            entry, of: named?.schema, at: named?.reference.pointer ?? entry.pointer),
          isDeprecated: entry.bool("deprecated", into: &diagnostics) ?? false,
          range: member.nameRange ?? member.value.range))
    }
    return headers
  }
}

// MARK: - Links

extension OpenAPI3Builder {
  /// The links of a response; which operations they name is found out when all have been read.
  private mutating func links(_ response: SpecObject) -> [Contract.Link] {
    guard let object = response.object("links", .warning, into: &diagnostics) else { return [] }
    var links: [Contract.Link] = []
    for member in object.members where !member.name.startsExactly(with: "x-") {
      let pointer = object.pointer.appending(member.name)
      guard let entry = resolved(member.value, at: pointer, .warning) else { continue }
      let reference = entry.text("operationRef", into: &diagnostics)
      let id = entry.text("operationId", into: &diagnostics)
      let parameters = entry.object("parameters", .warning, into: &diagnostics)
      links.append(
        Contract.Link(
          name: member.name,
          target: id.map { .operationID($0) } ?? reference.map { .reference($0) },
          operation: nil,
          parameters: parameters?.members.map { (name: $0.name, value: $0.value) } ?? [],
          body: entry["requestBody"], range: member.nameRange ?? entry.range))
    }
    return links
  }

  /// Gives each link the operation that it names (OpenAPI 3.0.4 §4.7.20).
  mutating func resolveLinks(_ operations: inout [Contract.Operation]) {
    let hasLinks = operations.contains { $0.responses.contains { !$0.links.isEmpty } }
    guard hasLinks else { return }
    var byID: [ExactName: Contract.Operation.ID] = [:]
    var byPlace: [Contract.Operation.ID: Contract.Operation.ID] = [:]
    for operation in operations {
      if let id = operation.operationID, byID[ExactName(id)] == nil {
        byID[ExactName(id)] = operation.id
      }
      byPlace[operation.id] = operation.id
    }
    for index in operations.indices {
      for response in operations[index].responses.indices
      where !operations[index].responses[response].links.isEmpty {
        operations[index].responses[response].links =
          operations[index].responses[response].links.map { link in
            var link = link
            switch link.target {
            case .operationID(let id): link.operation = byID[ExactName(id)]
            case .reference(let text): link.operation = Self.place(text).flatMap { byPlace[$0] }
            case nil: break
            }
            if link.operation == nil { noteLostLink(link, known: byID.keys.map(\.text)) }
            return link
          }
      }
    }
  }

  /// The operation at `#/paths/~1a/get`.
  private static func place(_ reference: String) -> Contract.Operation.ID? {
    guard reference.startsExactly(with: "#"),
      let tokens = JSONPointer(parsing: reference)?.tokens, tokens.first == "paths"
    else { return nil }
    switch tokens.count {
    case 3: return Contract.Operation.ID(method: tokens[2].uppercasedASCII(), path: tokens[1])
    case 4 where tokens[2] == "additionalOperations":
      return Contract.Operation.ID(method: tokens[3], path: tokens[1])
    default: return nil
    }
  }

  private mutating func noteLostLink(_ link: Contract.Link, known: [String]) {
    let (what, remedy) =
      switch link.target {
      case .operationID(let id):
        (
          "the operationId `\(id)`, which no operation has",
          Suggestion.remedy(for: id, among: known)
        )
      case .reference(let text):
        ("`\(text)`, which is no operation of this definition", "correct `operationRef`")
      case nil: ("no operation", "add `operationId`")
      }
    warn(
      "link-target-undefined", "the link `\(link.name)` leads to \(what)", remedy: remedy,
      at: link.range)
  }
}
