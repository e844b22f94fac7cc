package import Documents

/// A suite as its file writes it, before it is bound to a contract.
package struct SuiteFile: Sendable {
  package var file: SourceFile
  package var name: String
  package var description: String?
  /// Which derived cases belong to it; nil where it does not say.
  package var derive: [Case.Intent]?
  /// Files whose cases and variables are added.
  package var includes: [FileReference]
  /// Of all its cases; a later one may use an earlier one.
  package var values: ValueObject
  package var profiles: [ProfileForm]
  package var cases: [CaseForm]
  /// The names in `${name}` anywhere in the file and those that it includes.
  package var variables: Set<String>
  /// The workflow document that it is; nil: it is a suite of our own, and its cases are here.
  package var workflows: ArazzoDocument?

  private static let names = [
    "muster", "name", "description", "derive", "include", "variables", "defaults", "profiles",
    "cases",
  ]

  /// Reads a suite file, but none of those that it names; throws every mistake in it at once.
  package init(_ value: Value, file: SourceFile) throws(InvalidInput) {
    var diagnostics: [Diagnostic] = []
    self.init(value, file: file, into: &diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) { throw InvalidInput(diagnostics) }
  }

  init(_ value: Value, file: SourceFile, into diagnostics: inout [Diagnostic]) {
    self.file = file
    variables = value.variables
    let form = FormReader(value, what: "a suite", names: Self.names, into: &diagnostics)
    form.checkHeader("suite", into: &diagnostics)
    name =
      form.required("name", form.string("name", into: &diagnostics), into: &diagnostics) ?? ""
    description = form.string("description", into: &diagnostics)
    derive = Self.derive(form, into: &diagnostics)
    includes = (form.array("include", into: &diagnostics) ?? []).compactMap { item in
      if let path = item.string { return FileReference(path: path, range: item.range) }
      diagnostics.append(
        Diagnostic(
          .error, code: "wrong-type", "`include` holds paths, not \(item.typePhrase)",
          remedy: "write for instance `include: [common.yaml]`", at: item.range))
      return nil
    }
    values = form.object("variables", into: &diagnostics) ?? ValueObject()
    var defaults = CaseDefaults()
    if let value = form["defaults"] {
      let form = FormReader(
        value, what: "`defaults`", names: CaseDefaults.names, into: &diagnostics)
      defaults = CaseDefaults(form, into: &diagnostics)
    }
    profiles = (form.object("profiles", into: &diagnostics) ?? ValueObject()).map {
      ProfileForm($0, into: &diagnostics)
    }
    cases = (form.array("cases", into: &diagnostics) ?? []).compactMap {
      CaseForm($0, defaults: defaults, into: &diagnostics)
    }
    checkIDs(into: &diagnostics)
  }

  /// A workflow document as a suite.
  init(_ workflows: ArazzoDocument) {
    file = workflows.file
    name = workflows.title
    includes = []
    values = ValueObject()
    profiles = []
    cases = []
    variables = []
    self.workflows = workflows
  }

  /// Diagnoses cases of one id.
  func checkIDs(into diagnostics: inout [Diagnostic]) {
    var known: [String: SourceRange?] = [:]
    for form in cases {
      if let earlier = known[form.id] {
        diagnostics.append(
          Diagnostic(
            .error, code: "duplicate-case", "the case id `\(form.id)` is taken",
            remedy: "rename one; the other is at \(earlier.map { "\($0)" } ?? "an unknown place")",
            at: form.range))
      }
      known[form.id] = form.range
    }
  }

  /// Reads `derive:` of a suite or a profile.
  static func derive(
    _ form: FormReader, into diagnostics: inout [Diagnostic]
  ) -> [Case.Intent]? {
    form.array("derive", into: &diagnostics).map { items in
      items.compactMap { intent($0, into: &diagnostics) }
    }
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
}
