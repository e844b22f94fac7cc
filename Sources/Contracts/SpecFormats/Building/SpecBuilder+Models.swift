import Documents

extension SpecBuilder {
  /// The named schemas, in the order of the file.
  mutating func models(_ root: SpecObject) -> [Contract.Model] {
    var holder = root
    for token in modelsPointer.tokens {
      guard let next = self.holder(token, of: holder) else { return [] }
      holder = next
    }
    return holder.members.compactMap { member in
      model(
        member.name, member.value, at: holder.pointer.appending(member.name),
        range: member.nameRange)
    }
  }

  private mutating func model(
    _ name: String, _ value: Value, at pointer: JSONPointer, range: SourceRange?
  ) -> Contract.Model? {
    var (schema, place) = (value, pointer)
    // A name for what stands in another file is that model.
    if let text = LocalReference.target(of: value), BundledFiles.isBundled(text),
      let (target, found) = references.follow(
        value, at: pointer, undefined: .warning, asSchema: readsBesideReferences,
        into: &diagnostics)
    {
      (schema, place) = (target, found)
    }
    var properties: Contract.Model.Properties?
    if schema.bool == nil || !hasBooleanSchemas {
      guard let object = SpecObject(schema, at: place, into: &diagnostics) else { return nil }
      properties = self.properties(of: object)
    }
    let isOwn = place == pointer
    return Contract.Model(
      name: name,
      schema: isOwn
        ? Contract.SchemaReference(pointer: place, standing: value)
        : Contract.SchemaReference(pointer: place, naming: value, range: schema.range),
      stored: properties, range: range ?? value.range)
  }

  /// The schemas in other files that operations lead to and that `models` doesn't name: a
  /// definition that was split into files has its models there.
  mutating func bundledModels(
    besides models: [Contract.Model], of operations: [Contract.Operation]
  ) -> [Contract.Model] {
    guard document[BundledFiles.member] != nil else { return [] }
    var names = Set(models.map { ExactName($0.name) })
    let known = Set(models.map(\.schema.pointer))
    let starts = (operations.flatMap(\.schemaReferences) + models.map(\.schema)).map(\.pointer)
    let reached = ModelReach(document: document).order(from: starts)
    return reached.filter { BundledFiles.isBundled($0) && !known.contains($0) }
      .compactMap { pointer in
        // Only what a reference names as a whole: not the schema inside of some response.
        guard let name = BundledFiles.modelName(at: pointer), let value = document[pointer],
          LocalReference.target(of: value) == nil
        else { return nil }
        let isNew = names.insert(ExactName(name)).inserted
        return model(
          isNew ? name : BundledFiles.shown(pointer), value, at: pointer, range: value.range)
      }
  }

  private mutating func properties(of schema: SpecObject) -> Contract.Model.Properties? {
    // Without `readsBesideReferences` a schema with `$ref` is that reference and nothing else.
    guard readsBesideReferences || schema.members.text("$ref") == nil else { return nil }
    let names = schema.texts("required", into: &diagnostics) ?? []
    guard let properties = schema.object("properties", into: &diagnostics) else { return nil }
    // Nothing can be wrong with those that are no references: they are read when somebody asks.
    let members = properties.members
    let arePlain = members.indices.allSatisfy { place in
      let value = members.value(at: place)
      return value.isObject && value.text("$ref") == nil
    }
    if arePlain { return Contract.Model.Properties(plain: properties, required: names) }
    let required = NameList(names)
    let list: [Contract.Model.Property] = properties.members.compactMap { member in
      let pointer = properties.pointer.appending(member.name)
      guard let reference = schemaReference(member.value, at: pointer) else { return nil }
      return Contract.Model.Property(member, schema: reference, of: required)
    }
    return Contract.Model.Properties(list)
  }

  /// The place of a schema, a bare reference followed; nil and a diagnostic where it is none.
  mutating func schemaReference(
    _ value: Value, at pointer: JSONPointer
  ) -> Contract.SchemaReference? {
    // Most are no references, and then only their place is wanted.
    if value.isObject, LocalReference.target(of: value) == nil {
      return Contract.SchemaReference(pointer: pointer, standing: value)
    }
    return namedSchema(value, at: pointer)?.reference
  }

  /// The same with what stands there.
  mutating func namedSchema(
    _ value: Value, at pointer: JSONPointer
  ) -> (reference: Contract.SchemaReference, schema: Value)? {
    guard value.isObject || (hasBooleanSchemas && value.bool != nil) else {
      diagnostics.append(SpecObject.wrongType(.error, value, pointer, wanted: "a schema"))
      return nil
    }
    guard LocalReference.target(of: value) != nil else {
      return (Contract.SchemaReference(pointer: pointer, standing: value), value)
    }
    // Many definitions in use have a reference to a model that is not there: what it describes is
    // not checked, which is no reason to refuse the rest.
    guard
      let (target, place) = references.follow(
        value, at: pointer, undefined: .warning, asSchema: readsBesideReferences,
        into: &diagnostics)
    else { return (Contract.SchemaReference(pointer: pointer, standing: value), value) }
    return (
      Contract.SchemaReference(pointer: place, naming: value, range: target.range), target
    )
  }
}
