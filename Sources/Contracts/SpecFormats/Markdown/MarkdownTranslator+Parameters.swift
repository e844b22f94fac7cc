import Documents

extension MarkdownTranslator {
  mutating func parameters(_ table: MarkdownTable, of block: OperationBlock) -> Value {
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
    var parameters: [Value] = []
    var seen: Set<[ExactName]> = []
    for row in rows {
      guard let location = location(of: row, in: block, table) else { continue }
      // Renderings of OpenAPI 3 print the operation's own parameters first, those of the path after
      // them; in those of Swagger 2.0 it is the other way, and the builder lets the last one count.
      if family.isOpenAPI3, !seen.insert([ExactName(location), ExactName(row.name)]).inserted {
        diagnostics.append(
          Diagnostic(
            .warning, code: "parameter-duplicate",
            "the \(location) parameter `\(row.name)` is declared twice",
            remedy: "remove one of them; the first one counts", at: row.range))
        continue
      }
      parameters.append(parameter(row, in: location))
    }
    return .array(parameters, at: header)
  }

  /// Nil and a diagnostic where the cell names no place.
  private mutating func location(
    of row: FieldTable.Row, in block: OperationBlock, _ table: MarkdownTable
  ) -> String? {
    let word = row.location.loweredASCII()
    switch word {
    case "path", "query", "header": return word
    case "cookie" where family.isOpenAPI3: return word
    case "body" where !family.isOpenAPI3: return word
    case "formdata" where !family.isOpenAPI3, "form data" where !family.isOpenAPI3,
      "form" where !family.isOpenAPI3:
      return "formData"
    case "" where table.column(.location) == nil:
      return block.path.firstRange(ofASCII: "{\(row.name)}") != nil ? "path" : "query"
    default:
      let known = family.isOpenAPI3 ? "header or cookie" : "header, formData or body"
      diagnostics.append(
        Diagnostic(
          .warning, code: "location-unreadable",
          "`\(row.location)` is no place that a parameter can be in",
          remedy: "write path, query, \(known); the parameter was left out", at: row.range))
      return nil
    }
  }

  private mutating func parameter(_ row: FieldTable.Row, in location: String) -> Value {
    var parameter = LocatedObject()
    parameter.add("name", row.name, at: row.range)
    parameter.add("in", location, at: row.range)
    if let description = row.note.description.map(cellProse) {
      parameter.add("description", description, at: row.range)
    }
    let isRequired = row.required == .yes || location == "path"
    parameter.add("required", .bool(isRequired, at: row.range))
    if row.note.isDeprecated {
      let member = family.isOpenAPI3 ? "deprecated" : "x-deprecated"
      parameter.add(member, .bool(true, at: row.range))
    }
    if !row.style.isEmpty { parameter.add("style", row.style, at: row.range) }
    if row.explode != .empty {
      parameter.add("explode", .bool(row.explode == .yes, at: row.range))
    }
    if row.type.isEmpty || row.type.isExactly("undefined") {
      diagnostics.append(
        Diagnostic(
          .note, code: "type-missing", "the rendering doesn't say what type \(row.name) has",
          remedy: "give its schema in an overlay; any value is accepted", at: row.range))
    }
    var schema = types.schema(row.type, at: row.range)
    schema.addEnum(row.note.values, at: row.range)
    if family.isOpenAPI3 || location == "body" {
      parameter.add("schema", schema)
    } else {
      for member in schema.object ?? ValueObject() { parameter.add(member.name, member.value) }
    }
    if let example = row.note.example, family.isOpenAPI3 {
      parameter.add("example", PrintedValue.read(example, at: row.range))
    }
    return parameter.value(at: row.range)
  }
}
