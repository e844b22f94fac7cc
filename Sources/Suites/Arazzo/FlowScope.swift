import Contracts
import Documents

/// What the names of a workflow's expressions mean at one place of its course.
struct FlowScope {
  /// Where the value of an expression is wanted.
  enum Moment {
    /// In a request: nothing is known of the answer.
    case before
    /// Of an answer.
    case after
    /// When the workflow is over: of no single exchange.
    case end
  }

  /// A mistake in what a document writes.
  struct Refusal: Error {
    var code: String
    var message: String
    var remedy: String?
  }

  let document: ArazzoDocument
  let workflow: WorkflowForm
  /// What its variables begin with: nothing for the workflow that the case is about.
  let prefix: String
  /// By name; nil for those that have no value.
  let inputs: [String: Value?]
  /// Puts in what fixtures and environment say.
  let filling: @Sendable (Value) -> Value
  /// The step whose values they are; nil: the workflow's.
  var current: WorkflowStepForm?
  /// The called workflow whose `$outputs` are meant, and what its variables begin with.
  var callee: (workflow: WorkflowForm, prefix: String)?
  /// Workflows that are run in the course, by id.
  var others: [String: Other] = [:]

  /// A workflow that is run in the course, perhaps more than once: the last time counts.
  struct Other {
    var workflow: WorkflowForm
    var inputs: [String: Value?]
    /// What the variables of its inputs begin with.
    var prefix: String
    /// What the variables of its outputs begin with, whenever it was run.
    var shared: String
  }

  // MARK: Values

  /// A text that may be an expression, or hold some in braces.
  func text(_ text: String, at moment: Moment) throws(Refusal) -> FlowValue {
    if RuntimeExpression.isMeant(text) { return try expression(text, at: moment) }
    return try embedded(text, at: moment)
  }

  /// A text that may hold expressions in braces.
  func embedded(_ text: String, at moment: Moment) throws(Refusal) -> FlowValue {
    var parts: [FlowValue] = []
    var plain = ""
    var rest = Substring(text)
    while let brace = rest.unicodeScalars.firstIndex(of: "{") {
      let inner = rest[rest.unicodeScalars.index(after: brace)...]
      guard RuntimeExpression.isMeant(inner), let end = inner.unicodeScalars.firstIndex(of: "}")
      else {
        plain += rest[..<brace] + "{"
        rest = inner
        continue
      }
      plain += rest[..<brace]
      if !plain.isEmpty { parts.append(.value(.string(TextTemplate.escaped(plain)))) }
      plain = ""
      let value = try expression(String(inner[..<end]), at: moment)
      if case .variable(let name, _) = value, isAbsent(name) {
        throw Refusal(
          code: "missing-input", message: "`{\(inner[..<end])}` has no value to put into a text",
          remedy: "give the input a value, or a default in its schema")
      }
      parts.append(value)
      rest = inner[inner.unicodeScalars.index(after: end)...]
    }
    plain += rest
    if parts.isEmpty { return .value(.string(TextTemplate.escaped(plain))) }
    if !plain.isEmpty { parts.append(.value(.string(TextTemplate.escaped(plain)))) }
    return .text(parts)
  }

  func expression(_ text: String, at moment: Moment) throws(Refusal) -> FlowValue {
    let expression: RuntimeExpression
    do {
      expression = try RuntimeExpression(text)
    } catch {
      throw Refusal(code: error.code, message: error.message, remedy: error.remedy)
    }
    return try value(of: expression, at: moment)
  }

  /// Whether a variable is one of an input without a value.
  func isAbsent(_ variable: String) -> Bool {
    variable.utf8.starts(with: "\(prefix)inputs.".utf8)
  }

  func value(of expression: RuntimeExpression, at moment: Moment) throws(Refusal) -> FlowValue {
    let pointer = expression.pointer
    let value: FlowValue
    switch expression.source {
    case .url: value = .url
    case .method: value = .method
    case .statusCode: value = .statusCode
    case .request(let location, let name): value = .request(location, name)
    case .requestBody: value = .requestBody(pointer)
    case .responseHeader(let name): value = .responseHeader(name)
    case .responseBody: value = .responseBody(pointer)
    case .input(let rest):
      return try input(rest, pointer, of: inputs, prefix, workflow)
    case .output(let rest):
      guard let callee else {
        throw Refusal(
          code: "misplaced-expression",
          message: "`\(expression.text)` belongs to a step that calls a workflow",
          remedy: "write for instance $response.body#/id, or $steps.name.outputs.id")
      }
      let (name, way) = try Self.output(rest, of: callee.workflow.outputs, callee.workflow.id)
      return .variable("\(callee.prefix)outputs.\(name)", way.appending(contentsOf: pointer))
    case .step(let id, let rest): return try step(id, rest, pointer, moment)
    case .workflow(let id, let field, let rest):
      return try other(id, field, rest, pointer, expression.text)
    case .sourceDescription(let name, let field): return try source(name, field)
    case .component(let kind, let name): return try component(kind, name, expression.text, moment)
    case .own:
      guard let own = document.own else {
        throw Refusal(
          code: "unknown-self", message: "the document has no `$self`",
          remedy: "add the key `$self`")
      }
      return .value(.string(TextTemplate.escaped(own)))
    }
    guard moment == .after else {
      throw Refusal(
        code: "misplaced-expression",
        message: moment == .before
          ? "`\(expression.text)` is not known before the request is sent"
          : "`\(expression.text)` belongs to a step, and the workflow's outputs to none",
        remedy: "make it an output of a step and write $steps.name.outputs.output")
    }
    return value
  }

  // MARK: Names

  private func input(
    _ rest: String, _ pointer: JSONPointer, of inputs: [String: Value?], _ prefix: String,
    _ workflow: WorkflowForm
  ) throws(Refusal) -> FlowValue {
    guard let (name, way) = Self.longest(rest, among: inputs.keys.sorted()) else {
      throw Refusal(
        code: "unknown-input", message: "the workflow `\(workflow.id)` has no input `\(rest)`",
        remedy: inputs.isEmpty
          ? "declare it under `inputs: {properties: …}`"
          : Suggestion.remedy(for: rest, among: inputs.keys.sorted()))
    }
    let whole = way.appending(contentsOf: pointer)
    guard let value = inputs[name] ?? nil else {
      return .variable("\(prefix)inputs.\(name)", whole)
    }
    if whole.isRoot { return .value(value) }
    if let part = value[whole] { return .value(part) }
    if let (variable, inner) = value.asVariable {
      return .variable(variable, inner.appending(contentsOf: whole))
    }
    return .variable("\(prefix)inputs.\(name)", whole)
  }

  private func step(
    _ id: String, _ rest: String, _ pointer: JSONPointer, _ moment: Moment
  ) throws(Refusal) -> FlowValue {
    guard let step = workflow.steps.first(where: { $0.id == id }) else {
      throw Refusal(
        code: "unknown-step", message: "the workflow `\(workflow.id)` has no step `\(id)`",
        remedy: Suggestion.remedy(for: id, among: workflow.steps.map(\.id)))
    }
    guard let (name, way) = Self.longest(rest, among: step.outputs.map(\.name)) else {
      throw Refusal(
        code: "unknown-output", message: "the step `\(id)` has no output `\(rest)`",
        remedy: step.outputs.isEmpty
          ? "declare it under `outputs` of that step"
          : Suggestion.remedy(for: rest, among: step.outputs.map(\.name)))
    }
    if moment == .before, let current, !workflow.goesAnywhere {
      let order = workflow.steps.map(\.id)
      if let own = order.firstIndex(of: current.id), let other = order.firstIndex(of: id),
        other >= own
      {
        throw Refusal(
          code: "late-step",
          message:
            "the step `\(current.id)` wants an output of `\(id)`, which does not come before",
          remedy: "put it after that step")
      }
    }
    return .variable("\(prefix)steps.\(id).outputs.\(name)", way.appending(contentsOf: pointer))
  }

  private func other(
    _ id: String, _ field: RuntimeExpression.Field, _ rest: String, _ pointer: JSONPointer,
    _ text: String
  ) throws(Refusal) -> FlowValue {
    guard let other = others[id] else {
      let isThere = document.workflow(id) != nil
      throw Refusal(
        code: isThere ? "workflow-not-run" : "unknown-workflow",
        message: isThere
          ? "`\(text)` speaks of a workflow that is not run before"
          : "the document has no workflow `\(id)`",
        remedy: isThere
          ? "add `\(id)` to `dependsOn`, or call it in a step"
          : Suggestion.remedy(for: id, among: document.workflows.map(\.id)))
    }
    switch field {
    case .inputs: return try input(rest, pointer, of: other.inputs, other.prefix, other.workflow)
    case .outputs:
      let (name, way) = try Self.output(rest, of: other.workflow.outputs, id)
      return .variable("\(other.shared)outputs.\(name)", way.appending(contentsOf: pointer))
    }
  }

  private static func output(
    _ rest: String, of outputs: [OutputForm], _ id: String
  ) throws(Refusal) -> (String, JSONPointer) {
    if let found = longest(rest, among: outputs.map(\.name)) { return found }
    throw Refusal(
      code: "unknown-output", message: "the workflow `\(id)` has no output `\(rest)`",
      remedy: outputs.isEmpty
        ? "declare it under `outputs` of that workflow"
        : Suggestion.remedy(for: rest, among: outputs.map(\.name)))
  }

  private func source(_ name: String, _ field: String) throws(Refusal) -> FlowValue {
    guard let source = document.sources.first(where: { $0.name == name }) else {
      throw Refusal(
        code: "unknown-source", message: "the document has no source `\(name)`",
        remedy: Suggestion.remedy(for: name, among: document.sources.map(\.name)))
    }
    switch field {
    case "url": return .value(.string(TextTemplate.escaped(source.url)))
    case "name": return .value(.string(source.name))
    case "type": return .value(.string(source.kind.rawValue))
    default:
      throw Refusal(
        code: "bad-runtime-expression", message: "a source has no value `\(field)`",
        remedy: "write for instance $sourceDescriptions.\(name).url")
    }
  }

  private func component(
    _ kind: String, _ name: String, _ text: String, _ moment: Moment
  ) throws(Refusal) -> FlowValue {
    guard kind == "parameters", let value = document.root["components"]?[kind]?[name]?["value"]
    else {
      throw Refusal(
        code: "unknown-component", message: "`\(text)` leads to no parameter of the components",
        remedy: "write `$components.parameters.name`, or refer to actions by `reference`")
    }
    // A component that names itself would go on for ever.
    if let inner = value.string, inner.utf8.starts(with: "$components.".utf8) {
      throw Refusal(
        code: "bad-reference", message: "`\(text)` leads to another component",
        remedy: "name that one directly")
    }
    guard let inner = value.string else { return .value(value.escapingExpressions) }
    return try self.text(inner, at: moment)
  }

  /// The longest name that a text is or begins with, and the way into its value that follows.
  static func longest(_ text: String, among names: [String]) -> (String, JSONPointer)? {
    let fitting = names.filter { text.utf8.starts(with: $0.utf8) }
      .sorted { $0.utf8.count > $1.utf8.count }
    for name in fitting {
      let rest = String(Substring(text.utf8.dropFirst(name.utf8.count)))
      if let tokens = RuntimeExpression.way(rest) { return (name, JSONPointer(tokens)) }
    }
    return nil
  }
}

extension JSONPointer {
  func appending(contentsOf other: JSONPointer) -> JSONPointer {
    other.isRoot ? self : JSONPointer(tokens + other.tokens)
  }
}

extension Value {
  /// The value with every `${` in its texts standing for itself.
  var escapingExpressions: Value {
    switch kind {
    case .string(let text): Value(.string(TextTemplate.escaped(text)), at: range)
    case .array(let items): .array(items.map(\.escapingExpressions), at: range)
    case .object(let members): .object(members.mapValues(\.escapingExpressions), at: range)
    default: self
    }
  }

  /// The variable that the text is and nothing else, with the way into it.
  var asVariable: (name: String, pointer: JSONPointer)? {
    guard let text = string, TextTemplate.hasExpression(text) else { return nil }
    let pieces = TextTemplate(text).pieces
    guard pieces.count == 1, case .expression(.success(let expression), _, _) = pieces[0],
      case .variable(let name, let pointer, _) = expression.root
    else { return nil }
    return (name, pointer ?? JSONPointer())
  }
}
