import Contracts
import Documents
import Evidence
import Schemas

/// Shows what a server will see of a request: it is written as it will be sent, and read back as a
/// server that is bound to the contract reads it.
struct RequestProof: Sendable {
  /// What a server thinks of the value in one place of a request.
  enum Standing: Sendable, Hashable {
    case right, broken
    /// Nobody knows whether it is wrong.
    case doubtful
  }

  private let reader: RequestReader
  /// The literal parts of the contract's paths, lower case.
  private let pathWords: Set<String>

  init(contract: Contract, schemas: ContractSchemas) {
    reader = RequestReader(contract: contract, schemas: schemas)
    pathWords = Set(
      contract.operations.flatMap { operation in
        operation.id.path.split(separator: "/").filter { !$0.contains("{") }
          .map { $0.lowercased() }
      })
  }

  /// The request with a value in a slot, where that is what the target will see: it keeps to the
  /// contract in this slot, or breaks it.
  ///
  /// Nil where it can't be sent, means something else on the wire, or might call another operation.
  func proved(
    _ base: RequestTemplate, _ slot: Slot, _ value: Value, _ operation: Contract.Operation,
    isValid: Bool
  ) -> RequestTemplate? {
    if slot.parameter?.location == .path, !isSafePathValue(value) { return nil }
    // A parameter without a value is as good as none to many servers.
    // A list without items is not even written.
    if !isValid, slot.parameter != nil,
      value.isNull || value.string == "" || value.array?.isEmpty == true
        || value.object?.isEmpty == true
    {
      return nil
    }
    var request = base
    request.set(slot, value.literal)
    let standing = standings(request, [slot], operation)?.first
    return standing == (isValid ? .right : .broken) ? request : nil
  }

  /// What a server thinks of the values in some slots, in their order; nil where the request can't
  /// be sent.
  func standings(
    _ request: RequestTemplate, _ slots: [Slot], _ operation: Contract.Operation
  ) -> [Standing]? {
    guard let sent = sent(request, operation) else { return nil }
    let problems = reader.read(RawRequest(sent), as: operation).problems
    return slots.map { slot in
      if problems.contains(where: { $0.isDoubt(about: slot) }) { return .doubtful }
      return problems.contains { $0.breaks(slot) } ? .broken : .right
    }
  }

  /// The bytes by which two requests are told apart; empty where it can't be sent.
  func wireText(_ request: RequestTemplate, _ operation: Contract.Operation) -> [UInt8] {
    guard let sent = sent(request, operation) else { return [] }
    let fields = sent.headers.fields.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
    return Array("\(sent.url)\n\(fields)\n".utf8) + (sent.body ?? [])
  }

  /// The request as it will be sent, with any value for what an earlier step gives.
  func sent(_ request: RequestTemplate, _ operation: Contract.Operation) -> HTTPRequest? {
    var variables: [String: Value] = [:]
    for name in request.variables { variables[name] = .integer(1) }
    do throws(TemplateError) {
      return try request.request(for: operation, baseURL: "", variables: variables)
    } catch {
      // What no notation can carry is no case.
      return nil
    }
  }

  /// A value for a path must not make it another path: neither by a slash, which some servers decode
  /// before they look for the operation, nor by being the literal part of a sibling.
  private func isSafePathValue(_ value: Value) -> Bool {
    switch value.kind {
    case .string(let text):
      return !text.isEmpty && text != "." && text != ".." && !pathWords.contains(text.lowercased())
        && !text.unicodeScalars.contains {
          "/\\?#;%".unicodeScalars.contains($0) || $0.value < 0x20
        }
    case .number, .bool: return true
    case .null, .array, .object: return false
    }
  }
}

extension RequestProblem {
  /// Whether it says that the value of a slot is wrong.
  fileprivate func breaks(_ slot: Slot) -> Bool {
    switch self {
    case .missingParameter(let location, let name), .repeatedParameter(let location, let name),
      .unreadableParameter(let location, let name, _), .wrongParameter(let location, let name, _):
      slot.parameter?.location == location && slot.parameter?.name == name
    case .missingBody, .unreadableBody, .wrongBody, .unknownContentType: slot.parameter == nil
    case .undeclaredQueryParameter: slot.parameter?.location == .query
    case .unjudged: false
    }
  }

  /// Whether nobody knows if the slot's value is wrong.
  fileprivate func isDoubt(about slot: Slot) -> Bool {
    if case .unjudged(let location, let name) = self {
      return slot.parameter?.location == location && slot.parameter?.name == name
    }
    return false
  }
}

extension RequestTemplate {
  /// Puts a value where a slot takes it.
  mutating func set(_ slot: Slot, _ value: Value) {
    switch slot.place {
    case .parameter(let parameter):
      add(Argument(name: parameter.name, value: value), to: parameter.location)
    case .body(let medium):
      body = value
      contentType = medium.name
    }
  }

  /// What stands where a slot takes it; nil where nothing does.
  func value(in slot: Slot) -> Value? {
    switch slot.place {
    case .parameter(let parameter): value(of: parameter)
    case .body: body
    }
  }

  /// Leaves out what a slot takes.
  mutating func clear(_ slot: Slot) {
    switch slot.place {
    case .parameter(let parameter): remove(parameter.name, from: parameter.location)
    case .body:
      body = nil
      contentType = nil
    }
  }
}
