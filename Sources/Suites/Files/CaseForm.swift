package import Contracts
package import Documents
import Evidence

extension SuiteFile {
  /// A case as its file writes it, before it is bound to a contract.
  package struct CaseForm: Sendable {
    package var id: String
    package var title: String
    package var description: String?
    package var intent: Case.Intent?
    package var effect: Contract.Operation.Effect?
    package var effectRange: SourceRange?
    package var requirements: [String]
    package var conditions: [ConditionForm]
    package var variables: ValueObject
    package var setup: [StepForm]
    package var steps: [StepForm]
    package var teardown: [StepForm]
    /// With those of its file.
    package var defaults: CaseDefaults
    package var data: DataForm?
    package var expectedFailure: ExpectedFailure?
    /// Why it is not run.
    package var skip: String?
    package var range: SourceRange?

    package var tags: [String] { defaults.tags }

    private static let names =
      [
        "id", "title", "description", "intent", "effect", "requirements", "when", "variables",
        "setup", "steps", "teardown", "data", "expected-failure", "skip",
      ] + CaseDefaults.names

    /// Nil, with diagnostics, for what has no id.
    init?(_ value: Value, defaults: CaseDefaults, into diagnostics: inout [Diagnostic]) {
      let what = value["id"]?.string.map { "the case `\($0)`" } ?? "a case"
      let form = FormReader(value, what: what, names: Self.names, into: &diagnostics)
      let id = form.required("id", form.string("id", into: &diagnostics), into: &diagnostics)
      let items = form.required(
        "steps", form.array("steps", into: &diagnostics), example: "[{ call: GET /… }]",
        into: &diagnostics)
      if let items, items.isEmpty {
        diagnostics.append(
          Diagnostic(
            .error, code: "empty-case", "the case `\(id ?? "")` has no steps, so it tests nothing",
            remedy: "add a step `- call: GET /…`", at: value.range))
      }
      description = form.string("description", into: &diagnostics)
      intent = Self.choice("intent", form, into: &diagnostics)
      effect = Self.choice("effect", form, into: &diagnostics)
      effectRange = form["effect"]?.range
      requirements = form.texts("requirements", "the id of a requirement", into: &diagnostics)
      conditions = ConditionForm.read(form, into: &diagnostics)
      variables = form.object("variables", into: &diagnostics) ?? ValueObject()
      self.defaults = CaseDefaults(form, into: &diagnostics).over(defaults)
      data = form["data"].flatMap { DataForm($0, into: &diagnostics) }
      expectedFailure = ExpectedFailure.read(form, into: &diagnostics)
      skip = form.string("skip", into: &diagnostics)
      title = form.string("title", into: &diagnostics) ?? id ?? ""
      range = value.range
      setup = Self.steps(form.array("setup", into: &diagnostics) ?? [], into: &diagnostics)
      steps = Self.steps(items ?? [], into: &diagnostics)
      teardown = Self.steps(form.array("teardown", into: &diagnostics) ?? [], into: &diagnostics)
      if skip?.isEmpty == true {
        diagnostics.append(
          Diagnostic(
            .error, code: "missing-reason", "`skip` must say why", remedy: "write the reason",
            at: form["skip"]?.range))
      }
      Self.checkIDs(setup + steps + teardown, into: &diagnostics)
      guard let id else { return nil }
      self.id = id
    }

    private static func steps(
      _ items: [Value], into diagnostics: inout [Diagnostic]
    ) -> [StepForm] {
      items.compactMap { StepForm($0, into: &diagnostics) }
    }

    private static func checkIDs(_ steps: [StepForm], into diagnostics: inout [Diagnostic]) {
      var known: Set<String> = []
      for step in steps {
        guard let id = step.id, !known.insert(id).inserted else { continue }
        diagnostics.append(
          Diagnostic(
            .error, code: "duplicate-step", "the step id `\(id)` is taken in this case",
            remedy: "rename one", at: step.range))
      }
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
      _ name: String, _ form: FormReader, into diagnostics: inout [Diagnostic]
    ) -> Choice? where Choice.RawValue == String {
      guard let text = form.string(name, into: &diagnostics) else { return nil }
      if let choice = Choice(rawValue: text) { return choice }
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-\(name)", "`\(name)` can't be `\(text)`",
          remedy: Suggestion.remedy(for: text, among: Choice.allCases.map(\.rawValue)),
          at: form[name]?.range))
      return nil
    }
  }
}
