import Documents

/// Finds models that the empty object conforms to.
struct VacuousModelRule: LintRule {
  let id = "vacuous-model"
  let summary = "A model accepts `{}`"
  let explanation = """
    An answer that holds nothing of what the model describes conforms to it, and so does one whose
    members are all spelt differently.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var models: [ExactName: Contract.Model] = [:]
    for model in subject.contract.models { models[ExactName(model.name)] = model }
    return subject.vacuity.modelsAcceptingEmptyObject.compactMap { vacuous in
      guard let model = models[ExactName(vacuous.name)],
        let (schema, pointer) = subject.resolved(model.schema)
      else { return nil }
      let member = Self.property(of: schema, subject.shape)
      let update = member.map { "{required: [\(OverlayUpdate.word($0))]}" } ?? "{minProperties: 1}"
      return finding(
        "`{}` conforms to the model `\(model.name)`",
        remedy: "say which members are always there, for instance with the overlay entry"
          + " `target: \(subject.target(pointer)), update: \(update)`", at: vacuous.range)
    }
  }

  /// The first property of the schema or of its parts.
  private static func property(of schema: Value, _ shape: SchemaShape) -> String? {
    if let name = schema["properties"]?.object?.names.first { return name }
    for word in ["allOf", "oneOf", "anyOf"] {
      for part in schema[word]?.array ?? [] {
        guard let (value, _) = shape.resolved(part, at: JSONPointer()) else { continue }
        if let name = value["properties"]?.object?.names.first { return name }
      }
    }
    return nil
  }
}
