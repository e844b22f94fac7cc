package import Documents

/// What a vendor says of its implementation: `muster: declaration/1`, an implementation conformance
/// statement.
package struct Declaration: Sendable {
  /// What it says, by the ids that the profile asks for.
  package var statements: [String: String] = [:]
  /// The options of the profile that are left out.
  package var withoutOptions: [String] = []

  /// Of a vendor that says nothing.
  package init() {}

  /// Reads a declaration; throws every mistake in it at once.
  package init(_ value: Value, for profile: Profile) throws(InvalidInput) {
    var reader = ProfileReader()
    let form = reader.form(value, "a declaration", ["muster", "statements", "without"])
    form.checkHeader("declaration", into: &reader.diagnostics)
    let known = profile.declares.map(\.id)
    for member in form.object("statements", into: &reader.diagnostics) ?? ValueObject() {
      guard known.contains(member.name) else {
        reader.error(
          "unknown-key", "the profile asks for no statement `\(member.name)`",
          Suggestion.remedy(for: member.name, among: known), member.value)
        continue
      }
      guard let text = member.value.string, !text.isEmpty, text.utf8.count <= 500,
        !text.contains(where: \.isNewline)
      else {
        reader.error(
          "bad-text", "the statement `\(member.name)` must be one line of 1 to 500 bytes",
          "put it in quotation marks", member.value)
        continue
      }
      statements[member.name] = text
    }
    let options = profile.options.map(\.id)
    withoutOptions = reader.texts(form, "without")
    for id in withoutOptions where !options.contains(id) {
      reader.error(
        "unknown-option", "the profile has no option `\(id)`, so it can't be left out",
        options.isEmpty ? "leave `without` out" : Suggestion.remedy(for: id, among: options),
        form["without"])
    }
    try reader.finish()
  }

  /// What the profile asks for and the vendor did not say.
  package func missing(for profile: Profile) -> [Profile.Statement] {
    profile.declares.filter { statements[$0.id] == nil }
  }

  /// Patterns over the operations that are left out.
  package func excludedOperations(of profile: Profile) -> [String] {
    profile.options.filter { withoutOptions.contains($0.id) }.flatMap(\.operations)
  }
}
