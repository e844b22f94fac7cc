import Contracts
import Documents
import Evidence

extension FlowBuilder {
  /// Puts a workflow in the course; gives where it begins and its end. Nil, with diagnostics, where that
  /// can't be.
  mutating func inline(_ frame: Frame) -> (entry: Int, exit: Int)? {
    guard nodes.count + frame.workflow.steps.count < Flow.sizeLimit else {
      refuse(
        "too-many-steps",
        "the workflow has more than \(Flow.sizeLimit) steps with those of all that it calls",
        "spread it over several workflows", frame.workflow.range)
      return nil
    }
    guard frame.depth < Self.depthLimit else {
      refuse(
        "deep-workflow", "workflows lead to each other more than \(Self.depthLimit) deep",
        "let fewer lead on", frame.workflow.range)
      return nil
    }
    var frame = frame
    let exit = nodes.count
    nodes.append(
      Flow.Node(
        name: "\(frame.prefix)end", entry: exit, next: frame.next, end: frame.next,
        caller: frame.caller, range: frame.workflow.range))
    var callees: [String: (WorkflowForm, String)] = [:]
    var places: [Int] = []
    for step in frame.workflow.steps {
      guard let place = add(step, frame, exit, &callees) else { return nil }
      places.append(place)
    }
    guard let first = places.first else { return nil }
    checkShared(frame, places)
    let entry = nodes[first].entry
    frame.transfers.append((Self.key(frame.workflow, frame.document), entry))
    for (number, step) in frame.workflow.steps.enumerated() {
      let place = places[number]
      nodes[place].next =
        number + 1 < places.count ? nodes[places[number + 1]].entry : exit
      finish(step, place, frame, exit, places, callees[step.id])
    }
    bindOutputs(of: frame, exit)
    return (entry, exit)
  }

  // MARK: Steps

  /// Adds a step with its request, or with the workflow that it calls.
  private mutating func add(
    _ step: WorkflowStepForm, _ frame: Frame, _ exit: Int,
    _ callees: inout [String: (WorkflowForm, String)]
  ) -> Int? {
    let place = nodes.count
    nodes.append(
      Flow.Node(
        name: frame.prefix + step.id, entry: place, end: exit, caller: frame.caller,
        range: step.range))
    var parameters = step.parameters.map { (form: $0, isOwn: true) }
    for form in frame.workflow.parameters
    where !step.parameters.contains(where: { $0.name == form.name && $0.place == form.place }) {
      parameters.append((form, false))
    }
    guard case .workflow(let text) = step.call else {
      addRequest(step, parameters, frame, place)
      return place
    }
    let found = call(
      text, parameters, from: frame, step, at: step.callRange, isTransfer: false)
    guard let call = found else { return place }
    let key = Self.key(call.form, call.document)
    guard !frame.calls.contains(key) else {
      refuse(
        "recursive-workflow", "the workflow `\(call.form.id)` calls itself, so that it never ends",
        "call another workflow, or go to a step", step.callRange)
      return nil
    }
    let prefix = fresh(frame.prefix.isEmpty ? step.id : "\(frame.prefix.dropLast()).\(step.id)")
    let inner = Frame(
      workflow: call.form, document: call.document, prefix: prefix, inputs: call.inputs,
      role: frame.role, caller: place, next: place, calls: frame.calls + [key],
      depth: frame.depth + 1)
    note(inner)
    guard let (entry, _) = inline(inner) else { return nil }
    nodes[entry].prepared = call.prepared + nodes[entry].prepared
    nodes[place].entry = entry
    callees[step.id] = (call.form, prefix)
    return place
  }

  private mutating func addRequest(
    _ step: WorkflowStepForm, _ parameters: [(form: ParameterForm, isOwn: Bool)], _ frame: Frame,
    _ place: Int
  ) {
    guard let operation = operation(step, frame) else { return }
    var request = FlowRequest(
      contract: contract, fixtures: fixtures, scope: scope(of: frame, step),
      prefix: "\(nodes[place].name).")
    let template = request.template(step, parameters, operation)
    diagnostics += request.diagnostics
    nodes[place].prepared = request.prepared
    nodes[place].step = steps.count
    var made = Step(
      role: frame.role, operation: operation, request: template,
      expectation: Expectation(.accepted, Self.successes(of: operation)))
    let retries = step.onFailure.isEmpty && frame.workflow.failureActions.isEmpty ? nil : 0
    made.script = StepScript(id: nodes[place].name, timeout: step.timeout, retries: retries)
    steps.append(made)
  }

  static func successes(of operation: Contract.Operation) -> [Int] {
    statuses(operation.successes) ?? [200]
  }

  /// The statuses that some patterns stand for; nil for none.
  static func statuses(_ patterns: [Contract.Response.Status]) -> [Int]? {
    var result: Set<Int> = []
    for pattern in patterns {
      switch pattern {
      case .code(let code): result.insert(code)
      case .range(let hundreds): result.formUnion((hundreds * 100)...(hundreds * 100 + 99))
      case .default: result.formUnion(400...599)
      }
    }
    return result.isEmpty ? nil : result.sorted()
  }

  private mutating func operation(
    _ step: WorkflowStepForm, _ frame: Frame
  ) -> Contract.Operation? {
    let found: Contract.Operation?
    let known: [String]
    let asked: String
    switch step.call {
    case .workflow: return nil
    case .operationID(let text):
      known = contract.operations.compactMap(\.operationID)
      guard let name = operationID(text, frame, step) else { return nil }
      asked = name
      found = contract.operations.first { $0.operationID == name }
    case .operationPath(let text):
      known = contract.operations.map { "\($0.id)" }
      guard let id = operationPath(text, frame, step) else { return nil }
      asked = "\(id)"
      found = contract.operation(id)
    }
    if let found { return found }
    refuse(
      "unknown-operation", "the contract has no operation `\(asked)`",
      known.isEmpty
        ? "its operations have no operationId; write `operationPath`"
        : Suggestion.remedy(for: asked, among: known), step.callRange)
    return nil
  }

  private mutating func operationID(
    _ text: String, _ frame: Frame, _ step: WorkflowStepForm
  ) -> String? {
    guard RuntimeExpression.isMeant(text) else {
      if frame.document.definitions.isEmpty {
        refuse(
          "unknown-source", "the document has no source of the type openapi",
          "add the definition under `sourceDescriptions`", step.callRange)
        return nil
      }
      return text
    }
    guard let expression = try? RuntimeExpression(text),
      case .sourceDescription(let name, let rest) = expression.source
    else {
      refuse(
        "bad-runtime-expression", "`\(text)` names no operation",
        "write an operationId, or $sourceDescriptions.name.operationId", step.callRange)
      return nil
    }
    return isDefinition(name, frame, step.callRange) ? rest : nil
  }

  private mutating func operationPath(
    _ text: String, _ frame: Frame, _ step: WorkflowStepForm
  ) -> Contract.Operation.ID? {
    let (address, way) = RuntimeExpression.cut(text, at: "#")
    var source = Substring(address)
    if source.utf8.first == UInt8(ascii: "{"), source.utf8.last == UInt8(ascii: "}") {
      source = Substring(source.utf8.dropFirst().dropLast())
    }
    guard let expression = try? RuntimeExpression(String(source)),
      case .sourceDescription(let name, "url") = expression.source,
      let tokens = way.flatMap({ JSONPointer(parsing: $0) })?.tokens, tokens.count == 3,
      tokens[0] == "paths"
    else {
      refuse(
        "bad-operation-path", "`\(text)` leads to no operation",
        "write for instance '{$sourceDescriptions.name.url}#/paths/~1pets/get'", step.callRange)
      return nil
    }
    guard isDefinition(name, frame, step.callRange) else { return nil }
    return Contract.Operation.ID(method: tokens[2].uppercased(), path: tokens[1])
  }

  private mutating func isDefinition(
    _ name: String, _ frame: Frame, _ range: SourceRange?
  ) -> Bool {
    let names = frame.document.definitions.map(\.name)
    if names.contains(name) { return true }
    refuse(
      "unknown-source", "the document has no source `\(name)` of the type openapi",
      names.isEmpty
        ? "add it under `sourceDescriptions`" : Suggestion.remedy(for: name, among: names), range)
    return false
  }

  /// A parameter for all steps that no operation of the workflow knows is a slip of the pen. Header fields
  /// and cookies may be for what stands in front of the target.
  private mutating func checkShared(_ frame: Frame, _ places: [Int]) {
    let operations = places.compactMap { nodes[$0].step.map { steps[$0].operation } }
    // Where others are called, it may be an input of theirs.
    guard operations.count == frame.workflow.steps.count else { return }
    for form in frame.workflow.parameters where form.place == .query || form.place == .path {
      let known = operations.flatMap(\.parameters).filter {
        $0.location.rawValue == form.place?.rawValue
      }.map(\.name)
      guard !known.contains(form.name) else { continue }
      refuse(
        "unknown-parameter", "no operation of the workflow has a parameter `\(form.name)`",
        known.isEmpty ? "remove it" : Suggestion.remedy(for: form.name, among: known), form.range)
    }
  }
}
