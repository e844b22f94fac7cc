import Documents

extension Swagger2Builder {
  mutating func parameter(_ source: ParameterSource) -> Contract.Parameter? {
    let object = source.object
    let location: Contract.Parameter.Location
    switch source.location {
    case .body, .cookie, .querystring: return nil
    case .path: location = .path
    case .query: location = .query
    case .header: location = .header
    case .formData: location = .form
    }
    let collection = collectionStyle(object, in: location)
    return Contract.Parameter(
      name: source.name, location: location, isRequired: isRequired(source),
      description: object.text("description", into: &diagnostics),
      schema: Contract.SchemaReference(
        pointer: object.pointer, naming: .object(object.members),
        range: object.range),
      style: collection.style, isExploded: collection.isExploded,
      allowsEmptyValue: object.bool("allowEmptyValue", into: &diagnostics) ?? false,
      examples: SchemaExamples.examples(of: .object(object.members), at: object.pointer),
      isCredential: isCredential(source), range: object.range)
  }

  /// `collectionFormat` as OpenAPI 3 would say it; csv where none is written.
  mutating func collectionStyle(
    _ object: SpecObject, in location: Contract.Parameter.Location
  ) -> (style: Contract.Parameter.Style, isExploded: Bool) {
    let plain = Contract.Parameter.Style.standard(for: location)
    switch object.text("collectionFormat", into: &diagnostics) {
    case nil, "csv": return (plain, false)
    case "multi":
      if location == .query || location == .form { return (plain, true) }
      warn(
        "collection-format-illegal",
        "only query and form parameters can have the collectionFormat multi, csv is assumed",
        remedy: "write csv, ssv, tsv or pipes", at: object["collectionFormat"]?.range)
      return (plain, false)
    case "ssv": return (.spaceDelimited, false)
    case "tsv": return (.tabDelimited, false)
    case "pipes": return (.pipeDelimited, false)
    case .some(let word):
      diagnostics.append(
        Diagnostic(
          .warning, code: "collection-format-unknown",
          "`\(word)` is no collectionFormat of Swagger 2.0, csv is assumed",
          remedy: Suggestion.remedy(for: word, among: ["csv", "ssv", "tsv", "pipes", "multi"]),
          at: object["collectionFormat"]?.range))
      return (plain, false)
    }
  }

  // MARK: Content

  /// The request's content: of the body parameter, or the form that form parameters make up.
  mutating func body(_ sources: [ParameterSource], types: [String]?) -> Contract.Body? {
    let forms = sources.filter { $0.location == .formData }
    guard let source = sources.first(where: { $0.location == .body }) else {
      guard let first = forms.first else { return nil }
      let files = forms.filter { $0.object["type"]?.string == "file" }.map(\.name)
      let formTypes = types?.filter {
        $0.startsExactly(with: "multipart/form-data")
          || $0.startsExactly(with: "application/x-www-form-urlencoded")
      }
      let assumed = !files.isEmpty ? "multipart/form-data" : "application/x-www-form-urlencoded"
      let known = formTypes.flatMap { $0.isEmpty ? nil : $0 }
      return Contract.Body(
        isRequired: forms.contains { $0.object["required"]?.bool == true },
        content: (known ?? [assumed]).map {
          Contract.MediaType(name: $0, isAssumed: known == nil, fileProperties: files)
        },
        range: first.object.range)
    }
    if let form = forms.first {
      diagnostics.append(
        Diagnostic(
          .warning, code: "body-and-form", "the operation has a body and form parameters",
          remedy: "keep one kind; the body counts", at: form.object.range))
    }
    let object = source.object
    let schema = object["schema"].flatMap {
      namedSchema($0, at: object.pointer.appending("schema"))
    }
    return Contract.Body(
      name: source.name, isRequired: object.bool("required", into: &diagnostics) ?? false,
      description: object.text("description", into: &diagnostics),
      content: content(types, schema: schema, at: object.range), range: object.range)
  }

  /// One representation a media type; JSON where none is declared.
  mutating func content(
    _ types: [String]?, schema: (reference: Contract.SchemaReference, schema: Value)?,
    at range: SourceRange?
  ) -> [Contract.MediaType] {
    let examples = schema.map { SchemaExamples.examples(of: $0.schema, at: $0.reference.pointer) }
    if let types, !types.isEmpty {
      return types.map {
        Contract.MediaType(name: $0, schema: schema?.reference, examples: examples ?? [])
      }
    }
    if !hasAssumedMediaType {
      hasAssumedMediaType = true
      diagnostics.append(
        Diagnostic(
          .note, code: "media-type-assumed",
          "the definition names no media types, JSON is assumed",
          remedy: "say `consumes` and `produces` in an overlay where that is wrong", at: range))
    }
    return [
      Contract.MediaType(
        name: "application/json", isAssumed: true, schema: schema?.reference,
        examples: examples ?? [])
    ]
  }
}
