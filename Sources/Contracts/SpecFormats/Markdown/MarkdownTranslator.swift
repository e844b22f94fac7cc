import Documents

/// Turns a rendered definition into a located document in the shape of what was rendered: Swagger
/// 2.0 or OpenAPI 3.
///
/// Every value has the place of the row or heading it was printed in, so that messages about the
/// contract point into the rendering.
struct MarkdownTranslator {
  private(set) var document: MarkdownDocument
  let text: SpecText
  let family: RenderedFamily
  let models: [ModelBlock]
  var types: TypeTranslator
  var diagnostics: [Diagnostic] = []

  static func translate(
    _ document: MarkdownDocument, text: SpecText, diagnostics: inout [Diagnostic]
  ) throws(InvalidInput) -> SpecDocument {
    var translator = MarkdownTranslator(document: document, text: text)
    let tree = try translator.root()
    diagnostics += translator.diagnostics
    diagnostics += translator.types.diagnostics
    return SpecDocument(
      tree: tree, family: translator.family.isOpenAPI3 ? .openAPI3 : .swagger2)
  }

  private init(document: MarkdownDocument, text: SpecText) {
    self.document = document
    self.text = text
    family = RenderedFamily(of: document)
    models = document.modelsWithoutSuffix
    types = TypeTranslator(names: ModelNames(models.map(\.name)), family: family)
  }

  private mutating func root() throws(InvalidInput) -> Value {
    let start = text.range(ofLine: 0)
    var root = LocatedObject()
    switch family {
    case .swagger2: root.add("swagger", "2.0", at: start)
    case .openAPI30: root.add("openapi", "3.0.3", at: start)
    case .openAPI31: root.add("openapi", "3.1.0", at: start)
    }
    root.add("info", info(start))
    if let link = document.externalDocs.flatMap(link) { root.add("externalDocs", link) }
    if !document.tags.isEmpty { root.add("tags", tags()) }
    if family.isOpenAPI3 {
      if let servers = document.servers { root.add("servers", self.servers(servers)) }
      root.add("paths", try paths())
      if !document.webhooks.isEmpty { root.add("webhooks", pathItems(document.webhooks)) }
      var components = LocatedObject()
      if !document.authorizations.isEmpty { components.add("securitySchemes", authorizations()) }
      if !models.isEmpty { components.add("schemas", try definitions()) }
      if !components.members.isEmpty { root.add("components", components.value(at: start)) }
    } else {
      if let schemes = document.schemes { root.add("schemes", list(schemes)) }
      if !document.security.isEmpty { root.add("securityDefinitions", securityDefinitions()) }
      root.add("paths", try paths())
      if !models.isEmpty { root.add("definitions", try definitions()) }
    }
    return root.value(at: start)
  }

  /// Text between the structure, without the escapes that versions since 1.4.0 put before bars and
  /// backslashes.
  func prose(_ block: ProseBlock) -> String? {
    block.text(in: text).map { document.hasEscapes ? Self.unescaped($0) : $0 }
  }

  /// The same for a cell, whose bars are read already.
  func cellProse(_ text: String) -> String {
    document.hasEscapes ? text.replacing("\\\\", with: "\\") : text
  }

  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\\") && !isEscaped {
        isEscaped = true
        continue
      }
      if isEscaped && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "|") {
        bytes.append(UInt8(ascii: "\\"))
      }
      bytes.append(byte)
      isEscaped = false
    }
    if isEscaped { bytes.append(UInt8(ascii: "\\")) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Takes the operations out of the document, so that each is freed when it has been translated.
  mutating func takeOperations() -> ReversedCollection<[OperationBlock]> {
    defer { document.operations = [] }
    return document.operations.reversed()
  }

  /// The words of a line with commas between them.
  func list(_ located: MarkdownDocument.Located) -> Value {
    let words = located.text.split(separator: ",").map {
      Value.string(String($0.trimmedBlanks()), at: located.range)
    }
    return .array(words, at: located.range)
  }

  /// `[description](url)` as an external documentation object.
  func link(_ located: MarkdownDocument.Located) -> Value? {
    guard case .reference(let name, let target)? = TypeExpressionParser.parse(located.text) else {
      return nil
    }
    var link = LocatedObject()
    link.add("description", name, at: located.range)
    link.add("url", target, at: located.range)
    return link.value(at: located.range)
  }

  private func tags() -> Value {
    var tags: [Value] = []
    var seen: Set<ExactName> = []
    for block in document.tags where seen.insert(ExactName(block.name.text)).inserted {
      var tag = LocatedObject()
      tag.add("name", block.name.text, at: block.name.range)
      var lines =
        block.description.text(in: text)?.split(separator: "\n", omittingEmptySubsequences: false)
        ?? []
      // Documentation elsewhere is printed as a link on the last line.
      if let last = lines.last,
        let link = link(MarkdownDocument.Located(text: String(last), range: block.name.range))
      {
        tag.add("externalDocs", link)
        lines.removeLast()
      }
      if !lines.isEmpty {
        tag.add("description", lines.joined(separator: "\n"), at: block.name.range)
      }
      tags.append(tag.value(at: block.name.range))
    }
    return .array(tags, at: document.tags.first?.name.range)
  }
}

// MARK: - Info

extension MarkdownTranslator {
  private func info(_ start: SourceRange) -> Value {
    var info = LocatedObject()
    let title = document.title
    info.add("title", title?.text ?? "", at: title?.range ?? start)
    info.add("version", document.version?.text ?? "", at: document.version?.range ?? start)
    if let description = document.description {
      info.add("description", description, at: title?.range ?? start)
    }
    if let terms = document.termsOfService {
      info.add("termsOfService", terms.text, at: terms.range)
    }
    if let first = document.contact.first {
      var contact = LocatedObject()
      for line in document.contact {
        // Printed without labels; their shapes tell them apart.
        let isURL = line.text.firstRange(ofASCII: "://") != nil
        let name = isURL ? "url" : line.text.utf8.contains(UInt8(ascii: "@")) ? "email" : "name"
        if contact.members[name] == nil { contact.add(name, line.text, at: line.range) }
      }
      info.add("contact", contact.value(at: first.range))
    }
    if let license = document.license { info.add("license", self.license(license)) }
    return info.value(at: title?.range ?? start)
  }

  private func license(_ license: MarkdownDocument.Located) -> Value {
    var value = LocatedObject()
    if let link = link(license), let url = link["url"] {
      value.add("name", link["description"] ?? .string("", at: license.range))
      value.add("url", url)
    } else {
      let note = LicenseNote(license.text)
      value.add("name", family == .openAPI31 ? note.name : license.text, at: license.range)
      if family == .openAPI31, let identifier = note.identifier {
        value.add("identifier", identifier, at: license.range)
      }
    }
    return value.value(at: license.range)
  }

  private func servers(_ table: MarkdownTable) -> Value {
    let servers = table.rows.map { row in
      let range = text.range(ofLines: row.lines)
      let cells = TableCells(row, of: table)
      var server = LocatedObject()
      server.add("url", MarkdownParser.withoutAngles(cells[.url][...]), at: range)
      let note = ServerNote(cells[.description])
      if let description = note.description { server.add("description", description, at: range) }
      var variables = LocatedObject()
      for variable in note.variables {
        var value = LocatedObject()
        value.add("default", variable.standard, at: range)
        if let text = variable.description { value.add("description", text, at: range) }
        if !variable.values.isEmpty {
          value.add("enum", .array(variable.values.map { .string($0, at: range) }, at: range))
        }
        variables.add(variable.name, value.value(at: range))
      }
      if !variables.members.isEmpty { server.add("variables", variables.value(at: range)) }
      return server.value(at: range)
    }
    return .array(servers, at: text.range(ofLines: table.header.lines))
  }
}
