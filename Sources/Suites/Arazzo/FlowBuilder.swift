import Contracts
import Documents
import Evidence

/// Builds the course of one case from workflows: calls are put in their places, so that the runner knows
/// of nothing but steps and ways between them.
struct FlowBuilder {
  /// A workflow at one place of the course.
  struct Frame {
    var workflow: WorkflowForm
    var document: ArazzoDocument
    /// What its variables begin with, and the names of its steps.
    var prefix: String
    var inputs: [String: Value?]
    var role: StepResult.Role
    /// The step that calls it; nil: none does.
    var caller: Int?
    /// Where its end leads; nil: the case ends.
    var next: Int?
    /// What the variables of those begin with whose outputs are its own: whom it was transferred from.
    var heirs: [String] = []
    /// The workflows that lead here by calls.
    var calls: [String]
    /// The workflows that lead here by transfers, and where they begin.
    var transfers: [(key: String, entry: Int)] = []
    /// How many workflows it stands in, by calls and transfers alike.
    var depth = 0
  }

  let root: ArazzoDocument
  let contract: Contract
  let inputs: WorkflowInputs
  let fixtures: Fixtures
  let modelPaths: ModelPaths
  var nodes: [Flow.Node] = []
  var steps: [Step] = []
  var diagnostics: [Diagnostic] = []
  /// Values of inputs that are not to be shown.
  private(set) var secrets: Set<String> = []
  /// Workflows that are in the course, by document and id.
  private var others: [String: [String: FlowScope.Other]] = [:]
  /// Steps that stand in the course a second time, before another one is tried again.
  var copies: [(original: Int, copy: Int)] = []
  /// The documents that the course comes from, the root first.
  private let documents: [String]
  /// Those that were given out.
  private var prefixes: Set<String> = []

  /// Calls in calls.
  static let depthLimit = 32

  init(root: ArazzoDocument, contract: Contract, inputs: WorkflowInputs, fixtures: Fixtures) {
    self.root = root
    self.contract = contract
    self.inputs = inputs
    self.fixtures = fixtures
    modelPaths = ModelPaths(contract: contract)
    documents = root.files
  }

  /// The course of a workflow after those that it depends on; nil, with diagnostics, where it can't be
  /// made.
  mutating func flow(of workflow: WorkflowForm) -> Flow? {
    var order: [(WorkflowForm, ArazzoDocument)] = []
    var open: [String] = []
    dependencies(of: workflow, in: root, open: &open, order: &order)
    var starts: [Int] = []
    var ends: [Int] = []
    for (number, (form, document)) in order.enumerated() {
      let isLast = number == order.count - 1
      let values = inputs.values(of: form, in: document, into: &diagnostics)
      let prefix = isLast ? "" : fresh("\(form.id)")
      let frame = Frame(
        workflow: form, document: document, prefix: prefix, inputs: values,
        role: isLast ? .test : .setup, caller: nil, next: nil, calls: [Self.key(form, document)])
      note(frame)
      guard let (entry, exit) = inline(frame) else { return nil }
      starts.append(entry)
      ends.append(exit)
    }
    for (original, copy) in copies {
      nodes[copy].criteria = nodes[original].criteria
      nodes[copy].outputs = nodes[original].outputs
      if let step = nodes[copy].step, let own = nodes[original].step {
        steps[step].expectation = steps[own].expectation
      }
    }
    for (end, start) in zip(ends, starts.dropFirst()) {
      nodes[end].next = start
      nodes[end].end = start
    }
    guard let start = starts.first, !diagnostics.contains(where: { $0.severity == .error }) else {
      return nil
    }
    return Flow(nodes: nodes, start: start)
  }

  static func key(_ workflow: WorkflowForm, _ document: ArazzoDocument) -> String {
    "\(document.file.name)#\(workflow.id)"
  }

  mutating func refuse(
    _ code: String, _ message: String, _ remedy: String?, _ range: SourceRange?
  ) {
    diagnostics.append(Diagnostic(.error, code: code, message, remedy: remedy, at: range))
  }

  /// A prefix that no other instance has.
  mutating func fresh(_ name: String) -> String {
    var candidate = "\(name):"
    var number = 1
    while !prefixes.insert(candidate).inserted {
      number += 1
      candidate = "\(name)-\(number):"
    }
    return candidate
  }

  // MARK: Order

  /// All that a workflow and those that it calls depend on, then itself.
  private mutating func dependencies(
    of workflow: WorkflowForm, in document: ArazzoDocument, open: inout [String],
    order: inout [(WorkflowForm, ArazzoDocument)]
  ) {
    let key = Self.key(workflow, document)
    guard !order.contains(where: { Self.key($0.0, $0.1) == key }) else { return }
    open.append(key)
    defer { open.removeLast() }
    for name in workflow.dependsOn {
      guard let (other, place) = find(name.text, from: document, at: name.range) else { continue }
      let wanted = Self.key(other, place)
      if open.contains(wanted) {
        refuse(
          "cyclic-dependency",
          "the workflow `\(workflow.id)` depends on `\(other.id)`, which depends on it",
          "take one of the two out of `dependsOn`", name.range)
        continue
      }
      guard open.count < Self.depthLimit else {
        refuse(
          "deep-dependency", "workflows depend on each other more than \(Self.depthLimit) deep",
          "shorten the chain", name.range)
        continue
      }
      dependencies(of: other, in: place, open: &open, order: &order)
    }
    order.append((workflow, document))
  }

  /// A workflow by its id, or by `$sourceDescriptions.name.id` in another document.
  mutating func find(
    _ text: String, from document: ArazzoDocument, at range: SourceRange?
  ) -> (WorkflowForm, ArazzoDocument)? {
    if let workflow = document.workflow(text) { return (workflow, document) }
    var known = document.workflows.map(\.id)
    var id = text
    if RuntimeExpression.isMeant(text) {
      guard let expression = try? RuntimeExpression(text),
        case .sourceDescription(let name, let rest) = expression.source
      else {
        refuse(
          "bad-runtime-expression", "`\(text)` names no workflow",
          "write an id, or $sourceDescriptions.name.id", range)
        return nil
      }
      guard let other = document.others[name] else {
        let names = document.sources.filter { $0.kind == .arazzo }.map(\.name)
        refuse(
          "unknown-source", "the document has no source `\(name)` of the type arazzo",
          names.isEmpty
            ? "add it under `sourceDescriptions`" : Suggestion.remedy(for: name, among: names),
          range)
        return nil
      }
      if let workflow = other.workflow(rest) { return (workflow, other) }
      known = other.workflows.map(\.id)
      id = rest
    }
    refuse(
      "unknown-workflow", "there is no workflow `\(id)`", Suggestion.remedy(for: id, among: known),
      range)
    return nil
  }

  /// What is put in the course where a workflow is called.
  struct Call {
    var form: WorkflowForm
    var document: ArazzoDocument
    var inputs: [String: Value?]
    /// What must be worked out before its first request.
    var prepared: [FlowBinding]
  }

  /// The call of a workflow by a step or an action of a frame.
  mutating func call(
    _ text: String, _ parameters: [(form: ParameterForm, isOwn: Bool)], from frame: Frame,
    _ step: WorkflowStepForm, at range: SourceRange?, isTransfer: Bool
  ) -> Call? {
    guard let (form, document) = find(text, from: frame.document, at: range) else { return nil }
    let declared = WorkflowInputs.declared(form, document).properties.map(\.name)
    var request = FlowRequest(
      contract: contract, fixtures: fixtures,
      scope: scope(of: frame, isTransfer ? nil : step), prefix: fresh("\(frame.prefix)in"))
    if isTransfer { request.moment = .after }
    var given: [String: Value] = [:]
    for (parameter, isOwn) in parameters {
      guard declared.contains(parameter.name) || form.inputs == nil else {
        if isOwn {
          refuse(
            "unknown-input", "the workflow `\(form.id)` has no input `\(parameter.name)`",
            Suggestion.remedy(for: parameter.name, among: declared), parameter.range)
        }
        continue
      }
      given[parameter.name] = request.template(parameter.value, at: parameter.range)
    }
    diagnostics += request.diagnostics
    let values =
      isTransfer && given.isEmpty
      ? inputs.values(of: form, in: document, into: &diagnostics)
      : inputs.values(given: given, to: form, in: document, at: range, into: &diagnostics)
    return Call(form: form, document: document, inputs: values, prepared: request.prepared)
  }

  func scope(of frame: Frame, _ step: WorkflowStepForm? = nil) -> FlowScope {
    let binder = inputs.steps
    return FlowScope(
      document: frame.document, workflow: frame.workflow, prefix: frame.prefix,
      inputs: frame.inputs, filling: { binder.scope.filled($0) }, current: step,
      others: others[frame.document.file.name] ?? [:])
  }

  /// Makes a workflow known to expressions that speak of it.
  mutating func note(_ frame: Frame) {
    secrets.formUnion(
      WorkflowInputs.secrets(frame.inputs, of: frame.workflow, in: frame.document))
    others[frame.document.file.name, default: [:]][frame.workflow.id] = FlowScope.Other(
      workflow: frame.workflow, inputs: frame.inputs, prefix: frame.prefix,
      shared: shared(frame.workflow, frame.document))
  }

  /// What the variables begin with that hold a workflow's outputs wherever it was run.
  func shared(_ workflow: WorkflowForm, _ document: ArazzoDocument) -> String {
    let number = documents.firstIndex(of: document.file.name) ?? 0
    return (number == 0 ? "" : "document-\(number):") + "workflows.\(workflow.id)."
  }
}
