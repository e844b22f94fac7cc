import Documents

extension MarkdownTranslator {
  /// The `paths` object, operations printed once for each of their tags merged.
  mutating func paths() throws(InvalidInput) -> Value {
    var order: [ExactName] = []
    var items: [ExactName: (range: SourceRange, members: LocatedObject)] = [:]
    for block in document.operations {
      let value = try operation(block)
      let method = block.method.loweredASCII()
      let path = ExactName(block.path)
      if items[path] == nil {
        order.append(path)
        items[path] = (block.pathRange, LocatedObject())
      }
      if let earlier = items[path]?.members.members.member(method) {
        try merge(earlier, value, block)
      } else {
        items[path]?.members.add(method, value, nameAt: block.range)
      }
    }
    var paths = LocatedObject()
    for path in order {
      guard let item = items[path] else { continue }
      paths.add(path.text, item.members.value(at: item.range), nameAt: item.range)
    }
    return paths.value(at: document.operations.first?.pathRange)
  }

  /// Since 2.0 a path is printed once for each tag; the copies must agree.
  private mutating func merge(
    _ earlier: ValueObject.Member, _ value: Value, _ block: OperationBlock
  ) throws(InvalidInput) {
    var (first, second) = (earlier.value.object ?? ValueObject(), value.object ?? ValueObject())
    (first["tags"], second["tags"]) = (nil, nil)
    let line = earlier.nameRange.map { " on line \($0.start.line)" } ?? ""
    guard Value.object(first).isSame(as: .object(second)) else {
      throw InvalidInput(
        Diagnostic(
          .error, code: "operation-conflict",
          "\(block.method) \(block.path) is described differently\(line)",
          remedy: "keep one of the two descriptions", at: block.range))
    }
    diagnostics.append(
      Diagnostic(
        .note, code: "operation-repeated", "\(block.method) \(block.path) is repeated from\(line)",
        remedy: "nothing to do: both are the same", at: block.range))
  }

  private mutating func operation(_ block: OperationBlock) throws(InvalidInput) -> Value {
    var operation = LocatedObject()
    if let tag = block.tag {
      operation.add("tags", .array([.string(tag.text, at: tag.range)], at: tag.range))
    }
    if let summary = block.summary.text(in: text) {
      operation.add("summary", summary, at: block.summary.range)
    }
    if let description = block.description.text(in: text) {
      operation.add("description", description, at: block.description.range)
    }
    if block.isDeprecated { operation.add("deprecated", .bool(true, at: block.range)) }
    if let parameters = block.parameters {
      operation.add("parameters", self.parameters(parameters.table, of: block))
    }
    operation.add("responses", responses(block))
    if let security = block.security?.table {
      operation.add("security", requirements(security))
    }
    return operation.value(at: block.range)
  }

  // MARK: Parameters

  private mutating func parameters(_ table: MarkdownTable, of block: OperationBlock) -> Value {
    let header = text.range(ofLines: table.header.lines)
    for column in [TableColumn.location, .required, .type] where table.column(column) == nil {
      diagnostics.append(
        Diagnostic(
          .warning, code: "column-missing", "the table of parameters has no column \(column)",
          remedy: "add it; what it would say was assumed", at: header))
    }
    var fields = FieldTable(table: table, text: text)
    let rows = fields.rows()
    diagnostics += fields.diagnostics
    return .array(rows.compactMap { parameter($0, of: block, table) }, at: header)
  }

  private mutating func parameter(
    _ row: FieldTable.Row, of block: OperationBlock, _ table: MarkdownTable
  ) -> Value? {
    let isInPath = block.path.firstRange(ofASCII: "{\(row.name)}") != nil
    let location: String
    switch row.location.loweredASCII() {
    case "path", "query", "header", "body": location = row.location.loweredASCII()
    case "formdata", "form data", "form": location = "formData"
    case "" where table.column(.location) == nil: location = isInPath ? "path" : "query"
    default:
      diagnostics.append(
        Diagnostic(
          .warning, code: "location-unreadable",
          "`\(row.location)` is no place that a parameter can be in",
          remedy: "write path, query, header, formData or body; the parameter was left out",
          at: row.range))
      return nil
    }
    var parameter = LocatedObject()
    parameter.add("name", row.name, at: row.range)
    parameter.add("in", location, at: row.range)
    if let description = row.description {
      parameter.add("description", description, at: row.range)
    }
    let isRequired = row.required == .yes || location == "path"
    parameter.add("required", .bool(isRequired, at: row.range))
    if row.isDeprecated { parameter.add("x-deprecated", .bool(true, at: row.range)) }
    if row.type.isEmpty || row.type.isExactly("undefined") {
      diagnostics.append(
        Diagnostic(
          .note, code: "type-missing", "the rendering doesn't say what type \(row.name) has",
          remedy: "give its schema in an overlay; any value is accepted", at: row.range))
    }
    var schema = types.schema(row.type, at: row.range)
    schema.addEnum(row.values, at: row.range)
    if location == "body" {
      parameter.add("schema", schema)
    } else {
      for member in schema.object ?? ValueObject() { parameter.add(member.name, member.value) }
    }
    return parameter.value(at: row.range)
  }

  // MARK: Responses

  private mutating func responses(_ block: OperationBlock) -> Value {
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
      if cells.hadSurplus {
        diagnostics.append(
          Diagnostic(
            .warning, code: "cells-surplus", "the row has more cells than the table has columns",
            remedy: "escape the bars inside of its text as `\\|`; they were taken for text",
            at: range))
      }
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

  private mutating func response(_ cells: TableCells, _ range: SourceRange) -> Value {
    var response = LocatedObject()
    let note = HeaderNote(cells[.description])
    response.add("description", note.description, at: range)
    let type = cells[.type]
    if !type.isEmpty { response.add("schema", types.schema(type, at: range)) }
    if !note.headers.isEmpty {
      var headers = LocatedObject()
      for header in note.headers {
        headers.add(header.name, types.schema(header.type, at: range), nameAt: range)
      }
      response.add("headers", headers.value(at: range))
    }
    return response.value(at: range)
  }

  // MARK: Security

  /// One row an alternative. A row that is a multiple of the columns wide demands several schemes
  /// at once; an empty line is the alternative that demands nothing.
  private func requirements(_ table: MarkdownTable) -> Value {
    var alternatives: [Value] = []
    let width = Swift.max(2, table.columns.count)
    for row in table.rows {
      let range = text.range(ofLines: row.lines)
      if row.isAfterGap { alternatives.append(.object([], at: range)) }
      var alternative = LocatedObject()
      var cells = row.cells.map { MarkdownName.plain($0.text) }[...]
      while let name = cells.first {
        let chunk = cells.prefix(width)
        cells = cells.dropFirst(width)
        if name.isEmpty { continue }
        let scopes = chunk.dropFirst().filter { !$0.isEmpty }.map { Value.string($0, at: range) }
        alternative.add(name, .array(scopes, at: range))
      }
      alternatives.append(alternative.value(at: range))
    }
    return .array(alternatives, at: text.range(ofLines: table.header.lines))
  }
}
