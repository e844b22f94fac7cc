import Documents

/// Every predicate, in the order in which they are told.
package enum AllPredicates {
  package static let all: [any Predicate.Type] = [
    EqualsPredicate.self, DiffersPredicate.self, TypePredicate.self, ExistsPredicate.self,
    MatchesPredicate.self, LengthPredicate.self, ContainsPredicate.self, ContainsNotPredicate.self,
    SubsetPredicate.self, OneOfPredicate.self, GreaterPredicate.self, AtLeastPredicate.self,
    LessPredicate.self, AtMostPredicate.self, BeforePredicate.self, AfterPredicate.self,
    UniquePredicate.self, SortedPredicate.self, SchemaPredicate.self, SameAsPredicate.self,
    EachPredicate.self, CountPredicate.self, NotPredicate.self,
  ]

  static let names = all.map { $0.name }

  /// A predicate with the place where its suite says it.
  struct Read: Sendable {
    var predicate: any Predicate
    var range: SourceRange?
  }

  /// Reads PREDICATES: an object of one or more of them; what is no such object is what the value must
  /// equal.
  ///
  /// - Parameter range: of the name that it stands under.
  static func read(
    _ value: Value, at range: SourceRange?, into diagnostics: inout [Diagnostic]
  ) -> [Read] {
    guard let members = value.object, let first = members.first else {
      return [Read(predicate: EqualsPredicate(operand: value), range: range)]
    }
    let unknown = members.filter { !names.contains($0.name) }
    if unknown.count == members.count {
      // A slip of the pen must not become an object to compare with.
      guard let near = Suggestion.nearest(to: first.name, among: names), first.name.utf8.count > 3
      else { return [Read(predicate: EqualsPredicate(operand: value), range: range)] }
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-predicate", "there is no predicate `\(first.name)`",
          remedy: "did you mean `\(near)`? If the object itself is meant, write `equals: {…}`",
          at: first.nameRange ?? value.range))
      return []
    }
    for member in unknown {
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-predicate", "there is no predicate `\(member.name)`",
          remedy: Suggestion.remedy(for: member.name, among: names),
          at: member.nameRange ?? member.value.range))
    }
    return members.compactMap { member in
      guard let type = all.first(where: { $0.name == member.name }),
        let predicate = type.init(reading: member.value, into: &diagnostics)
      else { return nil }
      return Read(predicate: predicate, range: member.nameRange ?? member.value.range)
    }
  }
}

extension Diagnostic {
  /// Of a predicate that can't have what was written for it.
  static func badOperand(_ name: String, _ value: Value, _ remedy: String) -> Diagnostic {
    Diagnostic(
      .error, code: "bad-predicate", "`\(name)` can't be \(value.shown)", remedy: remedy,
      at: value.range)
  }
}

extension Value {
  /// Whether it is text with an expression in it, so that only the run tells what it is.
  var isVariable: Bool {
    guard let string, TextTemplate.hasExpression(string) else { return false }
    return TextTemplate(string).pieces.contains { piece in
      if case .expression = piece { true } else { false }
    }
  }
}
