import Documents

extension MarkdownTranslator {
  mutating func definitions() throws(InvalidInput) -> Value {
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
      var schema = schema(of: model)
      if let example = model.example, var members = schema.object {
        let value = PrintedValue.read(example.text, at: example.range)
        // OpenAPI 3.1 prefers JSON Schema's word, which takes several.
        if family == .openAPI31 {
          members["examples"] = .array([value], at: example.range)
        } else {
          members["example"] = value
        }
        schema = .object(members, at: schema.range)
      }
      definitions.add(model.name, schema, nameAt: model.range)
    }
    return definitions.value(at: models.first?.range)
  }

  private mutating func schema(of model: ModelBlock) -> Value {
    guard let table = model.table else { return untabled(model) }
    var fields = FieldTable(table: table, text: text)
    let rows = fields.rows()
    diagnostics += fields.diagnostics
    // One row named like the model with an empty Required cell is the model itself.
    if rows.count == 1, let row = rows.first, row.required == .empty,
      row.name.isExactly(model.name)
    {
      var schema = types.schema(row.type, at: row.range)
      note(row.note, in: &schema, row.range, else: model.description.text(in: text))
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
      properties.add(row.name, schema(of: row), nameAt: row.range)
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

  /// A schema that allows any instance or none, written so that every family can say it.
  private func untabled(_ model: ModelBlock) -> Value {
    guard model.allowsAny == false else { return .object([], at: model.range) }
    return .object([("not", .object([], at: model.range))], at: model.range)
  }

  private mutating func schema(of row: FieldTable.Row) -> Value {
    if row.type.isEmpty {
      diagnostics.append(
        Diagnostic(
          .warning, code: "type-missing", "\(row.name) has no type",
          remedy: "give its schema in an overlay; the value is not checked", at: row.range))
    }
    var schema = types.schema(row.type, at: row.range)
    note(row.note, in: &schema, row.range)
    return schema
  }

  /// Adds what is printed beside a type to its schema.
  private func note(
    _ note: FieldNote, in schema: inout Value, _ range: SourceRange, else text: String? = nil
  ) {
    // Before OpenAPI 3.1 what stands next to `$ref` is ignored (Swagger 2.0, Reference Object).
    guard family == .openAPI31 || schema.object?["$ref"] == nil else { return }
    schema.addEnum(note.values, at: range)
    guard var members = schema.object else { return }
    if let description = note.description.map(cellProse) ?? text {
      members["description"] = .string(description, at: range)
    }
    if let example = note.example { members["example"] = PrintedValue.read(example, at: range) }
    if note.isReadOnly { members["readOnly"] = .bool(true, at: range) }
    if note.isWriteOnly { members["writeOnly"] = .bool(true, at: range) }
    if note.isDeprecated { members["deprecated"] = .bool(true, at: range) }
    schema = .object(members, at: schema.range)
  }
}

extension MarkdownDocument {
  /// Newer versions print `X Model` or `X Schema`; the suffix is part of the name where any model
  /// lacks it.
  var modelsWithoutSuffix: [ModelBlock] {
    for suffix in [" Model", " Schema"] {
      let stems = models.map { $0.name[...].dropping(suffix: suffix) }
      guard !stems.isEmpty, stems.allSatisfy({ $0?.isEmpty == false }) else { continue }
      // A link whose text has the suffix shows that it belongs to the name.
      let mark = "\(suffix)]("
      let rows =
        operations.flatMap {
          [$0.parameters, $0.body, $0.responses].compactMap { $0?.table.rows }.joined()
        } + models.compactMap { $0.table?.rows }.joined()
      guard
        !rows.contains(where: { row in
          row.cells.contains { $0.text.firstRange(ofASCII: mark) != nil }
        })
      else { continue }
      return zip(models, stems).map { model, stem in
        var model = model
        model.name = stem.map { String($0) } ?? model.name
        return model
      }
    }
    return models
  }
}
