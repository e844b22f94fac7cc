package import Documents
import Evidence

extension Profile {
  package static let names = [
    "muster", "name", "version", "title", "suites", "derive", "seed", "strictness",
    "fail-on-warning", "required", "coverage", "options", "declares", "provides", "selftest",
    "validity",
  ]
  private static let strictnesses = ["lenient", "standard", "strict"]
  private static let longestValidity = 3_660

  /// Reads a profile file; throws every mistake in it at once.
  package init(_ value: Value) throws(InvalidInput) {
    var reader = ProfileReader()
    let form = reader.form(value, "a profile", Self.names)
    form.checkHeader("profile", into: &reader.diagnostics)
    name = reader.text(form, "name")
    version = reader.text(form, "version")
    title = reader.text(form, "title")
    strictness = reader.optionalText(form, "strictness") ?? "strict"
    if !Self.strictnesses.contains(strictness) {
      reader.error(
        "unknown-strictness", "`strictness` can't be `\(strictness)`",
        Suggestion.remedy(for: strictness, among: Self.strictnesses), form["strictness"])
    }
    derive = form["derive"] == nil ? nil : reader.texts(form, "derive")
    seed = UInt64(max(0, form.integer("seed", into: &reader.diagnostics) ?? 0))
    failOnWarning = form.bool("fail-on-warning", into: &reader.diagnostics) ?? false
    required = reader.texts(form, "required")
    provides = reader.texts(form, "provides")
    suites = reader.items(form, "suites").map { reader.suite($0) }
    if suites.isEmpty, reader.diagnostics.isEmpty {
      reader.error(
        "missing-key", "a profile needs a suite", "name one under `suites:`", form.value)
    }
    options = reader.items(form, "options").map { item in
      let form = reader.form(item, "an option", ["id", "title", "operations"])
      return Option(
        id: reader.text(form, "id"), title: reader.text(form, "title"),
        operations: reader.texts(form, "operations"))
    }
    declares = reader.items(form, "declares").map { item in
      let form = reader.form(item, "a declaration", ["id", "title"])
      return Statement(id: reader.text(form, "id"), title: reader.text(form, "title"))
    }
    coverage = reader.coverage(form)
    selftest = reader.selftest(form)
    validity = form.integer("validity", into: &reader.diagnostics) ?? 365
    if !(1...Self.longestValidity).contains(validity) {
      reader.error(
        "bad-number", "`validity` must be 1 to \(Self.longestValidity) days", "correct it",
        form["validity"])
    }
    try reader.finish()
  }
}

/// Reads our small files of certification and gathers what is wrong with them.
struct ProfileReader {
  var diagnostics: [Diagnostic] = []

  func finish() throws(InvalidInput) {
    if diagnostics.contains(where: { $0.severity == .error }) { throw InvalidInput(diagnostics) }
  }

  mutating func error(_ code: String, _ message: String, _ remedy: String, _ value: Value?) {
    diagnostics.append(Diagnostic(.error, code: code, message, remedy: remedy, at: value?.range))
  }

  mutating func form(_ value: Value, _ what: String, _ names: [String]) -> FormReader {
    FormReader(value, what: what, names: names, into: &diagnostics)
  }

  /// A text that has to be there, on one line.
  mutating func text(_ form: FormReader, _ name: String) -> String {
    let text = form.required(name, form.string(name, into: &diagnostics), into: &diagnostics) ?? ""
    if form[name]?.string != nil,
      text.isEmpty || text.utf8.count > 500 || text.contains(where: \.isNewline)
    {
      error(
        "bad-text", "`\(name)` of \(form.what) must be one line of 1 to 500 bytes", "correct it",
        form[name])
    }
    return text
  }

  mutating func optionalText(_ form: FormReader, _ name: String) -> String? {
    form.string(name, into: &diagnostics)
  }

  mutating func items(_ form: FormReader, _ name: String) -> [Value] {
    form.array(name, into: &diagnostics) ?? []
  }

  mutating func texts(_ form: FormReader, _ name: String) -> [String] {
    items(form, name).compactMap { item in
      if item.string == nil {
        error(
          "wrong-type", "`\(name)` of \(form.what) holds texts, not \(item.typeName)",
          "put it in quotation marks", item)
      }
      return item.string
    }
  }

  mutating func suite(_ item: Value) -> Profile.Suite {
    if let path = item.string { return Profile.Suite(path: path) }
    let form = form(item, "a suite of a profile", ["path", "sha256"])
    let digest = form.string("sha256", into: &diagnostics)
    if let digest,
      digest.utf8.count != 64
        || !digest.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    {
      error(
        "bad-digest", "`sha256` must be 64 hexadecimal digits, lower case",
        "write what sha256sum prints", form["sha256"])
    }
    return Profile.Suite(path: text(form, "path"), sha256: digest)
  }

  mutating func coverage(_ form: FormReader) -> [Profile.Coverage] {
    var demands: [Profile.Coverage] = []
    for member in form.object("coverage", into: &diagnostics) ?? ValueObject() {
      let kinds = ObligationFact.Kind.allCases.map(\.rawValue)
      let kind = ObligationFact.Kind(rawValue: member.name)
      if kind == nil, member.name != "all" {
        error(
          "unknown-key", "there is no kind of promise `\(member.name)`",
          Suggestion.remedy(for: member.name, among: kinds + ["all"]), member.value)
      }
      if let percent = percent(member.value, "coverage") {
        demands.append(Profile.Coverage(kind: kind, percent: percent))
      }
    }
    return demands
  }

  mutating func selftest(_ parent: FormReader) -> Profile.Selftest {
    var selftest = Profile.Selftest(minimum: 100, faults: [], isMock: false)
    guard
      let value = parent.required("selftest", parent["selftest"], into: &diagnostics)
    else { return selftest }
    let form = form(value, "`selftest`", ["minimum", "faults", "mock", "fixtures"])
    if let value = form.required("minimum", form["minimum"], into: &diagnostics),
      let percent = percent(value, "minimum")
    {
      selftest.minimum = percent
    }
    selftest.faults = texts(form, "faults")
    selftest.isMock = form.bool("mock", into: &diagnostics) ?? false
    selftest.fixtures = form.string("fixtures", into: &diagnostics)
    return selftest
  }

  /// `98` or `98%`.
  private mutating func percent(_ value: Value, _ name: String) -> Double? {
    let digits = value.string.map { $0.hasSuffix("%") ? String($0.dropLast()) : $0 }
    if let number = value.number?.double ?? digits.flatMap({ Double($0) }),
      (0...100).contains(number)
    {
      return number
    }
    error("bad-number", "`\(name)` must be 0 to 100 percent", "write for instance 98%", value)
    return nil
  }
}
