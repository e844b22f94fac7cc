import Contracts
import Documents
import Evidence

extension Derivation {
  /// A change to the positive request, with what to call it.
  struct Change {
    var request: RequestTemplate
    var title: String
    var circumstance: String
    /// What the request no longer takes from the fixtures.
    var replaced: Set<String>
    /// The parameter that is wrong or absent, where it is one.
    var parameter: (Contract.Parameter, Contract.ParameterUse)?
    /// Where the request holds what was made up.
    var made: Slot?
  }

  /// A request that breaks one constraint of the contract, so that it must be refused. None where
  /// there is nothing to break and no refusal is documented.
  func invalid(_ subject: Subject) -> [Case] {
    let operation = subject.operation
    let codes = documentedCodes(operation, among: [400, 422])
    let change = invalidChange(subject)
    if change == nil, codes.isEmpty { return [] }
    let lacking = subject.lacking.filter { change?.replaced.contains($0) != true }
    var item = derived(
      subject, intent: .negative, name: "invalid",
      title: change?.title ?? "refuses an invalid request",
      request: change?.request ?? subject.request,
      expectation: Expectation(
        .refused, codes.isEmpty ? [400] : codes, circumstance: change?.circumstance,
        omitted: change?.parameter.flatMap { $1 == .absent ? $0.name : nil }),
      obligations: codes.map { Contract.ObligationID.status(operation.id, $0) }
        + [change?.parameter].compactMap { $0 }.map {
          Contract.ObligationID.parameter(operation.id, $0, $1)
        }
        + (change?.made?.parameter == nil ? [change?.made].compactMap { $0 } : []).map {
          $0.obligation(operation.id, .wrong)
        },
      blocker: subject.blocker ?? blocker(lacking, of: operation), needsSetup: false,
      varying: [change?.made].compactMap { $0 })
    if change == nil {
      item.skip = Reason(
        code: "nothing-to-break",
        message: "nothing in a request of \(operation.id) can be made wrong",
        remedy: "give `invalid:` under `operations` → `\(operation.id)` in the fixtures")
    }
    return [item]
  }

  /// A right request for something that does not exist; none where the contract promises no 404 and
  /// the fixtures say nothing of their own.
  func absent(_ subject: Subject) -> [Case] {
    let operation = subject.operation
    let codes = documentedCodes(operation, among: [404])
    if codes.isEmpty, subject.entry.missing.isEmpty { return [] }
    let change = absentChange(subject)
    if change == nil, let item = madeUpAbsence(subject, codes) { return [item] }
    let lacking = subject.lacking.filter { change?.replaced.contains($0) != true }
    let unknown = Reason(
      code: "fixture-missing",
      message: "no fixture says what is missing on the target for \(operation.id)",
      remedy: "add the parameter under `missing` in the fixtures, with a value that does not exist")
    var item = derived(
      subject, intent: .negative, name: "absent",
      title: change?.title ?? "does not find what is not there",
      request: change?.request ?? subject.request,
      expectation: Expectation(
        .absent, codes.isEmpty ? [404] : codes, circumstance: change?.circumstance),
      obligations: codes.map { Contract.ObligationID.status(operation.id, $0) },
      blocker: subject.blocker ?? (change == nil ? unknown : blocker(lacking, of: operation)),
      needsSetup: false)
    if change == nil, operation.body == nil,
      !operation.parameters.contains(where: { !$0.isCredential })
    {
      item.skip = Reason(
        code: "nothing-to-miss", message: "\(operation.id) takes nothing that could be missing")
    }
    return [item]
  }

  func documentedCodes(_ operation: Contract.Operation, among codes: [Int]) -> [Int] {
    codes.filter { code in operation.responses.contains { $0.status == .code(code) } }
  }

  // MARK: Ways to be wrong, the first that applies

  private func invalidChange(_ subject: Subject) -> Change? {
    let variant = subject.entry.invalid
    if !variant.isEmpty {
      return changed(subject, by: variant, title: "refuses an invalid request")
    }
    return wrongParameter(subject, in: .path) ?? wrongParameter(subject, in: .query)
      ?? omittedParameter(subject) ?? wrongBody(subject)
  }

  /// Text where the contract says integer, number or boolean: what the server sees can't be read as
  /// one, which a string for a string parameter could.
  private func wrongParameter(
    _ subject: Subject, in location: Contract.Parameter.Location
  ) -> Change? {
    for parameter in subject.operation.parameters
    where parameter.location == location && parameter.isRequired {
      let type = contract.document[parameter.schema.pointer]?["type"]?.string
      guard let type, ["integer", "number", "boolean"].contains(type) else { continue }
      let text = "not-\(type == "integer" ? "an" : "a")-\(type)"
      var request = subject.request
      request.add(.init(name: parameter.name, value: .string(text)), to: location)
      return Change(
        request: request, title: "refuses \(parameter.name) that is no \(type)",
        circumstance: "\(location.rawValue) parameter \(parameter.name) was \"\(text)\"",
        replaced: [parameter.name], parameter: (parameter, .wrong), made: Slot(parameter))
    }
    return nil
  }

  /// Never for an operation that destroys: without its filter it may destroy everything.
  private func omittedParameter(_ subject: Subject) -> Change? {
    guard subject.operation.effect != .destroy else { return nil }
    for parameter in subject.operation.parameters
    where parameter.location == .query && parameter.isRequired {
      var request = subject.request
      request.remove(parameter.name, from: .query)
      return Change(
        request: request, title: "refuses a missing \(parameter.name)",
        circumstance: "the required query parameter \(parameter.name) was left out",
        replaced: [parameter.name], parameter: (parameter, .absent))
    }
    return nil
  }

  /// The positive body with one property of a wrong type. The rest stays as it was, so that a target
  /// which ignores bodies is not sent a different one.
  private func wrongBody(_ subject: Subject) -> Change? {
    // A target that ignores bodies would destroy more than was meant.
    guard subject.operation.effect != .destroy else { return nil }
    guard let body = subject.request.body, var members = body.object,
      let media = subject.operation.body?.mediaType(for: body), let schema = media.schema,
      let properties = contract.document[schema.pointer]?["properties"]?.object
    else { return nil }
    let isText = MediaTypeName(media.name)?.isJSON != true
    for property in properties where members[property.name] != nil {
      guard let (type, wrong) = wrongValue(for: property.value) else { continue }
      // A form holds text, which is what strings and the items of arrays may be.
      if isText, !["integer", "number", "boolean"].contains(type) { continue }
      members[property.name] = wrong
      var request = subject.request
      request.body = .object(members)
      return Change(
        request: request, title: "refuses \(property.name) that is no \(type)",
        circumstance: "`\(property.name)` of the body was \(JSONWriter.text(wrong))",
        replaced: [], made: Slot(media))
    }
    return nil
  }

  private func wrongValue(for schema: Value) -> (type: String, wrong: Value)? {
    switch schema["type"]?.string {
    case "string": ("string", .integer(7))
    case let type? where ["array", "object", "integer", "number", "boolean"].contains(type):
      (type, .string("not-\("aeio".contains(type.prefix(1)) ? "an" : "a")-\(type)"))
    default: nil
    }
  }

  // MARK: Ways to be absent

  private func absentChange(_ subject: Subject) -> Change? {
    let title = "does not find what is not there"
    if !subject.entry.missing.isEmpty {
      return changed(subject, by: subject.entry.missing, title: title)
    }
    let candidates = subject.operation.parameters.filter { !$0.isCredential && $0.isRequired }
    let inPath = candidates.last { $0.location == .path && fixtures.missing[$0.name] != nil }
    let inQuery = candidates.first { $0.location == .query && fixtures.missing[$0.name] != nil }
    guard let parameter = inPath ?? inQuery, let value = fixtures.missing[parameter.name] else {
      return nil
    }
    var request = subject.request
    request.add(
      .init(name: parameter.name, value: binder.scope.filled(value)), to: parameter.location)
    return Change(
      request: request, title: title,
      circumstance: "\(parameter.name) was \(JSONWriter.text(value)), which does not exist",
      replaced: [parameter.name])
  }

  private func changed(_ subject: Subject, by variant: Fixtures.Variant, title: String) -> Change {
    var request = subject.request
    var replaced: Set<String> = []
    var notes: [String] = []
    for parameter in subject.operation.parameters {
      guard let value = variant.parameters[parameter.name] else { continue }
      request.add(.init(name: parameter.name, value: value), to: parameter.location)
      replaced.insert(parameter.name)
      notes.append("\(parameter.name) was \(JSONWriter.text(value))")
    }
    if let body = variant.body {
      request.body = body
      request.contentType = subject.operation.body?.mediaType(for: body)?.name
      replaced.insert("body")
      notes.append("the body was the fixtures' own")
    }
    return Change(
      request: request, title: title, circumstance: notes.joined(separator: ", "),
      replaced: replaced)
  }
}
