import Documents

/// Finds arrays that don't say what their items are.
struct ArrayWithoutItemsRule: LintRule {
  let id = "array-without-items"
  let summary = "An array doesn't say what its items are"
  let explanation = """
    Only that it is an array is checked. Renderings often lose the items; the definition that was
    rendered has them.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.vacuity.opaquePlaces.filter { $0.lacksItems(subject) }.map { place in
      let name = PlaceName.of(place.pointer, in: subject.contract.document)
      let target = subject.target(place.innermost(subject))
      return finding(
        "\(name) doesn't say what its items are",
        remedy: "say it with the overlay entry `target: \(target),"
          + " update: {items: {type: object, properties: {NAME: {type: TYPE}}}}`",
        at: place.range)
    }
  }
}
