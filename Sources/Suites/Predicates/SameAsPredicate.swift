import Documents

/// The same value as in the answer to an earlier step.
struct SameAsPredicate: Predicate {
  static let name = "same-as"
  private let step: String
  /// Where in the earlier answer; nil: at the same place.
  private let path: BodyPath?
  private let range: SourceRange?

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    let form = FormReader(
      value, what: "`same-as`", names: ["step", "at"], into: &diagnostics)
    guard value.object != nil,
      let step = form.required("step", form.string("step", into: &diagnostics), into: &diagnostics)
    else { return nil }
    self.step = step
    range = form["step"]?.range
    guard let at = form["at"] else {
      path = nil
      return
    }
    guard let text = form.string("at", into: &diagnostics),
      let path = BodyPath(text, at: at.range, into: &diagnostics)
    else { return nil }
    self.path = path
  }

  var needsEarlierAnswers: Bool { true }

  var text: String { "is the same as in `\(step)`\(path.map { " at \($0)" } ?? "")" }

  func bound(_ binding: PredicateBinding, into diagnostics: inout [Diagnostic]) -> Self {
    if !binding.earlierSteps.contains(step) {
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-step", "no step before this one has the id `\(step)`",
          remedy: binding.earlierSteps.isEmpty
            ? "give the step whose answer is meant an `id`"
            : Suggestion.remedy(for: step, among: binding.earlierSteps.sorted()),
          at: range))
    }
    return self
  }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    let expected = "the same as in `\(step)`"
    guard let answer = earlier[step] else {
      return complaint(
        unless: false, seen, expected: expected, actual: "no answer to compare with")
    }
    let other: Value?
    if let path {
      do {
        other = try answer.observed(path).value
      } catch {
        return complaint(unless: false, seen, expected: expected, actual: error.message)
      }
    } else {
      other = seen.pointer.flatMap { answer.body?[$0] }
    }
    guard let other else {
      return complaint(
        unless: false, seen, expected: expected, actual: "nothing there in that answer")
    }
    return complaint(
      unless: seen.equals(other), seen, expected: "\(other.shown), as in `\(step)`")
  }
}
