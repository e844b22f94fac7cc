import Documents

/// Reads one workflow document into its parts; everything wrong is gathered.
struct ArazzoReader {
  /// What a document says of itself and the workflows in it.
  struct Parts {
    var version: ArazzoDocument.Version
    var title: String
    var own: String?
    var sources: [ArazzoSource]
    var workflows: [WorkflowForm]
  }

  let root: Value
  let file: SourceFile
  var version = ArazzoDocument.Version.v11
  var diagnostics: [Diagnostic] = []

  init(_ root: Value, file: SourceFile) {
    self.root = root
    self.file = file
  }

  /// Nil, with diagnostics, where anything is wrong.
  mutating func read() -> Parts? {
    guard let version = readVersion() else { return nil }
    self.version = version
    let form = form(
      root, "an Arazzo document",
      ["arazzo", "info", "sourceDescriptions", "workflows", "components"], later: ["$self"])
    let info = form.required("info", form["info"], into: &diagnostics)
    let title = info.map { self.title($0) } ?? ""
    let own = form.string("$self", into: &diagnostics)
    if own?.isEmpty == true || own?.utf8.contains(UInt8(ascii: "#")) == true {
      refuse(
        "bad-self", "`$self` must be a URI without a fragment",
        "write for instance ./a.arazzo.yaml",
        form["$self"]?.range)
    }
    let sources = list(form, "sourceDescriptions").compactMap { source($0) }
    unique(sources.map { ($0.name, $0.range) }, "source")
    checkDefinitions(sources)
    checkComponents()
    let items = list(form, "workflows")
    let workflows = items.enumerated().compactMap { workflow($1, number: $0) }
    unique(workflows.map { ($0.id, $0.range) }, "workflow")
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    return Parts(
      version: version, title: title, own: own, sources: sources, workflows: workflows)
  }

  private mutating func readVersion() -> ArazzoDocument.Version? {
    let value = root["arazzo"]
    let text = value?.string ?? ""
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count >= 3, parts[0] == "1" {
      if parts[1] == "0" { return .v10 }
      if parts[1] == "1" { return .v11 }
    }
    refuse(
      "arazzo-version",
      "`arazzo: \(value.map { JSONWriter.text($0) } ?? "")` is no version that is supported",
      "write `arazzo: 1.0.1` or `arazzo: 1.1.0`", value?.range)
    return nil
  }

  private mutating func title(_ value: Value) -> String {
    let form = form(value, "`info`", ["title", "summary", "description", "version"])
    let title = form.required("title", form.string("title", into: &diagnostics), into: &diagnostics)
    _ = form.required("version", form.string("version", into: &diagnostics), into: &diagnostics)
    return title ?? ""
  }

  private mutating func source(_ value: Value) -> ArazzoSource? {
    let form = form(value, "a source description", ["name", "url", "type"])
    let name = form.required("name", form.string("name", into: &diagnostics), into: &diagnostics)
    let url = form.required("url", form.string("url", into: &diagnostics), into: &diagnostics)
    if let name { checkName(name, "source", form["name"]?.range) }
    let type = form.string("type", into: &diagnostics) ?? "openapi"
    guard let kind = ArazzoSource.Kind(rawValue: type) else {
      if type == "asyncapi" {
        refuse(
          "unsupported-asyncapi", "sources of AsyncAPI are not supported: only HTTP is",
          "take the source and its steps out", form["type"]?.range)
      } else {
        refuse(
          "unknown-type", "the type of a source can't be `\(type)`",
          Suggestion.remedy(for: type, among: ["arazzo", "openapi"]), form["type"]?.range)
      }
      return nil
    }
    guard let name, let url, !url.isEmpty else { return nil }
    return ArazzoSource(
      name: name, url: url, kind: kind, range: form["name"]?.range, urlRange: form["url"]?.range)
  }

  /// A run knows one contract.
  private mutating func checkDefinitions(_ sources: [ArazzoSource]) {
    let definitions = sources.filter { $0.kind == .openapi }
    guard let first = definitions.first else { return }
    for other in definitions.dropFirst() where other.url != first.url {
      refuse(
        "several-contracts",
        "the sources `\(first.name)` and `\(other.name)` are two definitions, and a run has one contract",
        "put the workflows of each into a document of its own", other.urlRange)
    }
  }

  // MARK: Helpers

  /// - Parameter later: keys that Arazzo 1.1 adds.
  mutating func form(
    _ value: Value, _ what: String, _ names: [String], later: [String] = []
  ) -> FormReader {
    var names = names
    for member in value.object ?? ValueObject() where member.name.utf8.starts(with: "x-".utf8) {
      names.append(member.name)
    }
    guard version < .v11 else {
      return FormReader(value, what: what, names: names + later, into: &diagnostics)
    }
    for name in later {
      guard let member = value.object?.member(name) else { continue }
      refuse(
        "later-version", "`\(name)` of \(what) is a key of Arazzo 1.1",
        "write `arazzo: 1.1.0`, or take it out", member.nameRange)
      names.append(name)
    }
    return FormReader(value, what: what, names: names, into: &diagnostics)
  }

  /// A list that must be there and must not be empty.
  mutating func list(_ form: FormReader, _ name: String) -> [Value] {
    let items = form.required(name, form.array(name, into: &diagnostics), into: &diagnostics)
    if let items, items.isEmpty {
      refuse(
        "empty-list", "`\(name)` of \(form.what) is empty", "add one", form[name]?.range)
    }
    return items ?? []
  }

  mutating func refuse(
    _ code: String, _ message: String, _ remedy: String?, _ range: SourceRange?
  ) {
    diagnostics.append(Diagnostic(.error, code: code, message, remedy: remedy, at: range))
  }

  mutating func unique(_ names: [(name: String, range: SourceRange?)], _ what: String) {
    var known: Set<String> = []
    for entry in names where !known.insert(entry.name).inserted {
      refuse(
        "duplicate-\(what)", "the \(what) `\(entry.name)` is there already", "rename one",
        entry.range)
    }
  }

  /// Names stand in expressions, where a full stop ends them.
  mutating func checkName(_ name: String, _ what: String, _ range: SourceRange?) {
    guard !name.isEmpty, name.utf8.allSatisfy({ Self.isNameByte($0) && $0 != 0x2E }) else {
      return refuse(
        "bad-name", "`\(name)` is no name of a \(what)",
        "write letters, digits, `-` and `_`", range)
    }
  }

  /// Keys may have full stops.
  mutating func checkKey(_ name: String, _ what: String, _ range: SourceRange?) {
    guard !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte) else {
      return refuse(
        "bad-name", "`\(name)` is no name of \(what)",
        "write letters, digits, `.`, `-` and `_`", range)
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 0x2D, 0x2E, 0x5F: true
    default: false
    }
  }
}
