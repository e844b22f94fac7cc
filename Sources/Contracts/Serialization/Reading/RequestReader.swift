import Documents
import Schemas

/// Reads requests as a server sees them that is bound to the contract, and says what is wrong with
/// them.
package struct RequestReader: Sendable {
  private let reader: ValueReader
  /// Query parameters that security schemes send their keys in.
  private let keyNames: Set<ExactName>

  package init(contract: Contract, schemas: ContractSchemas) {
    reader = ValueReader(types: SchemaTypes(document: contract.document), schemas: schemas)
    keyNames = Set(
      contract.securitySchemes.compactMap { scheme in
        if case .apiKey(let name, .query) = scheme.kind { ExactName(name) } else { nil }
      })
  }

  /// - Parameter request: a request whose method and path call the operation.
  package func read(
    _ request: RawRequest, as operation: Contract.Operation
  ) -> SeenRequest {
    var seen = SeenRequest()
    let sources = Sources(request, operation)
    var used: Set<ExactName> = []
    for parameter in operation.parameters
    where !parameter.isCredential && parameter.location != .form {
      read(parameter, sources, operation, &used, into: &seen)
    }
    noteUndeclared(sources, operation, used, into: &seen)
    readBody(request, operation, into: &seen)
    return seen
  }

  // MARK: Parameters

  /// The parts of a request that parameters are read from.
  private struct Sources {
    /// As they stand, by the variable's name, and whether they are still percent-encoded.
    var path: [ExactName: (text: String, coding: PairList.Coding)] = [:]
    var query: PairList
    var querystring: Substring?
    var cookies: PairList
    let request: RawRequest

    init(_ request: RawRequest, _ operation: Contract.Operation) {
      self.request = request
      querystring = request.query
      query = PairList(form: request.query ?? "")
      cookies = PairList(cookies: request.field("Cookie") ?? "")
      let pattern = PathPattern(operation.id.path)
      // What the base URL puts before the path isn't the operation's.
      let segments = PathPattern.split(String(request.path)).suffix(pattern.segments.count)
      let decoded = segments.map { PercentCoding.decoded($0) ?? String($0) }
      for value in pattern.values(of: decoded) ?? [] {
        path[ExactName(value.name)] = (value.value, .plain)
      }
      for (segment, text) in zip(pattern.segments, segments) {
        guard case .variable(let name) = segment, path[ExactName(name)] != nil else { continue }
        path[ExactName(name)] = (String(text), .percent)
      }
    }
  }

  private func read(
    _ parameter: Contract.Parameter, _ sources: Sources, _ operation: Contract.Operation,
    _ used: inout Set<ExactName>, into seen: inout SeenRequest
  ) {
    let others = operation.parameters.filter { $0.location == parameter.location }
      .map { ExactName($0.name) }
    let text = ParameterReader(
      notation: parameter.notation, places: [parameter.schema.pointer], reader: reader,
      otherNames: Set(others).subtracting([ExactName(parameter.name)]))
    do throws(RequestProblem.Fault) {
      var outcome: ParameterReader.Outcome?
      switch parameter.location {
      case .path:
        if let raw = sources.path[ExactName(parameter.name)] {
          outcome = .init(value: try text.value(raw.text, coding: raw.coding))
        }
      case .header:
        if let raw = sources.request.field(parameter.name) {
          outcome = .init(value: try text.value(String(raw.trimmedBlanks()), coding: .plain))
        }
      case .query: outcome = try text.value(sources.query)
      case .cookie: outcome = try text.value(sources.cookies)
      case .querystring:
        if let raw = sources.querystring, !raw.isEmpty {
          outcome = .init(value: try querystring(raw, parameter))
        }
      case .form: break
      }
      used.formUnion(outcome?.names.map { ExactName($0) } ?? [])
      add(parameter, outcome, into: &seen)
    } catch {
      used.insert(ExactName(parameter.name))
      seen.problems.append(.unreadableParameter(parameter.location, parameter.name, error))
    }
  }

  private func querystring(
    _ text: Substring, _ parameter: Contract.Parameter
  ) throws(RequestProblem.Fault) -> Value {
    let media =
      parameter.content ?? Contract.MediaType(name: "application/x-www-form-urlencoded")
    let places = [parameter.schema.pointer]
    if let type = MediaTypeName(media.name), BodyKind(type) == .urlEncodedForm {
      return try FormBodyReader(media: media, places: places, reader: reader)
        .value(PairList(form: text))
    }
    guard let decoded = PercentCoding.decoded(text) else { throw .percentEncoding }
    if MediaTypeName(media.name)?.isJSON == true { return try BodyReader.json(Array(decoded.utf8)) }
    return reader.scalar(decoded, places)
  }

  private func add(
    _ parameter: Contract.Parameter, _ outcome: ParameterReader.Outcome?,
    into seen: inout SeenRequest
  ) {
    guard let outcome else {
      if parameter.isRequired {
        seen.problems.append(.missingParameter(parameter.location, parameter.name))
      }
      return
    }
    seen.parameters.append(
      .init(location: parameter.location, name: parameter.name, value: outcome.value))
    if outcome.isRepeated {
      seen.problems.append(.repeatedParameter(parameter.location, parameter.name))
    }
    if parameter.allowsEmptyValue, outcome.value.isEmptyText { return }
    guard let found = reader.violations(of: outcome.value, at: parameter.schema.pointer) else {
      seen.problems.append(.unjudged(parameter.location, parameter.name))
      return
    }
    if !found.isEmpty {
      seen.problems.append(.wrongParameter(parameter.location, parameter.name, found))
    }
  }

  /// Each name once. What credentials are sent in is declared elsewhere.
  private func noteUndeclared(
    _ sources: Sources, _ operation: Contract.Operation, _ used: Set<ExactName>,
    into seen: inout SeenRequest
  ) {
    guard !operation.parameters.contains(where: { $0.location == .querystring }) else { return }
    var known = used.union(keyNames)
    for parameter in operation.parameters where parameter.location == .query {
      known.insert(ExactName(parameter.name))
    }
    for pair in sources.query.pairs where known.insert(ExactName(pair.name)).inserted {
      seen.problems.append(.undeclaredQueryParameter(pair.name))
    }
  }
}

// MARK: - Bodies

extension RequestReader {
  private func readBody(
    _ request: RawRequest, _ operation: Contract.Operation, into seen: inout SeenRequest
  ) {
    guard let body = operation.body else { return }
    let forms = operation.parameters.filter { $0.location == .form }
    let text = request.field("Content-Type")
    guard let bytes = request.body, !bytes.isEmpty || text != nil else {
      if body.isRequired { seen.problems.append(.missingBody) }
      return
    }
    guard let type = text.flatMap({ MediaTypeName($0) }), let media = body.media(of: type) else {
      seen.problems.append(.unknownContentType(text))
      return
    }
    do throws(RequestProblem.Fault) {
      if !forms.isEmpty {
        let list = try BodyReader.pairs(bytes, type)
        for parameter in forms { read(parameter, list, forms, into: &seen) }
        return
      }
      let value = try BodyReader(media: media, type: type, reader: reader).value(bytes)
      seen.body = value
      judge(value, media, into: &seen)
    } catch { seen.problems.append(.unreadableBody(error)) }
  }

  /// A form parameter of Swagger 2.0.
  private func read(
    _ parameter: Contract.Parameter, _ list: PairList, _ forms: [Contract.Parameter],
    into seen: inout SeenRequest
  ) {
    let text = ParameterReader(
      notation: parameter.notation, places: [parameter.schema.pointer], reader: reader)
    do throws(RequestProblem.Fault) {
      add(parameter, try text.value(list), into: &seen)
    } catch {
      seen.problems.append(.unreadableParameter(.form, parameter.name, error))
    }
  }

  private func judge(
    _ value: Value, _ media: Contract.MediaType, into seen: inout SeenRequest
  ) {
    var found: [Violation] = []
    if let schema = media.schema {
      guard let violations = reader.violations(of: value, at: schema.pointer) else {
        seen.problems.append(.unjudged(nil, nil))
        return
      }
      found += violations
    }
    if let item = media.itemSchema, let items = value.array {
      for (place, value) in items.enumerated() {
        guard let violations = reader.violations(of: value, at: item.pointer) else {
          seen.problems.append(.unjudged(nil, nil))
          return
        }
        found += violations.map { $0.inItem(place) }
        if found.count >= Self.violationLimit { break }
      }
    }
    if !found.isEmpty {
      seen.problems.append(.wrongBody(Array(found.prefix(Self.violationLimit))))
    }
  }

  /// How many violations of one body are listed.
  private static var violationLimit: Int { 20 }
}

extension Contract.Body {
  /// The documented media type that a message's type is of; nil where none is.
  package func media(of type: MediaTypeName) -> Contract.MediaType? {
    content.compactMap { media in
      MediaTypeName(media.name).flatMap { type.fit($0) }.map { (media, $0) }
    }.max { $0.1 < $1.1 }?.0
  }
}

extension Value {
  fileprivate var isEmptyText: Bool {
    if isNull || string?.isEmpty == true { return true }
    guard let items = array, items.count == 1 else { return false }
    return items[0].string?.isEmpty == true
  }
}

extension Violation {
  /// The same for an item of an array.
  fileprivate func inItem(_ index: Int) -> Violation {
    Violation(
      kind: kind, instance: JSONPointer(["\(index)"] + instance.tokens),
      instancePosition: instancePosition, schemaPointer: schemaPointer, schemaURI: schemaURI,
      schemaRange: schemaRange, keyword: keyword, expected: expected, actual: actual)
  }
}
