import Documents

extension Swagger2Builder {
  /// One parameter object, references followed, and where it stands.
  struct ParameterSource {
    var object: SpecObject
    var name: String
    var location: Location

    /// Where Swagger 2.0 puts parameters.
    enum Location: String, CaseIterable {
      case path, query, header, body, formData
    }

    /// What no two parameters of one operation have in common.
    struct Key: Hashable {
      var location: Location
      var name: ExactName
    }

    var key: Key { Key(location: location, name: ExactName(name)) }
  }

  /// The parameters of a path item or an operation. Of two with the same name and place the last
  /// counts: renderings print those of the path first, the operation's own after them.
  mutating func parameterList(_ owner: SpecObject) -> [ParameterSource] {
    guard let items = owner.array("parameters", into: &diagnostics) else { return [] }
    var sources: [ParameterSource] = []
    var places: [ParameterSource.Key: Int] = [:]
    for (index, item) in items.enumerated() {
      let pointer = owner.pointer.appending("parameters").appending(index)
      guard let source = source(item, at: pointer) else { continue }
      guard let earlier = places[source.key] else {
        places[source.key] = sources.count
        sources.append(source)
        continue
      }
      diagnostics.append(
        Diagnostic(
          .warning, code: "parameter-duplicate",
          "the \(source.location.rawValue) parameter `\(source.name)` is declared twice",
          remedy: "remove one of them; the last one counts", at: item.range))
      sources[earlier] = source
    }
    return sources
  }

  private mutating func source(_ item: Value, at pointer: JSONPointer) -> ParameterSource? {
    guard let (value, place) = references.follow(item, at: pointer, into: &diagnostics),
      let object = SpecObject(value, at: place, into: &diagnostics)
    else { return nil }
    let word = object.text("in", into: &diagnostics)
    guard let location = word.flatMap(ParameterSource.Location.init(rawValue:)) else {
      diagnostics.append(
        Diagnostic(
          .error, code: "location-invalid",
          "`\(place)` must say where the parameter is, not \(word.map { "`\($0)`" } ?? "nothing")",
          remedy: Suggestion.remedy(
            for: word ?? "", among: ParameterSource.Location.allCases.map(\.rawValue)),
          at: object["in"]?.range ?? value.range))
      return nil
    }
    guard let name = object.text("name", into: &diagnostics), !name.isEmpty else {
      diagnostics.append(
        Diagnostic(
          .error, code: "name-missing", "the parameter at `\(place)` has no name",
          remedy: "add `name`", at: value.range))
      return nil
    }
    return ParameterSource(object: object, name: name, location: location)
  }

  /// Those of the path, each replaced by the operation's of the same name and place.
  func merged(_ shared: [ParameterSource], _ own: [ParameterSource]) -> [ParameterSource] {
    if shared.isEmpty { return own }
    var result = shared
    var places: [ParameterSource.Key: Int] = [:]
    for (place, source) in shared.enumerated() { places[source.key] = place }
    for source in own {
      if let place = places[source.key] {
        result[place] = source
      } else {
        result.append(source)
      }
    }
    return result
  }

  mutating func parameter(_ source: ParameterSource, path: String) -> Contract.Parameter? {
    let object = source.object
    let location: Contract.Parameter.Location
    switch source.location {
    case .body: return nil
    case .path: location = .path
    case .query: location = .query
    case .header: location = .header
    case .formData: location = .form
    }
    var isRequired = object.bool("required", into: &diagnostics) ?? false
    if location == .path && !isRequired {
      isRequired = true
      diagnostics.append(
        Diagnostic(
          .warning, code: "path-parameter-optional",
          "the path parameter `\(source.name)` isn't marked as required",
          remedy: "add `required: true`", at: object.range))
    }
    let collection = collectionStyle(object, in: location)
    return Contract.Parameter(
      name: source.name, location: location, isRequired: isRequired,
      description: object.text("description", into: &diagnostics),
      schema: Contract.SchemaReference(
        pointer: object.pointer, label: TypeLabel.label(of: .object(object.members)),
        range: object.range),
      style: collection.style, isExploded: collection.isExploded,
      allowsEmptyValue: object.bool("allowEmptyValue", into: &diagnostics) ?? false,
      isCredential: isCredential(source), range: object.range)
  }

  /// `collectionFormat` as OpenAPI 3 would say it; csv where none is written.
  private mutating func collectionStyle(
    _ object: SpecObject, in location: Contract.Parameter.Location
  ) -> (style: Contract.Parameter.Style, isExploded: Bool) {
    let plain = Contract.Parameter.Style.standard(for: location)
    switch object.text("collectionFormat", into: &diagnostics) {
    case nil, "csv": return (plain, false)
    case "multi": return (plain, true)
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

  /// The Authorization header, and the place of an API key that is also declared as a parameter.
  private func isCredential(_ source: ParameterSource) -> Bool {
    switch source.location {
    case .header: credentials.hasHeader(source.name)
    case .query: credentials.hasQuery(source.name)
    case .path, .body, .formData: false
    }
  }

  // MARK: Content

  /// The request's content: of the body parameter, or the form that form parameters make up.
  mutating func body(_ sources: [ParameterSource], types: [String]?) -> Contract.Body? {
    let forms = sources.filter { $0.location == .formData }
    guard let source = sources.first(where: { $0.location == .body }) else {
      guard let first = forms.first else { return nil }
      let hasFile = forms.contains { $0.object["type"]?.string == "file" }
      let formTypes = types?.filter {
        $0.startsExactly(with: "multipart/form-data")
          || $0.startsExactly(with: "application/x-www-form-urlencoded")
      }
      let assumed = hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded"
      let known = formTypes.flatMap { $0.isEmpty ? nil : $0 }
      return Contract.Body(
        isRequired: forms.contains { $0.object["required"]?.bool == true },
        content: (known ?? [assumed]).map {
          Contract.MediaType(name: $0, isAssumed: known == nil)
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
      schemaReference($0, at: object.pointer.appending("schema"))
    }
    return Contract.Body(
      name: source.name, isRequired: object.bool("required", into: &diagnostics) ?? false,
      description: object.text("description", into: &diagnostics),
      content: content(types, schema: schema, at: object.range), range: object.range)
  }

  /// One representation a media type; JSON where none is declared.
  mutating func content(
    _ types: [String]?, schema: Contract.SchemaReference?, at range: SourceRange?
  ) -> [Contract.MediaType] {
    if let types, !types.isEmpty {
      return types.map { Contract.MediaType(name: $0, schema: schema) }
    }
    if !hasAssumedMediaType {
      hasAssumedMediaType = true
      diagnostics.append(
        Diagnostic(
          .note, code: "media-type-assumed",
          "the definition names no media types, JSON is assumed",
          remedy: "say `consumes` and `produces` in an overlay where that is wrong", at: range))
    }
    return [Contract.MediaType(name: "application/json", isAssumed: true, schema: schema)]
  }
}
