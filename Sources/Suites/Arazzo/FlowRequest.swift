import Contracts
import Documents
import Evidence

/// Writes the request of a workflow's step as a template, with what must be worked out before it.
struct FlowRequest {
  let contract: Contract
  let fixtures: Fixtures
  let scope: FlowScope
  /// What the names of variables that are worked out begin with.
  let prefix: String
  /// When its values are wanted: those of an action may be about the answer that led to it.
  var moment = FlowScope.Moment.before
  private(set) var prepared: [FlowBinding] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var raw = RawParts()

  /// What is sent as it stands.
  private struct RawParts {
    var headers: [RawForm.Field] = []
    var body: Value?
    var contentType: String?

    var isEmpty: Bool { headers.isEmpty && body == nil }
  }

  init(contract: Contract, fixtures: Fixtures, scope: FlowScope, prefix: String) {
    self.contract = contract
    self.fixtures = fixtures
    self.scope = scope
    self.prefix = prefix
  }

  /// - Parameter parameters: those of the step, then those of the workflow that it does not override.
  mutating func template(
    _ step: WorkflowStepForm, _ parameters: [(form: ParameterForm, isOwn: Bool)],
    _ operation: Contract.Operation
  ) -> RequestTemplate {
    var request = RequestTemplate(credential: operation.requiresCredential ? .valid : .absent)
    for (form, isOwn) in parameters {
      add(form, isOwn: isOwn, operation, to: &request)
    }
    complete(&request, operation, step)
    if let body = step.body { add(body, operation, to: &request) }
    if !raw.isEmpty {
      request.raw = RawOverrides(
        method: nil, target: nil, headers: raw.headers, body: raw.body, bytes: nil,
        contentType: raw.contentType)
    }
    return request
  }

  mutating func refuse(
    _ code: String, _ message: String, _ remedy: String?, _ range: SourceRange?
  ) {
    diagnostics.append(Diagnostic(.error, code: code, message, remedy: remedy, at: range))
  }

  // MARK: Parameters

  private mutating func add(
    _ form: ParameterForm, isOwn: Bool, _ operation: Contract.Operation,
    to request: inout RequestTemplate
  ) {
    guard let place = form.place else {
      return refuse(
        "missing-key", "the parameter `\(form.name)` of an operation lacks the key `in`",
        "add `in: path`, query, header or cookie", form.range)
    }
    let known = operation.parameters.first {
      $0.location.rawValue == place.rawValue
        && (place == .header ? HTTPHeaders.isSameName($0.name, form.name) : $0.name == form.name)
    }
    let isCredential =
      known?.isCredential == true || isKey(form.name, place)
      || (place == .header && HTTPHeaders.isSameName(form.name, "Authorization"))
    let isFree =
      place == .header
      && ["Accept", "Content-Type"].contains { HTTPHeaders.isSameName($0, form.name) }
    if known == nil, !isCredential, !isFree {
      if !isOwn, place == .path { return }
      if isOwn || place == .querystring {
        let names = operation.parameters.filter { $0.location.rawValue == place.rawValue }
          .map(\.name)
        return refuse(
          "unknown-parameter",
          "\(operation.id) has no parameter `\(form.name)` in \(place.rawValue)",
          names.isEmpty ? "remove it" : Suggestion.remedy(for: form.name, among: names),
          form.range)
      }
    }
    guard let value = template(form.value, at: form.range) else { return }
    if isCredential { request.credential = .absent }
    if place == .header, isCredential || isFree {
      raw.headers.append(RawForm.Field(name: form.name, values: [value]))
      return
    }
    let name = known?.name ?? form.name
    request.add(
      .init(name: name, value: value),
      to: Contract.Parameter.Location(rawValue: place.rawValue) ?? .query)
  }

  /// Whether a parameter carries the key of a security scheme.
  private func isKey(_ name: String, _ place: ParameterForm.Place) -> Bool {
    contract.securitySchemes.contains { scheme in
      guard case .apiKey(let key, let location) = scheme.kind else { return false }
      return location.rawValue == place.rawValue
        && (place == .header ? HTTPHeaders.isSameName(key, name) : key == name)
    }
  }

  /// Adds what the operation requires and only the fixtures give.
  private mutating func complete(
    _ request: inout RequestTemplate, _ operation: Contract.Operation, _ step: WorkflowStepForm
  ) {
    for parameter in operation.parameters
    where parameter.isRequired && !parameter.isCredential && request.value(of: parameter) == nil {
      let value =
        fixtures.operations[operation.id]?.parameters[parameter.name]
        ?? fixtures.parameters[parameter.name]
      if let value {
        request.add(
          .init(name: parameter.name, value: scope.filling(value)), to: parameter.location)
      } else if parameter.location == .path {
        refuse(
          "missing-parameter",
          "the step `\(step.id)` gives no value for the path parameter `\(parameter.name)`",
          "add it under `parameters`, or under `parameters:` in the fixtures", step.callRange)
      }
    }
  }

  // MARK: Bodies

  private mutating func add(
    _ form: BodyForm, _ operation: Contract.Operation, to request: inout RequestTemplate
  ) {
    if let type = form.contentType {
      let isKnown = operation.body?.content.contains { media in
        guard let own = MediaTypeName(media.name), let asked = MediaTypeName(type) else {
          return false
        }
        return asked.isCovered(by: own)
      }
      if isKnown != true {
        let names = operation.body?.content.map(\.name) ?? []
        return refuse(
          "unknown-media-type", "\(operation.id) takes no body of the type `\(type)`",
          names.isEmpty
            ? "remove `requestBody`" : Suggestion.remedy(for: type, among: names),
          form.contentTypeRange)
      }
    } else if operation.body == nil {
      return refuse(
        "unexpected-body", "\(operation.id) takes no body", "remove `requestBody`", form.range)
    }
    let type = form.contentType ?? operation.body?.mediaType(for: form.payload ?? .null)?.name
    let payload = PayloadForm(form, isJSON: type.flatMap { MediaTypeName($0)?.isJSON } ?? true)
    switch payload.content {
    case .nothing: return
    case .text(let value):
      let isXML = type.flatMap { MediaTypeName($0) }.map {
        $0.subtype == "xml" || $0.suffix == "xml"
      }
      raw.body = text(value, payload.replacements, isXML: isXML ?? false)
      raw.contentType = type
    case .value(let value):
      let replaced = replacing(value, payload.replacements)
      request.contentType = form.contentType
      request.body = replaced
      if request.body == nil { request.contentType = nil }
    }
  }

  /// A payload that is text, with what is to be put into it.
  private mutating func text(
    _ payload: Value, _ replacements: [BodyForm.Replacement], isXML: Bool
  ) -> Value? {
    guard let found = template(payload, at: payload.range) else { return nil }
    guard !replacements.isEmpty, let text = found.string else { return found }
    var xml = XMLPayload(text)
    for replacement in replacements {
      guard isXML, replacement.kind ?? .xpath == .xpath else {
        refuse(
          "unsupported-replacement",
          isXML
            ? "a payload of XML takes only paths of XPath as targets"
            : "replacements are supported in payloads of JSON, of forms and of XML",
          "write the values into the payload as {$…}", replacement.range)
        continue
      }
      guard XMLPayload.isSimple(replacement.target) else {
        refuse(
          "unsupported-replacement",
          "`\(replacement.target)` is no absolute path of elements, which alone is supported",
          "write for instance /order/item[2]/quantity or /order/@id", replacement.range)
        continue
      }
      guard let new = template(replacement.value, at: replacement.range) else { continue }
      let content = new.variables.isEmpty ? XMLPayload.escaped(new.asText) : new.asText
      if !xml.set(replacement.target, to: content) {
        refuse(
          "bad-replacement", "the payload has no place `\(replacement.target)`",
          "correct the target", replacement.range)
      }
    }
    return .string(xml.text, at: found.range)
  }

  private mutating func replacing(
    _ payload: Value, _ replacements: [BodyForm.Replacement]
  ) -> Value? {
    if let text = payload.string, RuntimeExpression.isMeant(text), !replacements.isEmpty {
      return replacingLater(payload, replacements)
    }
    guard var result = template(payload, at: payload.range) else { return nil }
    for replacement in replacements {
      let places = places(of: replacement, in: payload)
      guard let new = template(replacement.value, at: replacement.range) else { continue }
      for place in places {
        guard let changed = result.setting(place.tokens[...], to: new) else {
          refuse(
            "bad-replacement", "the payload has no place `\(replacement.target)`",
            "correct the target", replacement.range)
          continue
        }
        result = changed
      }
    }
    return result
  }

  /// Of a payload that only the run knows.
  private mutating func replacingLater(
    _ payload: Value, _ replacements: [BodyForm.Replacement]
  ) -> Value? {
    guard let base = value(payload, at: payload.range) else { return nil }
    var others: [(place: JSONPointer, value: FlowValue)] = []
    for replacement in replacements {
      guard replacement.kind ?? .jsonpointer == .jsonpointer,
        let pointer = JSONPointer(parsing: replacement.target)
      else {
        refuse(
          "unsupported-replacement",
          "a payload that an expression gives takes only JSON Pointers as targets",
          "write for instance `target: /quantity`", replacement.range)
        continue
      }
      if let new = value(replacement.value, at: replacement.range) {
        others.append((pointer, new))
      }
    }
    return prepared(.replaced(base, others), at: payload.range)
  }

  private mutating func places(
    of replacement: BodyForm.Replacement, in payload: Value
  ) -> [JSONPointer] {
    switch replacement.kind ?? .jsonpointer {
    case .jsonpointer:
      if let pointer = JSONPointer(parsing: replacement.target) { return [pointer] }
      refuse(
        "bad-replacement", "`\(replacement.target)` is no JSON Pointer",
        "write for instance /items/0/quantity (RFC 6901)", replacement.range)
    case .jsonpath:
      do {
        let nodes = try JSONPath(replacement.target).nodes(
          in: payload, limit: FlowScene.visitLimit)
        if !nodes.isEmpty { return nodes.map(\.pointer) }
        refuse(
          "bad-replacement", "the payload has no place `\(replacement.target)`",
          "correct the target", replacement.range)
      } catch {
        refuse(
          "bad-path", "`\(replacement.target)` is no JSONPath: \(error)",
          "write for instance `$.items[0].id` (RFC 9535)", replacement.range)
      }
    case .xpath:
      refuse(
        "unsupported-replacement", "this payload is no XML, so that XPath finds nothing in it",
        "write a JSON Pointer", replacement.range)
    }
    return []
  }

  // MARK: Values

  /// A value with its expressions as variables; nil for what has no value, or, with diagnostics, is
  /// wrong.
  mutating func template(_ value: Value, at range: SourceRange?) -> Value? {
    let place = value.range ?? range
    switch value.kind {
    case .array(let items):
      return .array(items.compactMap { template($0, at: place) }, at: place)
    case .object(let members):
      if scope.isSelector(value) {
        return self.value(value, at: place).flatMap { prepared($0, at: place) }
      }
      var result = ValueObject()
      for member in members {
        if let inner = template(member.value, at: place) { result[member.name] = inner }
      }
      return .object(result, at: place)
    case .string:
      guard let found = self.value(value, at: place) else { return nil }
      return template(of: found, at: place)
    default: return value
    }
  }

  private mutating func value(_ value: Value, at range: SourceRange?) -> FlowValue? {
    do {
      return try scope.value(value, at: moment)
    } catch {
      refuse(error.code, error.message, error.remedy, value.range ?? range)
      return nil
    }
  }

  private mutating func template(of value: FlowValue, at range: SourceRange?) -> Value? {
    switch value {
    case .value(var value):
      value.range = value.range ?? range
      return value
    case .variable(let name, let pointer):
      if scope.isAbsent(name) { return nil }
      let text = "\(pointer)"
      // What would end the expression early.
      if text.unicodeScalars.contains(where: { ",(){}'\"".unicodeScalars.contains($0) }) {
        return prepared(value, at: range)
      }
      return .string("${\(name)\(text)}", at: range)
    case .text(let parts):
      var result = ""
      for part in parts {
        guard let inner = template(of: part, at: range) else { return nil }
        guard inner.string != nil || inner.variables.isEmpty else {
          return prepared(value, at: range)
        }
        result += inner.asText
      }
      return .string(result, at: range)
    default: return prepared(value, at: range)
    }
  }

  private mutating func prepared(_ value: FlowValue, at range: SourceRange?) -> Value {
    let name = "\(prefix)value\(prepared.count + 1)"
    prepared.append(FlowBinding(name: name, value: value, range: range))
    return .string("${\(name)}", at: range)
  }
}
