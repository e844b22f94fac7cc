import Documents

/// Finds models of errors that say nothing.
struct ErrorModelOpaqueRule: LintRule {
  let id = "error-model-opaque"
  let summary = "The model of errors pins nothing down"
  let explanation = """
    Half of all cases provoke an error on purpose. If the model has no required member with a type,
    nothing but the status tells a right error from a wrong one.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var counts: [JSONPointer: Int] = [:]
    var order: [(reference: Contract.SchemaReference, operation: Contract.Operation.ID)] = []
    for operation in subject.contract.operations {
      for response in operation.errorResponses {
        for reference in response.content.filter(\.isJSON).compactMap(\.schema) {
          if counts[reference.pointer] == nil { order.append((reference, operation.id)) }
          counts[reference.pointer, default: 0] += 1
        }
      }
    }
    var models: [JSONPointer: Contract.Model] = [:]
    for model in subject.contract.models { models[model.schema.pointer] = model }
    return order.compactMap { reference, _ in
      guard let (schema, pointer) = subject.resolved(reference),
        pinsNothing(schema, subject.shape)
      else { return nil }
      let name = PlaceName.of(pointer, in: subject.contract.document)
      let count = counts[reference.pointer] ?? 0
      let member = schema["properties"]?.object?.names.first
      let update = member.map { "{required: [\(OverlayUpdate.word($0))]}" } ?? "{minProperties: 1}"
      return finding(
        "\(name) describes \(count.of("error answer")) and pins nothing down",
        remedy: "say which members an error has, for instance with the overlay entry"
          + " `target: \(subject.target(pointer)), update: \(update)`",
        at: models[pointer]?.range ?? reference.range)
    }
  }

  private func pinsNothing(_ schema: Value, _ shape: SchemaShape) -> Bool {
    if shape.isOpaque(schema) || shape.acceptsEmptyObject(schema) { return true }
    guard let properties = schema["properties"]?.object, schema["allOf"] == nil else {
      return false
    }
    return properties.allSatisfy { shape.isOpaque($0.value) }
  }
}
