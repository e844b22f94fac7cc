package import Documents

/// A choice of a suite's cases, and how much stricter they are judged.
package struct ProfileForm: Sendable {
  package var name: String
  package var description: String?
  /// Only cases with one of these; empty: all.
  package var tags: [String]
  package var excludedTags: [String]
  /// Only cases whose ids, without the suite's name, match one of these; empty: all.
  package var cases: [String]
  /// lenient, standard or strict; raises what the run asks for, never lowers it.
  package var strictness: String?
  package var isSafe: Bool
  /// Seconds that any answer may take; lowers what the run asks for.
  package var latency: Double?
  /// In the place of the suite's of the same name.
  package var variables: ValueObject
  /// In the place of the suite's.
  package var derive: [Case.Intent]?
  package var range: SourceRange?

  private static let names = [
    "description", "tags", "exclude-tags", "cases", "strictness", "safe", "latency", "variables",
    "derive",
  ]
  package static let strictnesses = ["lenient", "standard", "strict"]

  init(_ member: ValueObject.Member, into diagnostics: inout [Diagnostic]) {
    let form = FormReader(
      member.value, what: "the profile `\(member.name)`", names: Self.names, into: &diagnostics)
    name = member.name
    range = member.nameRange
    description = form.string("description", into: &diagnostics)
    tags = form.texts("tags", "a tag", into: &diagnostics)
    excludedTags = form.texts("exclude-tags", "a tag", into: &diagnostics)
    cases = form.texts("cases", "the id of a case, or a pattern", into: &diagnostics)
    strictness = form.string("strictness", into: &diagnostics)
    isSafe = form.bool("safe", into: &diagnostics) ?? false
    latency = form.seconds("latency", into: &diagnostics)
    variables = form.object("variables", into: &diagnostics) ?? ValueObject()
    derive = SuiteFile.derive(form, into: &diagnostics)
    if let strictness, !Self.strictnesses.contains(strictness) {
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-strictness", "`strictness` can't be `\(strictness)`",
          remedy: Suggestion.remedy(for: strictness, among: Self.strictnesses),
          at: form["strictness"]?.range))
    }
  }

  /// Why it leaves out a case; nil where it keeps it.
  func reason(against form: SuiteFile.CaseForm) -> String? {
    if !cases.isEmpty, !cases.contains(where: { $0 == form.id || Glob($0).matches(form.id) }) {
      return "by its cases"
    }
    if !tags.isEmpty, Set(tags).isDisjoint(with: form.tags) { return "by its tags" }
    if !Set(excludedTags).isDisjoint(with: form.tags) { return "by its excluded tags" }
    return nil
  }
}
