import Documents

/// Turns a rendered definition into a located Swagger 2.0 document.
///
/// Every value has the place of the row or heading it was printed in, so that messages about the
/// contract point into the rendering.
struct MarkdownTranslator {
  let document: MarkdownDocument
  let text: SpecText
  var types: TypeTranslator
  var diagnostics: [Diagnostic] = []

  static func translate(
    _ document: MarkdownDocument, text: SpecText, diagnostics: inout [Diagnostic]
  ) throws(InvalidInput) -> Value {
    var translator = MarkdownTranslator(document: document, text: text)
    let value = try translator.root()
    diagnostics += translator.diagnostics
    diagnostics += translator.types.diagnostics
    return value
  }

  private let models: [ModelBlock]

  private init(document: MarkdownDocument, text: SpecText) {
    self.document = document
    self.text = text
    models = Self.withoutSuffix(document)
    types = TypeTranslator(names: ModelNames(models.map(\.name)))
  }

  /// Newer versions print `X Model`; the suffix is part of the name where any model lacks it.
  private static func withoutSuffix(_ document: MarkdownDocument) -> [ModelBlock] {
    for suffix in [" Model", " Schema"] {
      let stems = document.models.map { $0.name[...].dropping(suffix: suffix) }
      guard !stems.isEmpty, stems.allSatisfy({ $0?.isEmpty == false }) else { continue }
      // A link whose text has the suffix shows that it belongs to the name.
      let mark = "\(suffix)]("
      let cells =
        document.operations.flatMap {
          [$0.parameters, $0.responses].compactMap { $0?.table.rows }.joined()
        } + document.models.compactMap { $0.table?.rows }.joined()
      guard
        !cells.contains(where: { row in
          row.cells.contains { $0.text.firstRange(ofASCII: mark) != nil }
        })
      else { continue }
      return zip(document.models, stems).map { model, stem in
        var model = model
        model.name = stem.map { String($0) } ?? model.name
        return model
      }
    }
    return document.models
  }

  private mutating func root() throws(InvalidInput) -> Value {
    let start = text.range(ofLine: 0)
    var root = LocatedObject()
    root.add("swagger", "2.0", at: start)
    root.add("info", info(start))
    if let schemes = document.schemes {
      let words = schemes.text.split(separator: ",").map {
        Value.string(String($0.trimmedBlanks()), at: schemes.range)
      }
      root.add("schemes", .array(words, at: schemes.range))
    }
    if let link = document.externalDocs.flatMap(link) { root.add("externalDocs", link) }
    if !document.security.isEmpty { root.add("securityDefinitions", securityDefinitions()) }
    root.add("paths", try paths())
    if !models.isEmpty { root.add("definitions", try definitions()) }
    return root.value(at: start)
  }

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
    if let license = document.license {
      var value = LocatedObject()
      if let link = link(license), let url = link["url"] {
        value.add("name", link["description"] ?? .string("", at: license.range))
        value.add("url", url)
      } else {
        value.add("name", license.text, at: license.range)
      }
      info.add("license", value.value(at: license.range))
    }
    return info.value(at: title?.range ?? start)
  }

  /// `[description](url)` as an external documentation object.
  private func link(_ located: MarkdownDocument.Located) -> Value? {
    guard case .reference(let name, let target)? = TypeExpressionParser.parse(located.text) else {
      return nil
    }
    var link = LocatedObject()
    link.add("description", name, at: located.range)
    link.add("url", target, at: located.range)
    return link.value(at: located.range)
  }

  private func securityDefinitions() -> Value {
    var definitions = LocatedObject()
    for block in document.security {
      var scheme = LocatedObject()
      scheme.add("type", block.type, at: block.range)
      let labels = [
        ("description", "description"), ("name", "name"), ("in", "in"), ("flow", "flow"),
        ("authorization url", "authorizationUrl"), ("token url", "tokenUrl"),
      ]
      for (label, member) in labels {
        if let row = block.value(label) { scheme.add(member, row.text, at: row.range) }
      }
      for row in block.rows where row.label.startsExactly(with: "x-") {
        scheme.add(row.label, row.value, at: row.range)
      }
      if block.type == "oauth2" {
        var scopes = LocatedObject()
        for scope in block.scopes { scopes.add(scope.label, scope.value, at: scope.range) }
        scheme.add("scopes", scopes.value(at: block.range))
      }
      definitions.add(block.name, scheme.value(at: block.range), nameAt: block.range)
    }
    return definitions.value(at: document.security.first?.range)
  }
}

// MARK: - Models

extension MarkdownTranslator {
  private mutating func definitions() throws(InvalidInput) -> Value {
    var definitions = LocatedObject()
    for model in models {
      if let earlier = definitions.members.member(model.name) {
        let place = earlier.nameRange.map { " (line \($0.start.line))" } ?? ""
        throw InvalidInput(
          Diagnostic(
            .error, code: "model-duplicate",
            "the model \(model.name) is defined a second time\(place)",
            remedy: "remove or rename one of them", at: model.range))
      }
      definitions.add(model.name, schema(of: model), nameAt: model.range)
    }
    return definitions.value(at: models.first?.range)
  }

  private mutating func schema(of model: ModelBlock) -> Value {
    guard let table = model.table else { return .object([], at: model.range) }
    var fields = FieldTable(table: table, text: text)
    let rows = fields.rows()
    diagnostics += fields.diagnostics
    // One row named like the model with an empty Required cell is the model itself.
    if rows.count == 1, let row = rows.first, row.required == .empty,
      row.name.isExactly(model.name)
    {
      var schema = schema(of: row)
      describe(&schema, row.description ?? model.description.text(in: text), row.range)
      return schema
    }
    var properties = LocatedObject()
    var required: [Value] = []
    for row in rows {
      if properties.members[row.name] != nil {
        diagnostics.append(
          Diagnostic(
            .warning, code: "property-duplicate",
            "the property \(row.name) of \(model.name) is listed twice",
            remedy: "remove one of the rows; the last one counts", at: row.range))
      }
      var schema = schema(of: row)
      describe(&schema, row.description, row.range)
      properties.add(row.name, schema, nameAt: row.range)
      if row.required == .yes { required.append(.string(row.name, at: row.range)) }
    }
    let range = text.range(
      ofLines: table.header.lines
        .lowerBound..<(table.rows.last?.lines.upperBound ?? table.header.lines.upperBound))
    var schema = LocatedObject()
    schema.add("type", "object", at: range)
    if let description = model.description.text(in: text) {
      schema.add("description", description, at: model.range)
    }
    if !required.isEmpty { schema.add("required", .array(required, at: range)) }
    schema.add("properties", properties.value(at: range))
    return schema.value(at: range)
  }

  private mutating func schema(of row: FieldTable.Row) -> Value {
    if row.type.isEmpty {
      diagnostics.append(
        Diagnostic(
          .warning, code: "type-missing", "\(row.name) has no type",
          remedy: "give its schema in an overlay; the value is not checked", at: row.range))
    }
    var schema = types.schema(row.type, at: row.range)
    schema.addEnum(row.values, at: row.range)
    return schema
  }

  private func describe(_ schema: inout Value, _ text: String?, _ range: SourceRange) {
    // Next to `$ref` every other member is ignored (Swagger 2.0, Reference Object).
    guard let text, var members = schema.object, members["$ref"] == nil else { return }
    members["description"] = .string(text, at: range)
    schema = .object(members, at: schema.range)
  }
}
