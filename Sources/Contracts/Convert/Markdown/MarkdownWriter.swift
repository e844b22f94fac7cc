import Documents

/// Prints a Swagger 2.0 document as the newest swagger-markdown prints one, so that loading the
/// result gives the same contract, as far as a rendering can hold it.
struct MarkdownWriter {
  let root: ValueObject
  let references: LocalReference
  var types: MarkdownTypes
  var lines: [String] = []
  let hasTags: Bool
  var tag: String?

  /// The text, and in the log what a rendering has no place for.
  static func text(of document: Value, log: inout ConversionLog) -> String {
    var writer = MarkdownWriter(document, log: log)
    writer.write()
    log = writer.types.log
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private init(_ document: Value, log: ConversionLog) {
    root = document.object ?? ValueObject()
    references = LocalReference(document: document)
    let names = root["definitions"]?.object?.names ?? []
    // A link whose text ends with the suffix would say that the suffix belongs to all names.
    let hasSuffix = names.contains { $0[...].dropping(suffix: " Model") != nil }
    types = MarkdownTypes(suffix: hasSuffix ? "" : " Model", log: log)
    hasTags = TagOrder.isPrintable(root)
  }

  var log: ConversionLog {
    get { types.log }
    set { types.log = newValue }
  }

  mutating func put(_ line: String = "") { lines.append(line) }

  private mutating func write() {
    preamble()
    loseRoot()
    paths()
    models()
  }

  // MARK: Preamble

  private mutating func preamble() {
    let info = root["info"]?.object ?? ValueObject()
    let title = info["title"]?.string ?? ""
    put("# \(MarkdownText.name(title))")
    if let description = info["description"]?.string, !description.isEmpty {
      prose(description, at: info["description"]?.range)
      put()
    }
    put("## Version: \(MarkdownText.name(info["version"]?.string ?? ""))")
    if let terms = info["termsOfService"]?.string {
      put()
      put("### Terms of service")
      put(MarkdownText.oneLine(terms))
    }
    contact(info["contact"])
    if let license = info["license"] {
      let name = MarkdownText.oneLine(license["name"]?.string ?? "")
      put()
      put("**License:** " + (license["url"]?.string.map { "[\(name)](\($0))" } ?? name))
    }
    if let link = root["externalDocs"], let url = link["url"]?.string {
      put()
      put("[\(MarkdownText.oneLine(link["description"]?.string ?? url))](\(url))")
    }
    security()
    let schemes = root["schemes"]?.array?.compactMap(\.string) ?? []
    if !schemes.isEmpty {
      put()
      put("**Schemes:** \(schemes.joined(separator: ", "))")
    }
  }

  private mutating func contact(_ value: Value?) {
    let entries = ["name", "url", "email"].compactMap { value?[$0]?.string }
    guard !entries.isEmpty else { return }
    put()
    put("**Contact information:**  ")
    for entry in entries { put("\(MarkdownText.oneLine(entry))  ") }
  }

  private mutating func security() {
    guard let schemes = root["securityDefinitions"]?.object, !schemes.isEmpty else { return }
    put()
    put("### Security")
    for member in schemes {
      guard let scheme = member.value.object else { continue }
      put("**\(MarkdownText.name(member.name))**  ")
      put()
      let type = scheme["type"]?.string ?? ""
      let label = ["basic": "Basic", "apiKey": "API Key", "oauth2": "OAuth 2.0"][type] ?? type
      put("| \(type) | *\(label)* |")
      put("| \(Self.dashes(type)) | \(Self.dashes(label + "**")) |")
      for row in scheme where row.name != "type" { self.row(of: row) }
      put()
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
  }

  private static let labels = [
    "description": "Description", "name": "Name", "in": "In", "flow": "Flow",
    "authorizationUrl": "Authorization URL", "tokenUrl": "Token URL",
  ]

  private mutating func row(of member: ValueObject.Member) {
    if member.name == "scopes" {
      put("| **Scopes** |  |")
      for scope in member.value.object ?? ValueObject() {
        put("| \(MarkdownText.name(scope.name)) | \(cell(scope.value.string ?? "", scope.value)) |")
      }
      return
    }
    let label = Self.labels[member.name] ?? member.name
    guard let text = member.value.string else {
      types.lose(member)
      return
    }
    put("| \(label) | \(cell(text, member.value)) |")
  }

  static func dashes(_ title: String) -> String {
    String(repeating: "-", count: max(3, title.unicodeScalars.count))
  }

  // MARK: Helpers

  /// Text of several lines below a heading.
  mutating func prose(_ text: String, at range: SourceRange?) {
    let (prose, isChanged) = MarkdownText.prose(text)
    if isChanged {
      log.note(
        "markdown-text-changed", "lines of this text would be taken for parts of the definition",
        "nothing to do: a backslash was put before them", at: range)
    }
    put(prose)
  }

  /// Text in a cell; a note where that changes it.
  mutating func cell(_ text: String, _ source: Value) -> String {
    if !MarkdownText.fitsCell(text) {
      log.note(
        "markdown-text-changed", "a table's cell holds one line",
        "nothing to do: line ends were written as `<br>`", at: source.range)
    }
    return MarkdownText.cell(text)
  }

  mutating func table(_ titles: [String]) {
    put("| \(titles.joined(separator: " | ")) |")
    put(
      "| \(titles.map { String(repeating: "-", count: max(4, $0.utf8.count)) }.joined(separator: " | ")) |"
    )
  }

  func followed(_ value: Value) -> Value {
    var ignored: [Diagnostic] = []
    return references.follow(value, at: JSONPointer(), into: &ignored)?.value ?? value
  }

  /// What the document says for all operations and a rendering does not.
  private mutating func loseRoot() {
    for name in ["host", "basePath"] {
      guard let value = root[name] else { continue }
      log.lost(
        "markdown-base-url-lost", "a rendering doesn't print `\(name)`",
        "give the base URL when you run", at: value.range)
    }
    for name in ["consumes", "produces"] { loseMediaTypes(root[name]) }
    for member in root where member.name.startsExactly(with: "x-") { types.lose(member) }
    if let tags = root["tags"] {
      log.note(
        "markdown-remark-lost", "a rendering doesn't list the tags with their descriptions",
        "nothing to do: the operations have theirs where they can be printed", at: tags.range)
    }
    if let first = firstOperationID() {
      log.note(
        "markdown-remark-lost", "a rendering doesn't print `operationId`",
        "refer to operations by method and path", at: first.range)
    }
  }

  mutating func loseMediaTypes(_ types: Value?) {
    guard let types, let words = types.array?.compactMap(\.string),
      words.contains(where: { !$0.isExactly("application/json") })
    else { return }
    log.lost(
      "markdown-media-types-lost", "a rendering doesn't print media types",
      "say them in an overlay; JSON is assumed without", at: types.range)
  }

  private func firstOperationID() -> Value? {
    for item in root["paths"]?.object ?? ValueObject() {
      for member in item.value.object ?? ValueObject() {
        if let id = member.value["operationId"] { return id }
      }
    }
    return nil
  }
}

/// Whether the tags of a document can be printed as headings above its paths.
enum TagOrder {
  /// A heading holds for all that follows, so nothing without a tag may come after it; and it must
  /// not look like another part.
  static func isPrintable(_ root: ValueObject) -> Bool {
    var hasBegun = false
    for item in root["paths"]?.object ?? ValueObject() {
      for member in item.value.object ?? ValueObject() where member.value["responses"] != nil {
        let tags = member.value["tags"]?.array ?? []
        guard let tag = tags.first?.string else {
          if hasBegun { return false }
          continue
        }
        hasBegun = true
        let title = MarkdownText.name(tag)[...]
        guard !tag.isEmpty, tag.trimmedBlanks().isExactly(tag), PathTitle(title) == nil,
          MethodTitle(title) == nil, SectionTitle(title) == nil
        else { return false }
      }
    }
    return hasBegun
  }
}
