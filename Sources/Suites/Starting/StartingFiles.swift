package import Contracts
import Documents
import Schemas

/// A suite and fixtures to start from, made from a contract: they load and run as they are, and people
/// put their own in the place of what was made up.
package struct StartingFiles: Sendable {
  /// Cases of the suite at most; a definition may have thousands of operations.
  static let caseLimit = 50

  let contract: Contract
  /// What the suite is called.
  let name: String
  private let generator: ValueGenerator

  /// - Parameter name: nil: after the contract's title.
  package init(contract: Contract, schemas: ContractSchemas, name: String? = nil) {
    self.contract = contract
    self.name = name ?? Self.slug(contract.title, or: "suite")
    generator = ValueGenerator(contract: contract, schemas: schemas)
  }

  // MARK: The suite

  /// One case for each operation that reads.
  package var suite: String {
    let operations = chosen
    var ids: Set<String> = []
    let cases = operations.map { operation -> Value in
      var id = Self.slug(operation.operationID ?? "\(operation.id)", or: "case")
      var number = 2
      while !ids.insert(id).inserted {
        id = Self.slug(operation.operationID ?? "\(operation.id)", or: "case") + "-\(number)"
        number += 1
      }
      let status = operation.firstSuccess
      return .object([
        ("id", .string(id)),
        (
          "title",
          .string("\(operation.id) answers \(status)")
        ), ("tags", .array([.string(operation.effect.rawValue)])),
        (
          "steps",
          .array([
            .object(
              [("call", .string("\(operation.id)"))] + body(operation) + [
                ("expect", .integer(status))
              ])
          ])
        ),
      ])
    }
    let head: [(String, Value)] = [
      ("muster", .string("suite/1")), ("name", .string(name)),
      ("description", .string("What \(Self.line(contract.title)) must do.")),
      ("derive", .array(["positive", "auth"].map { .string($0) })),
    ]
    return """
      # Cases that the definition alone does not tell. `muster plan` lists what is sent, `muster run` sends it.
      \(YAMLWriter.text(.object(head)))
      # Add `negative`, `boundary` and `stateful` to `derive` when the fixtures say what is missing.
      # Required parameters come from the fixtures, unless a step gives them `with:`. What the definition
      # says is checked at every step; `expect:` and `capture:` say what it does not.
      \(YAMLWriter.text(.object([("cases", .array(cases))])))
      """
  }

  /// The body of a step, where the operation must have one.
  private func body(_ operation: Contract.Operation) -> [(String, Value)] {
    guard operation.body?.isRequired == true,
      let slot = requiredSlots(operation).first(where: { $0.name == nil }),
      let value = value(slot, operation, label: "value", examples: [])
    else { return [] }
    return [("body", value)]
  }

  /// What reads; where nothing does, what at least does not destroy.
  private var chosen: [Contract.Operation] {
    let sendable = contract.operations.filter { contract.obstacle(to: $0) == nil }
    let reading = sendable.filter { $0.effect == .read }
    let found = reading.isEmpty ? sendable.filter { $0.effect == .write }.prefix(1) : reading[...]
    return Array(found.prefix(Self.caseLimit))
  }

  // MARK: The fixtures

  /// A value for every required parameter, a body for what destroys, and where credentials are.
  package var fixtures: String {
    let values = values
    var text = """
      # What the target under test has. The values were taken from the definition's examples or made up:
      # put in their place what is really there.
      \(YAMLWriter.text(.object([("muster", .string("fixtures/1")), ("contract", .string(name))])))
      """
    if let credentials {
      text += """

        # The names of environment variables that hold the credentials, never the credentials themselves.
        \(YAMLWriter.text(.object([("credentials", credentials)])))
        """
    }
    if !values.common.isEmpty {
      text += """

        # By parameter name, for every operation.
        \(YAMLWriter.text(.object([("parameters", .object(values.common))])))
        """
    }
    if !values.operations.isEmpty {
      text += """

        # What differs for single operations; what is erased should be nothing that another case needs.
        \(YAMLWriter.text(.object([("operations", .object(values.operations))])))
        """
    }
    if let name = values.common.names.first {
      text += """

        # Well-formed values that the target does not have, so that 404 can be asked for:
        # missing:
        #   \(YAMLWriter.text(.object([(name, .integer(999_999_999))])))
        """
    }
    return text
  }

  private var values: (common: ValueObject, operations: ValueObject) {
    var common = ValueObject()
    var operations = ValueObject()
    for operation in contract.operations where operation.effect != .destroy {
      var own = ValueObject()
      for slot in requiredSlots(operation) where slot.name != nil {
        let name = slot.short
        guard let known = common[name] else {
          common[name] = value(slot, operation, label: "value", examples: [])
          continue
        }
        guard let value = value(slot, operation, label: "value", examples: [known]),
          !value.isSameJSON(as: known)
        else { continue }
        own[name] = value
      }
      if !own.isEmpty {
        operations["\(operation.id)"] = .object([("parameters", .object(own))])
      }
    }
    for operation in contract.operations where operation.effect == .destroy {
      operations["\(operation.id)"] = destroying(operation, common)
    }
    return (common, operations)
  }

  /// What it erases is something else than what the others need.
  private func destroying(_ operation: Contract.Operation, _ common: ValueObject) -> Value? {
    var own = ValueObject()
    var members: [(String, Value)] = []
    let slots = requiredSlots(operation)
    let last = slots.last { $0.parameter?.location == .path }
    for slot in slots where slot.name != nil {
      let isThing = slot.id == last?.id
      let label = isThing ? "thing to erase" : "value"
      let examples = isThing ? [] : [common[slot.short]].compactMap { $0 }
      guard let value = value(slot, operation, label: label, examples: examples) else { continue }
      if let known = common[slot.short], known.isSameJSON(as: value) { continue }
      own[slot.short] = value
    }
    if !own.isEmpty { members.append(("parameters", .object(own))) }
    if let body = slots.first(where: { $0.name == nil }), operation.body?.isRequired == true,
      let value = value(body, operation, label: "value", examples: [])
    {
      members.append(("body", value))
    }
    return members.isEmpty ? nil : .object(members)
  }

  private func requiredSlots(_ operation: Contract.Operation) -> [Slot] {
    operation.slots(sending: operation.body?.mediaType(for: .object([]))).filter { slot in
      slot.parameter.map { $0.isRequired || $0.location == .path } ?? true
    }
  }

  /// - Parameter examples: what is taken where the schema accepts it and the definition has no examples
  ///   of its own.
  private func value(
    _ slot: Slot, _ operation: Contract.Operation, label: String, examples: [Value]
  ) -> Value? {
    var random = SeededRandom(seed: 0, labels: ["\(operation.id)", slot.id, label])
    let own = slot.examples.compactMap(\.value)
    return generator.value(
      for: slot.schema, named: slot.name, examples: own.isEmpty ? examples : own,
      direction: .request, random: &random
    ).value?.literal
  }

  private var credentials: Value? {
    let used = Set(contract.operations.flatMap(\.security).joined().map(\.scheme))
    let schemes = contract.securitySchemes.filter { used.contains($0.name) }
    func variable(_ name: String) -> Value { .object([("env", .string(name))]) }
    var members: [(String, Value)] = []
    if schemes.contains(where: \.kind.isToken) {
      members = [
        ("clientId", variable("MUSTER_CLIENT_ID")),
        ("clientSecret", variable("MUSTER_CLIENT_SECRET")), ("token", variable("MUSTER_TOKEN")),
      ]
    }
    var named = ValueObject()
    for scheme in schemes {
      switch scheme.kind {
      case .basic:
        named[scheme.name] = .object([
          ("user", variable("MUSTER_USER")), ("password", variable("MUSTER_PASSWORD")),
        ])
      case .apiKey: named[scheme.name] = variable("MUSTER_API_KEY")
      default: break
      }
    }
    if !named.isEmpty { members.append(("schemes", .object(named))) }
    return members.isEmpty ? nil : .object(members)
  }

  // MARK: Names

  /// Letters and digits in lower case with hyphens between them.
  static func slug(_ text: String, or fallback: String) -> String {
    var words = [""]
    for scalar in text.unicodeScalars.prefix(200) {
      switch scalar {
      case "a"..."z", "0"..."9": words[words.count - 1].unicodeScalars.append(scalar)
      case "A"..."Z":
        words[words.count - 1] += String(scalar).lowercased()
      default: if words.last?.isEmpty == false { words.append("") }
      }
    }
    let slug = words.filter { !$0.isEmpty }.joined(separator: "-")
    return slug.isEmpty ? fallback : slug
  }

  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

extension Contract.Operation {
  /// The first documented success; 200 where there is none.
  fileprivate var firstSuccess: Int {
    for status in successes {
      if case .code(let code) = status { return code }
    }
    return 200
  }
}
