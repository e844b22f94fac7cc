import Documents

extension OpenAPI3Builder {
  /// The parameters of an operation, without those that OpenAPI says to ignore.
  mutating func parameters(
    _ sources: [ParameterSource], in item: inout PathItem
  ) -> [Contract.Parameter] {
    let whole = sources.first { $0.location == .querystring }
    let part = sources.first { $0.location == .query }
    if let whole, part != nil {
      warn(
        "querystring-and-query",
        "the operation has `\(whole.name)` for the whole query and query parameters beside it",
        remedy: "keep one kind (OpenAPI 3.2 §4.12.1)", at: whole.object.range)
    }
    return built(sources.filter { !isIgnored($0) }, in: &item) { $0.parameter($1) }
  }

  /// Header parameters with these names have no effect: content negotiation decides
  /// (OpenAPI 3.0.4 §4.7.12.2.1). Authorization stays: it shows where the credential goes.
  private mutating func isIgnored(_ source: ParameterSource) -> Bool {
    guard source.location == .header,
      ["accept", "content-type"].contains(source.name.loweredASCII())
    else { return false }
    diagnostics.append(
      Diagnostic(
        .note, code: "header-parameter-ignored",
        "the header parameter `\(source.name)` is ignored",
        remedy: "remove it: the media types of the content say it", at: source.object.range))
    return true
  }

  private mutating func parameter(_ source: ParameterSource) -> Contract.Parameter {
    let object = source.object
    let location = Contract.Parameter.Location(rawValue: source.location.rawValue) ?? .query
    let value = valueOf(object, name: source.name, location: location)
    let notation = notation(object, of: value.schema, name: source.name, in: location)
    return Contract.Parameter(
      name: source.name, location: location, isRequired: isRequired(source),
      description: text("description", of: object, beside: source.entry),
      schema: value.schema, style: notation.style, isExploded: notation.isExploded,
      allowsReserved: object.bool("allowReserved", into: &diagnostics) ?? false,
      allowsEmptyValue: location == .query
        && object.bool("allowEmptyValue", into: &diagnostics) ?? false,
      content: value.content, examples: examples(object, of: value.named, at: value.schema.pointer),
      isDeprecated: object.bool("deprecated", into: &diagnostics) ?? false,
      isCredential: isCredential(source), range: object.range)
  }

  /// The schema of a parameter or header, or the one media type that it is written in.
  ///
  /// Exactly one of `schema` and `content` has to be there (OpenAPI 3.0.4 §4.7.12.2).
  private mutating func valueOf(
    _ object: SpecObject, name: String, location: Contract.Parameter.Location
  ) -> (schema: Contract.SchemaReference, named: Value?, content: Contract.MediaType?) {
    let named = object["schema"].flatMap {
      namedSchema($0, at: object.pointer.appending("schema"))
    }
    let content = singleContent(object, name: name)
    if let (schema, value) = named {
      if content != nil {
        warn(
          "schema-and-content", "`\(name)` has both a schema and a content",
          remedy: "keep one of them; the schema counts", at: object.range)
      }
      if location == .querystring {
        warn(
          "querystring-schema", "`\(name)` stands for the whole query and has no content",
          remedy: "write `content` with application/x-www-form-urlencoded instead of `schema`",
          at: object.range)
      }
      return (schema, value, nil)
    }
    if let content {
      let schema = content.schema ?? anySchema(at: content.range)
      return (schema, document[schema.pointer], content)
    }
    if object["schema"] == nil {
      warn(
        "schema-missing", "nothing says what `\(name)` holds",
        remedy: "add a `schema`; any value is taken to be right", at: object.range)
    }
    return (anySchema(at: object.range), nil, nil)
  }

  /// The only media type in `content` of a parameter or header; of several the first.
  mutating func singleContent(_ object: SpecObject, name: String) -> Contract.MediaType? {
    guard object["content"] != nil else { return nil }
    let content = mediaTypes(object)
    if content.count != 1 {
      warn(
        "content-not-single", "`\(name)` must be written in exactly one media type",
        remedy: "keep one; \(content.isEmpty ? "any value" : "the first") counts",
        at: object["content"]?.range)
    }
    return content.first
  }
}

// MARK: - Styles

extension OpenAPI3Builder {
  /// How a parameter is written; where the definition says something impossible, what is assumed
  /// instead (OpenAPI 3.0.4 §4.7.12.2.2, 3.2.0 §4.12.3).
  private mutating func notation(
    _ object: SpecObject, of schema: Contract.SchemaReference, name: String,
    in location: Contract.Parameter.Location
  ) -> (style: Contract.Parameter.Style, isExploded: Bool) {
    let standard = Contract.Parameter.Style.standard(for: location)
    let explode = object.bool("explode", into: &diagnostics)
    guard let word = object.text("style", into: &diagnostics) else {
      return (standard, explode ?? (standard == .form))
    }
    let legal = styles(in: location)
    guard let style = Contract.Parameter.Style(rawValue: word), legal.contains(style) else {
      let holder = location == .querystring ? "the whole query" : "a \(location.rawValue) parameter"
      warn(
        "style-illegal", "\(holder) such as `\(name)` can't have the style `\(word)`",
        remedy: Suggestion.remedy(for: word, among: legal.map(\.rawValue))
          + "; \(standard.rawValue) is assumed", at: object["style"]?.range)
      return (standard, explode ?? (standard == .form))
    }
    return checked(style, explode, object, of: schema, name: name)
  }

  func styles(in location: Contract.Parameter.Location) -> [Contract.Parameter.Style] {
    switch location {
    case .path: [.simple, .label, .matrix]
    case .query: [.form, .spaceDelimited, .pipeDelimited, .deepObject]
    case .header: [.simple]
    case .cookie: version >= .v32 ? [.form, .cookie] : [.form]
    case .form, .querystring: [.form]
    }
  }

  /// Combinations of style, explode and type that mean nothing.
  private mutating func checked(
    _ style: Contract.Parameter.Style, _ explode: Bool?, _ object: SpecObject,
    of schema: Contract.SchemaReference, name: String
  ) -> (style: Contract.Parameter.Style, isExploded: Bool) {
    let type = document[schema.pointer]?["type"]?.string
    let isPrimitive = type.map { ["string", "number", "integer", "boolean"].contains($0) } ?? false
    switch style {
    case .spaceDelimited, .pipeDelimited, .deepObject:
      guard !isPrimitive, style != .deepObject || type != "array" else {
        warn(
          "style-illegal",
          "`\(name)` can't have the style `\(style.rawValue)`: its type is \(type ?? "unknown")",
          remedy: "remove the style; form is assumed", at: object["style"]?.range)
        return (.form, explode ?? true)
      }
      let wanted = style == .deepObject
      if let explode, explode != wanted {
        warn(
          "explode-illegal",
          "the style `\(style.rawValue)` of `\(name)` means nothing with `explode: \(explode)`",
          remedy: "write `explode: \(wanted)`; that is assumed", at: object["explode"]?.range)
      }
      return (style, wanted)
    case .form, .cookie: return (style, explode ?? true)
    case .simple, .label, .matrix, .tabDelimited: return (style, explode ?? false)
    }
  }
}
