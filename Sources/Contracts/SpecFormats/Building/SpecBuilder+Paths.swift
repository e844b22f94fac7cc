import Documents

/// What one path says: the item itself and, where it refers to others, those, nearest first.
struct PathItem {
  let layers: [SpecObject]
  /// Of all its operations, before their own.
  let parameters: [ParameterSource]
  /// What was built from each of `parameters` for an operation that came earlier.
  var built: [Built]
  /// The same from all of them, for an operation that has none of its own.
  var builtTogether: [Contract.Parameter]?

  enum Built {
    case notYet
    /// Nil where the source makes no parameter.
    case done(Contract.Parameter?)
  }

  init(layers: [SpecObject], parameters: [ParameterSource]) {
    self.layers = layers
    self.parameters = parameters.indices.map { parameters[$0].shared(at: $0) }
    built = [Built](repeating: .notYet, count: parameters.count)
  }

  /// The nearest layer that has a member.
  func layer(with name: String) -> SpecObject? { layers.first { $0[name] != nil } }
}

extension SpecBuilder {
  /// All operations of `paths`. No single one is an error, unless there are others already.
  mutating func operations(_ root: SpecObject) -> [Contract.Operation] {
    guard let paths = holder("paths", of: root) else {
      if root["paths"] == nil {
        diagnostics.append(
          Diagnostic(
            .error, code: "no-operation", "the definition has no `paths`",
            remedy: "add the operations", at: root.range))
      }
      return []
    }
    var operations: [Contract.Operation] = []
    for member in paths.members where !member.name.startsExactly(with: "x-") {
      if !member.name.startsExactly(with: "/") {
        warn(
          "path-slash", "the path `\(member.name)` doesn't begin with a slash",
          remedy: "write `/\(member.name)`", at: member.nameRange ?? member.value.range)
      }
      guard var item = pathItem(member.value, at: paths.pointer.appending(member.name)) else {
        continue
      }
      operations += self.operations(of: &item, path: member.name)
    }
    if operations.isEmpty {
      // The cause is among what is else only a warning.
      for index in diagnostics.indices where diagnostics[index].code == "method-unknown" {
        diagnostics[index].severity = .error
      }
    }
    if operations.isEmpty && !diagnostics.contains(where: { $0.severity == .error }) {
      diagnostics.append(
        Diagnostic(
          .error, code: "no-operation", "the definition has no operation",
          remedy: "add a path with a method", at: paths.range))
    }
    return operations
  }

  /// A path item with all that it refers to; nil and a diagnostic where that can't be read.
  mutating func pathItem(_ value: Value, at pointer: JSONPointer) -> PathItem? {
    guard let chain = references.chain(value, at: pointer, into: &diagnostics) else { return nil }
    var layers: [SpecObject] = []
    for link in chain {
      guard let layer = SpecObject(link.value, at: link.pointer, into: &diagnostics) else {
        return nil
      }
      layers.append(layer)
    }
    var parameters: [ParameterSource] = []
    for layer in layers.reversed() { parameters = merged(parameters, parameterList(layer)) }
    return PathItem(layers: layers, parameters: parameters)
  }

  /// The operations of a path item, in the order of the file; of two with the same method the nearer
  /// one counts.
  private mutating func operations(
    of item: inout PathItem, path: String
  ) -> [Contract.Operation] {
    var operations: [Contract.Operation] = []
    for (entry, holder) in entries(of: item) {
      let id = Contract.Operation.ID(method: entry.method, path: path)
      if let operation = operation(entry.member, id, at: holder, in: &item) {
        operations.append(operation)
      }
    }
    return operations
  }

  /// Members of a path item that hold operations, with the pointer of the object they stand in.
  ///
  /// Those of `additionalOperations` (OpenAPI 3.2) are named by the method itself, the others by the
  /// method in lower case.
  mutating func entries(
    of item: PathItem
  ) -> [(entry: (method: String, member: ValueObject.Member), holder: JSONPointer)] {
    var entries: [(entry: (method: String, member: ValueObject.Member), holder: JSONPointer)] = []
    var seen: Set<ExactName> = []
    for layer in item.layers {
      for member in layer.members {
        if methods.contains(member.name) {
          let method = member.name.uppercasedASCII()
          guard seen.insert(ExactName(method)).inserted else { continue }
          entries.append(((method, member), layer.pointer))
        } else if member.name == "additionalOperations", pathItemMembers.contains(member.name) {
          guard let others = layer.object(member.name, into: &diagnostics) else { continue }
          for other in others.members where !other.name.startsExactly(with: "x-") {
            guard seen.insert(ExactName(other.name)).inserted else { continue }
            entries.append(((other.name, other), others.pointer))
          }
        } else if !pathItemMembers.contains(member.name), !member.name.startsExactly(with: "x-") {
          warn(
            "method-unknown", "`\(member.name)` is no method of \(familyName)",
            remedy: Suggestion.remedy(for: member.name, among: methods),
            at: member.nameRange ?? member.value.range)
        }
      }
    }
    return entries
  }

  private mutating func operation(
    _ member: ValueObject.Member, _ id: Contract.Operation.ID, at holder: JSONPointer,
    in item: inout PathItem
  ) -> Contract.Operation? {
    let pointer = holder.appending(member.name)
    guard let object = SpecObject(member.value, at: pointer, into: &diagnostics) else {
      return nil
    }
    let summary = object.text("summary", into: &diagnostics)
    let description = object.text("description", into: &diagnostics)
    let extensions = object.extensions
    let (effect, origin) = Contract.Operation.Effect.decide(
      method: id.method, summary: summary, description: description, extensions: extensions,
      diagnostics: &diagnostics)
    let operationID = object.text("operationId", into: &diagnostics)
    let tags = object.texts("tags", into: &diagnostics) ?? []
    let isDeprecated = object.bool("deprecated", into: &diagnostics) ?? false
    // All at once: each part that is set later copies the others.
    let parts = parts(of: object, in: &item)
    return Contract.Operation(
      id: id, operationID: operationID, summary: summary, description: description, tags: tags,
      isDeprecated: isDeprecated, parameters: parts.parameters, body: parts.body,
      responses: parts.responses, produces: parts.produces,
      security: requirements(of: object, parameters: parts.parameters),
      callbacks: parts.callbacks, servers: parts.servers, effect: effect, effectOrigin: origin,
      range: member.nameRange ?? member.value.range, extensions: extensions)
  }
}
