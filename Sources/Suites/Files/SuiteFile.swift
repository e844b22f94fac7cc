package import Documents

/// A suite as its file writes it, before it is bound to a contract.
package struct SuiteFile: Sendable {
  package struct CaseForm: Sendable {
    package var id: String
    package var title: String
    package var tags: [String]
    package var steps: [StepForm]
    package var range: SourceRange?
  }

  package var file: SourceFile
  package var name: String
  package var description: String?
  /// Which derived cases belong to it; nil where it does not say.
  package var derive: [Case.Intent]?
  package var cases: [CaseForm]
  /// The names in `${name}` anywhere in the file.
  package var variables: Set<String>

  /// Reads a suite file; throws every mistake in it at once.
  package init(_ value: Value, file: SourceFile) throws(InvalidInput) {
    var diagnostics: [Diagnostic] = []
    self.file = file
    variables = value.variables
    let form = FormReader(
      value, what: "a suite", names: ["muster", "name", "description", "derive", "cases"],
      into: &diagnostics)
    FileHeader.check(form, kind: "suite", into: &diagnostics)
    name =
      form.required("name", form.string("name", into: &diagnostics), into: &diagnostics) ?? ""
    description = form.string("description", into: &diagnostics)
    derive = form.array("derive", into: &diagnostics).map { items in
      items.compactMap { Self.intent($0, into: &diagnostics) }
    }
    cases = []
    var known: [String: SourceRange?] = [:]
    for item in form.array("cases", into: &diagnostics) ?? [] {
      guard let form = Self.caseForm(item, into: &diagnostics) else { continue }
      if let earlier = known[form.id] {
        diagnostics.append(
          Diagnostic(
            .error, code: "duplicate-case", "the case id `\(form.id)` is taken",
            remedy: "rename one; the other is at \(earlier.map { "\($0)" } ?? "an unknown place")",
            at: form.range))
      }
      known[form.id] = form.range
      cases.append(form)
    }
    if diagnostics.contains(where: { $0.severity == .error }) { throw InvalidInput(diagnostics) }
  }

  private static func intent(_ value: Value, into diagnostics: inout [Diagnostic]) -> Case.Intent? {
    if let intent = value.string.flatMap({ Case.Intent(rawValue: $0) }),
      Derivation.intents.contains(intent)
    {
      return intent
    }
    diagnostics.append(
      Diagnostic(
        .error, code: "unknown-intent", "`derive` can't hold \(JSONWriter.text(value))",
        remedy: Suggestion.remedy(
          for: value.string ?? "", among: Derivation.intents.map(\.rawValue)),
        at: value.range))
    return nil
  }

  private static func caseForm(
    _ value: Value, into diagnostics: inout [Diagnostic]
  ) -> CaseForm? {
    let form = FormReader(
      value, what: "a case", names: ["id", "title", "description", "tags", "steps"],
      into: &diagnostics)
    _ = form.string("description", into: &diagnostics)
    let id = form.required("id", form.string("id", into: &diagnostics), into: &diagnostics)
    let steps = form.required(
      "steps", form.array("steps", into: &diagnostics), into: &diagnostics)
    if let steps, steps.isEmpty {
      diagnostics.append(
        Diagnostic(
          .error, code: "empty-case", "the case `\(id ?? "")` has no steps, so it tests nothing",
          remedy: "add a step `- call: GET /…`", at: value.range))
    }
    let tags = (form.array("tags", into: &diagnostics) ?? []).compactMap { tag -> String? in
      if tag.string == nil {
        diagnostics.append(
          Diagnostic(.error, code: "wrong-type", "a tag must be a string", at: tag.range))
      }
      return tag.string
    }
    guard let id else { return nil }
    return CaseForm(
      id: id, title: form.string("title", into: &diagnostics) ?? id, tags: tags,
      steps: (steps ?? []).compactMap { StepForm($0, into: &diagnostics) }, range: value.range)
  }
}
