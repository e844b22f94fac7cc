import Documents

/// Finds properties about whose content nothing is said.
struct OpaquePropertyRule: LintRule {
  let id = "opaque-property"
  let summary = "Nothing is said about what a property holds"
  let explanation = """
    Every object, or every array of objects, conforms: wrong members, missing members and an empty
    one alike. Replace NAME and TYPE in the entry by what is really there.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.vacuity.opaquePlaces.filter { $0.isProperty && !$0.lacksItems(subject) }
      .map { opaqueFinding($0, subject) }
  }
}

extension LintRule {
  /// The diagnostic of a place whose innermost schema says nothing.
  func opaqueFinding(_ place: Vacuity.Place, _ subject: LintSubject) -> Diagnostic {
    let name = PlaceName.of(place.pointer, in: subject.contract.document)
    let innermost = place.innermost(subject)
    // What may be of any type has to get one before it can have members.
    let hasType = subject.contract.document[innermost]?["type"] != nil
    let update = hasType ? "{properties: {NAME: {type: TYPE}}}" : "{type: TYPE}"
    return finding(
      "nothing is said about what \(name) (\(place.label)) holds",
      remedy: "describe it with the overlay entry"
        + " `target: \(subject.target(innermost)), update: \(update)`", at: place.range)
  }
}

extension Vacuity.Place {
  var isProperty: Bool { pointer.tokens.dropLast().last == "properties" }

  /// Where the items end that the place is made of.
  func innermost(_ subject: LintSubject) -> JSONPointer {
    var place = pointer
    while subject.contract.document[place]?["items"]?.object != nil {
      place = place.appending("items")
    }
    return place
  }

  /// Whether that is an array of which nobody knows the items.
  func lacksItems(_ subject: LintSubject) -> Bool {
    subject.contract.document[innermost(subject)]?["type"]?.string == "array"
  }
}
