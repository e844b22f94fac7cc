import Documents

extension Swagger2Builder {
  private static let methods = ["get", "put", "post", "delete", "options", "head", "patch"]

  mutating func operations(_ root: SpecObject) -> [Contract.Operation] {
    guard let paths = root.object("paths", into: &diagnostics) else {
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
        diagnostics.append(
          Diagnostic(
            .warning, code: "path-slash", "the path `\(member.name)` doesn't begin with a slash",
            remedy: "write `/\(member.name)`", at: member.nameRange ?? member.value.range))
      }
      operations += pathItem(member, at: paths.pointer.appending(member.name))
    }
    if operations.isEmpty && !diagnostics.contains(where: { $0.severity == .error }) {
      diagnostics.append(
        Diagnostic(
          .error, code: "no-operation", "the definition has no operation",
          remedy: "add a path with a method", at: paths.range))
    }
    return operations
  }

  private mutating func pathItem(
    _ member: ValueObject.Member, at pointer: JSONPointer
  ) -> [Contract.Operation] {
    guard let (value, place) = references.follow(member.value, at: pointer, into: &diagnostics),
      let item = SpecObject(value, at: place, into: &diagnostics)
    else { return [] }
    let shared = parameterList(item)
    var operations: [Contract.Operation] = []
    for entry in item.members {
      if Self.methods.contains(entry.name) {
        let id = Contract.Operation.ID(
          method: String(decoding: entry.name.utf8.map { $0 & 0xDF }, as: UTF8.self),
          path: member.name)
        if let operation = operation(entry, id, at: place, shared: shared) {
          operations.append(operation)
        }
      } else if entry.name != "parameters" && !entry.name.startsExactly(with: "x-") {
        diagnostics.append(
          Diagnostic(
            .warning, code: "method-unknown", "`\(entry.name)` is no method of Swagger 2.0",
            remedy: Suggestion.remedy(for: entry.name, among: Self.methods),
            at: entry.nameRange ?? entry.value.range))
      }
    }
    return operations
  }

  private mutating func operation(
    _ member: ValueObject.Member, _ id: Contract.Operation.ID, at item: JSONPointer,
    shared: [ParameterSource]
  ) -> Contract.Operation? {
    let pointer = item.appending(member.name)
    guard let object = SpecObject(member.value, at: pointer, into: &diagnostics) else {
      return nil
    }
    let summary = object.text("summary", into: &diagnostics)
    let description = object.text("description", into: &diagnostics)
    let extensions = object.extensions
    let (effect, origin) = Contract.Operation.Effect.decide(
      method: id.method, summary: summary, description: description, extensions: extensions,
      diagnostics: &diagnostics)
    var operation = Contract.Operation(
      id: id, operationID: object.text("operationId", into: &diagnostics), summary: summary,
      description: description, tags: object.texts("tags", into: &diagnostics) ?? [],
      isDeprecated: object.bool("deprecated", into: &diagnostics) ?? false, effect: effect,
      effectOrigin: origin, range: member.nameRange ?? member.value.range,
      extensions: extensions)
    let sources = merged(shared, parameterList(object))
    let requestTypes = object.texts("consumes", into: &diagnostics) ?? consumes
    operation.parameters = sources.compactMap { parameter($0, path: id.path) }
    operation.body = body(sources, types: requestTypes)
    operation.responses = responses(object)
    operation.security = requirements(of: object, parameters: operation.parameters)
    return operation
  }
}

// MARK: - Models

extension Swagger2Builder {
  mutating func models(_ root: SpecObject) -> [Contract.Model] {
    guard let definitions = root.object("definitions", into: &diagnostics) else { return [] }
    var models: [Contract.Model] = []
    for member in definitions.members {
      let pointer = definitions.pointer.appending(member.name)
      guard let schema = SpecObject(member.value, at: pointer, into: &diagnostics) else {
        continue
      }
      var model = Contract.Model(
        name: member.name,
        schema: Contract.SchemaReference(
          pointer: pointer, label: TypeLabel.label(of: member.value), range: member.value.range),
        range: member.nameRange ?? member.value.range)
      model.properties = properties(of: schema)
      models.append(model)
    }
    return models
  }

  private mutating func properties(of schema: SpecObject) -> [Contract.Model.Property] {
    // A schema with `$ref` is that reference; what stands beside it doesn't count.
    guard schema["$ref"]?.string == nil else { return [] }
    let required = Set((schema.texts("required", into: &diagnostics) ?? []).map(ExactName.init))
    guard let properties = schema.object("properties", into: &diagnostics) else { return [] }
    return properties.members.compactMap { member in
      let pointer = properties.pointer.appending(member.name)
      guard let reference = schemaReference(member.value, at: pointer) else { return nil }
      return Contract.Model.Property(
        name: member.name, schema: reference, isRequired: required.contains(ExactName(member.name)),
        range: member.nameRange ?? member.value.range)
    }
  }

  /// The place of a schema, a bare reference followed; nil and a diagnostic where it is no object.
  mutating func schemaReference(
    _ value: Value, at pointer: JSONPointer
  ) -> Contract.SchemaReference? {
    guard value.object != nil else {
      diagnostics.append(SpecObject.wrongType(.error, value, pointer, wanted: "a schema"))
      return nil
    }
    let label = TypeLabel.label(of: value)
    guard LocalReference.target(of: value) != nil else {
      return Contract.SchemaReference(pointer: pointer, label: label, range: value.range)
    }
    // Many definitions in use have a reference to a model that is not there: what it describes is
    // not checked, which is no reason to refuse the rest.
    guard
      let (target, place) = references.follow(
        value, at: pointer, undefined: .warning, into: &diagnostics)
    else {
      return Contract.SchemaReference(pointer: pointer, label: label, range: value.range)
    }
    return Contract.SchemaReference(pointer: place, label: label, range: target.range)
  }
}
