import Documents

/// Finds models that no request and no answer holds.
struct ModelUnreferencedRule: LintRule {
  let id = "model-unreferenced"
  let summary = "No operation leads to a model"
  let explanation = """
    It is never tested. Often a reference to it was lost: a rendering that prints `array` without
    its items leaves such a model behind.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.vacuity.unreferencedModels.map { model in
      let place = subject.contract.models.first { $0.name.isExactly(model.name) }
      let target = place.map { subject.target($0.schema.pointer) } ?? "$"
      return finding(
        "no operation leads to the model `\(model.name)`",
        remedy: "refer to it where it belongs, or drop it with the overlay entry"
          + " `target: \(target), remove: true`", at: model.range)
    }
  }
}
