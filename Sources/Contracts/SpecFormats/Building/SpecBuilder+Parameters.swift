import Documents

/// One parameter object, references followed, and where it stands.
///
/// Shared by the operations of a path, so that each has its list without copies.
final class ParameterSource: Sendable {
  let object: SpecObject
  let name: String
  let location: Location
  /// Where it is listed: the object itself or a reference to it.
  let entry: Value
  /// Its place among those of its path; nil for one of an operation's own.
  let sharedPlace: Int?

  init(
    object: SpecObject, name: String, location: Location, entry: Value, sharedPlace: Int? = nil
  ) {
    self.object = object
    self.name = name
    self.location = location
    self.entry = entry
    self.sharedPlace = sharedPlace
  }

  /// The same as one of a path's.
  func shared(at place: Int) -> ParameterSource {
    ParameterSource(
      object: object, name: name, location: location, entry: entry, sharedPlace: place)
  }

  /// Where Swagger and OpenAPI put parameters.
  enum Location: String, CaseIterable {
    case path, query, header, cookie, querystring, body, formData
  }

  /// What no two parameters of one operation have in common.
  struct Key: Hashable {
    var location: Location
    var name: ExactName
  }

  var key: Key { Key(location: location, name: ExactName(name)) }
}

/// Finds parameters in a list that only grows: a few by looking through it, many by their key.
private struct ParameterPlaces {
  private var places: [ParameterSource.Key: Int] = [:]
  private var knownCount = 0
  private static let few = 16

  mutating func place(of source: ParameterSource, in list: [ParameterSource]) -> Int? {
    guard list.count > Self.few else {
      return list.firstIndex {
        $0.location == source.location && ExactName.isSame($0.name, source.name)
      }
    }
    while knownCount < list.count {
      places[list[knownCount].key] = knownCount
      knownCount += 1
    }
    return places[source.key]
  }
}

extension SpecBuilder {
  /// The parameters of a path item or an operation. Of two with the same name and place the last
  /// counts: renderings print those of the path first, the operation's own after them.
  mutating func parameterList(_ owner: SpecObject) -> [ParameterSource] {
    guard let items = owner.array("parameters", into: &diagnostics) else { return [] }
    var sources: [ParameterSource] = []
    var places = ParameterPlaces()
    let list = owner.pointer.appending("parameters")
    for (index, item) in items.enumerated() {
      let pointer = list.appending(index)
      guard let source = source(item, at: pointer) else { continue }
      guard let earlier = places.place(of: source, in: sources) else {
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
    guard let object = resolved(item, at: pointer) else { return nil }
    let place = object.pointer
    let locations = parameterLocations
    let word = object.text("in", into: &diagnostics)
    guard let location = word.flatMap(ParameterSource.Location.init(rawValue:)),
      locations.contains(location)
    else {
      diagnostics.append(
        Diagnostic(
          .error, code: "location-invalid",
          "`\(place)` must say where the parameter is, not \(word.map { "`\($0)`" } ?? "nothing")",
          remedy: Suggestion.remedy(
            for: word ?? "", among: locations.map(\.rawValue)),
          at: object["in"]?.range ?? object.range))
      return nil
    }
    guard let name = object.text("name", into: &diagnostics), !name.isEmpty else {
      diagnostics.append(
        Diagnostic(
          .error, code: "name-missing", "the parameter at `\(place)` has no name",
          remedy: "add `name`", at: object.range))
      return nil
    }
    return ParameterSource(object: object, name: name, location: location, entry: item)
  }

  /// Those of the path, each replaced by the operation's of the same name and place.
  func merged(_ shared: [ParameterSource], _ own: [ParameterSource]) -> [ParameterSource] {
    if shared.isEmpty { return own }
    if own.isEmpty { return shared }
    var result = shared
    var places = ParameterPlaces()
    for source in own {
      if let place = places.place(of: source, in: result) {
        result[place] = source
      } else {
        result.append(source)
      }
    }
    return result
  }

  /// The parameters of an operation. Those of its path are built once, when its first operation
  /// that doesn't replace them needs them.
  ///
  /// - Parameters:
  ///   - sources: as `merged` gave them, perhaps without some of the path's.
  ///   - build: gives nil for what is no parameter.
  mutating func built(
    _ sources: [ParameterSource], in item: inout PathItem,
    _ build: (inout Self, ParameterSource) -> Contract.Parameter?
  ) -> [Contract.Parameter] {
    let isShared =
      sources.count == item.parameters.count && sources.allSatisfy { $0.sharedPlace != nil }
    if isShared, let known = item.builtTogether { return known }
    var parameters: [Contract.Parameter] = []
    parameters.reserveCapacity(sources.count)
    for source in sources {
      guard let place = source.sharedPlace else {
        if let parameter = build(&self, source) { parameters.append(parameter) }
        continue
      }
      if case .notYet = item.built[place] { item.built[place] = .done(build(&self, source)) }
      if case .done(let parameter?) = item.built[place] { parameters.append(parameter) }
    }
    if isShared { item.builtTogether = parameters }
    return parameters
  }

  /// Whether a parameter is required; those of the path always are.
  mutating func isRequired(_ source: ParameterSource) -> Bool {
    let isRequired = source.object.bool("required", into: &diagnostics) ?? false
    guard source.location == .path, !isRequired else { return isRequired }
    warn(
      "path-parameter-optional", "the path parameter `\(source.name)` isn't marked as required",
      remedy: "add `required: true`", at: source.object.range)
    return true
  }

  /// The Authorization header, and the place of an API key that is also declared as a parameter.
  func isCredential(_ source: ParameterSource) -> Bool {
    switch source.location {
    case .header: credentials.hasHeader(source.name)
    case .query: credentials.hasQuery(source.name)
    case .cookie: credentials.hasCookie(source.name)
    case .path, .querystring, .body, .formData: false
    }
  }
}
