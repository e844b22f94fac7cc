package import Documents

/// What must hold for a case to be run.
package struct ConditionForm: Sendable {
  package enum Subject: Sendable {
    /// An environment variable.
    case environment(String)
    /// A variable of the suite, the case, the fixtures or the environment.
    case variable(String)
    /// The name of the profile that was chosen.
    case profile(String)
  }

  package var subject: Subject
  /// Of the value; none: it is there and not empty.
  package var predicates: [any Predicate]
  package var range: SourceRange?

  private static let kinds = ["env", "variable", "profile"]

  /// Reads `when:`, one condition or a list.
  static func read(_ form: FormReader, into diagnostics: inout [Diagnostic]) -> [ConditionForm] {
    guard let value = form["when"] else { return [] }
    return (value.array ?? [value]).compactMap { condition($0, into: &diagnostics) }
  }

  private static func condition(
    _ value: Value, into diagnostics: inout [Diagnostic]
  ) -> ConditionForm? {
    func refuse() -> ConditionForm? {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-condition",
          "a condition must have exactly one of: env, profile, variable",
          remedy: "write for instance `when: {env: CI}` or `when: {variable: mode, equals: full}`",
          at: value.range))
      return nil
    }
    guard let members = value.object else { return refuse() }
    let found = kinds.filter { members[$0] != nil }
    guard found.count == 1, let kind = found.first, let name = members[kind]?.string else {
      return refuse()
    }
    var rest = members
    rest[kind] = nil
    let subject: Subject =
      switch kind {
      case "env": .environment(name)
      case "variable": .variable(name)
      default: .profile(name)
      }
    if kind == "profile", !rest.isEmpty { return refuse() }
    for member in rest where !AllPredicates.names.contains(member.name) {
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-predicate", "there is no predicate `\(member.name)`",
          remedy: Suggestion.remedy(for: member.name, among: AllPredicates.names),
          at: member.nameRange))
      return nil
    }
    let before = diagnostics.count
    let read =
      rest.isEmpty
      ? [] : AllPredicates.read(.object(rest, at: value.range), at: value.range, into: &diagnostics)
    guard diagnostics.count == before else { return nil }
    return ConditionForm(
      subject: subject, predicates: read.map(\.predicate), range: value.range)
  }

  /// What is demanded, for people: `the environment variable CI is set`.
  package var text: String {
    let words = predicates.map(\.text).joined(separator: " and ")
    return switch subject {
    case .environment(let name):
      "the environment variable \(name) \(predicates.isEmpty ? "is set" : words)"
    case .variable(let name): "the variable \(name) \(predicates.isEmpty ? "is set" : words)"
    case .profile(let name): "the profile is \(name)"
    }
  }

  /// Whether it holds of a value.
  func holds(_ value: Value?) -> Bool {
    if predicates.isEmpty { return value.map { $0.string != "" && !$0.isNull } ?? false }
    let seen = Observed(value: value, isText: true)
    return predicates.allSatisfy { $0.complaint(about: seen, EarlierAnswers()) == nil }
  }
}
