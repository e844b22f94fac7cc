import Documents

extension SpecBuilder {
  /// The named schemas, in the order of the file.
  mutating func models(_ root: SpecObject) -> [Contract.Model] {
    var holder = root
    for token in modelsPointer.tokens {
      guard let next = holder.object(token, into: &diagnostics) else { return [] }
      holder = next
    }
    var models: [Contract.Model] = []
    for member in holder.members {
      let pointer = holder.pointer.appending(member.name)
      var model = Contract.Model(
        name: member.name,
        schema: Contract.SchemaReference(
          pointer: pointer, label: TypeLabel.label(of: member.value), range: member.value.range),
        range: member.nameRange ?? member.value.range)
      if member.value.bool == nil || !hasBooleanSchemas {
        guard let schema = SpecObject(member.value, at: pointer, into: &diagnostics) else {
          continue
        }
        model.properties = properties(of: schema)
      }
      models.append(model)
    }
    return models
  }

  private mutating func properties(of schema: SpecObject) -> [Contract.Model.Property] {
    // Without `readsBesideReferences` a schema with `$ref` is that reference and nothing else.
    guard readsBesideReferences || schema["$ref"]?.string == nil else { return [] }
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

  /// The place of a schema, a bare reference followed; nil and a diagnostic where it is none.
  mutating func schemaReference(
    _ value: Value, at pointer: JSONPointer
  ) -> Contract.SchemaReference? {
    guard value.object != nil || (hasBooleanSchemas && value.bool != nil) else {
      diagnostics.append(SpecObject.wrongType(.error, value, pointer, wanted: "a schema"))
      return nil
    }
    let here = Contract.SchemaReference(
      pointer: pointer, label: TypeLabel.label(of: value), range: value.range)
    guard LocalReference.target(of: value) != nil else { return here }
    // Many definitions in use have a reference to a model that is not there: what it describes is
    // not checked, which is no reason to refuse the rest.
    guard
      let (target, place) = references.follow(
        value, at: pointer, undefined: .warning, asSchema: readsBesideReferences,
        into: &diagnostics)
    else { return here }
    return Contract.SchemaReference(pointer: place, label: here.label, range: target.range)
  }
}
