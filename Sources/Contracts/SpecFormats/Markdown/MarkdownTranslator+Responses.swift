import Documents

extension MarkdownTranslator {
  mutating func responses(_ block: OperationBlock) -> Value {
    guard let table = block.responses?.table else {
      diagnostics.append(
        Diagnostic(
          .warning, code: "responses-missing",
          "\(block.method) \(block.path) has no table of responses",
          remedy: "add it; any answer is undocumented now", at: block.range))
      return .object([], at: block.range)
    }
    var responses = LocatedObject()
    for row in table.rows {
      let range = text.range(ofLines: row.lines)
      let cells = TableCells(row, of: table)
      let code = MarkdownName.plain(cells[.code])
      noteSurplus(cells, range)
      if responses.members[code] != nil {
        diagnostics.append(
          Diagnostic(
            .warning, code: "response-duplicate", "the status \(code) is listed twice",
            remedy: "remove one of the rows; the last one counts", at: range))
      }
      responses.add(code, response(cells, range), nameAt: range)
    }
    return responses.value(at: text.range(ofLines: table.header.lines))
  }

  private mutating func noteSurplus(_ cells: TableCells, _ range: SourceRange) {
    guard cells.hadSurplus else { return }
    diagnostics.append(
      Diagnostic(
        .warning, code: "cells-surplus", "the row has more cells than the table has columns",
        remedy: "escape the bars inside of its text as `\\|`; they were taken for text",
        at: range))
  }

  private mutating func response(_ cells: TableCells, _ range: SourceRange) -> Value {
    var response = LocatedObject()
    let note = ResponseNote(cells[.description])
    response.add("description", cellProse(note.description), at: range)
    if !note.headers.isEmpty {
      var headers = LocatedObject()
      for header in note.headers {
        headers.add(header.name, self.header(header, range), nameAt: range)
      }
      response.add("headers", headers.value(at: range))
    }
    let type = cells[.type]
    if family.isOpenAPI3 {
      if !type.isEmpty { response.add("content", content(type, note.examples, range)) }
      addLinks(LinkNote.read(cells[.links]), to: &response, range)
      return response.value(at: range)
    }
    if !type.isEmpty { response.add("schema", types.schema(type, at: range)) }
    if !note.examples.isEmpty {
      var examples = LocatedObject()
      for example in note.examples {
        examples.add(example.mediaType, PrintedValue.read(example.text, at: range))
      }
      response.add("examples", examples.value(at: range))
    }
    return response.value(at: range)
  }

  private mutating func header(_ header: ResponseNote.Header, _ range: SourceRange) -> Value {
    var value = LocatedObject()
    let schema = types.schema(header.type, at: range)
    if family.isOpenAPI3 {
      value.add("schema", schema)
    } else {
      for member in schema.object ?? ValueObject() { value.add(member.name, member.value) }
    }
    if let description = header.description {
      value.add("description", description, at: range)
    }
    return value.value(at: range)
  }

  // MARK: What only OpenAPI 3 has

  mutating func requestBody(_ table: MarkdownTable, of block: OperationBlock) -> Value {
    let header = text.range(ofLines: table.header.lines)
    var body = LocatedObject()
    if let description = prose(block.bodyDescription) {
      body.add("description", description, at: block.bodyDescription.range ?? header)
    }
    guard let row = table.rows.first else {
      diagnostics.append(
        Diagnostic(
          .warning, code: "body-missing", "the table of the request's body has no row",
          remedy: "add one with Required and Schema; any body will do", at: header))
      return body.value(at: header)
    }
    let range = text.range(ofLines: row.lines)
    let cells = TableCells(row, of: table)
    noteSurplus(cells, range)
    let required = RequiredCell(cells[.required])
    if required == nil {
      diagnostics.append(
        Diagnostic(
          .warning, code: "required-unreadable",
          "`\(cells[.required])` says neither Yes nor No",
          remedy: "write Yes or No; No was assumed", at: range))
    }
    body.add("required", .bool(required == .yes, at: range))
    body.add("content", content(cells[.type], [], range))
    return body.value(at: range)
  }

  /// A `content` object of the types that one cell gives for several media types.
  private mutating func content(
    _ cell: String, _ examples: [ResponseNote.Example], _ range: SourceRange
  ) -> Value {
    var content = LocatedObject()
    let cell = MarkdownName.unescaped(cell)
    var parts = ContentCell(cell)?.parts ?? []
    if parts.isEmpty && !cell.isEmpty {
      diagnostics.append(
        Diagnostic(
          .warning, code: "media-type-missing", "the type `\(cell)` stands without a media type",
          remedy: "write `**application/json**: ` before it; JSON was assumed", at: range))
      parts = ContentCell("**application/json**: \(cell)")?.parts ?? []
    }
    for part in parts {
      var type = LocatedObject()
      type.add("schema", types.schema(part.type, at: range))
      if let example = examples.first(where: { $0.mediaType.isExactly(part.mediaType) }) {
        type.add("example", PrintedValue.read(example.text, at: range))
      }
      content.add(part.mediaType, type.value(at: range), nameAt: range)
    }
    return content.value(at: range)
  }

  private func addLinks(
    _ links: [LinkNote], to response: inout LocatedObject, _ range: SourceRange
  ) {
    guard !links.isEmpty else { return }
    var values = LocatedObject()
    for link in links {
      var value = LocatedObject()
      if let description = link.description { value.add("description", description, at: range) }
      if !link.parameters.isEmpty {
        var parameters = LocatedObject()
        for (name, text) in link.parameters {
          parameters.add(name, MarkdownName.unescaped(text), at: range)
        }
        value.add("parameters", parameters.value(at: range))
      }
      values.add(link.name, value.value(at: range), nameAt: range)
    }
    response.add("links", values.value(at: range))
  }
}
