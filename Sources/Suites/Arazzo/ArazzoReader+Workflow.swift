import Documents

extension ArazzoReader {
  mutating func workflow(_ value: Value, number: Int) -> WorkflowForm? {
    let form = form(
      value, "a workflow",
      [
        "workflowId", "summary", "description", "inputs", "dependsOn", "steps", "successActions",
        "failureActions", "outputs", "parameters",
      ])
    let id = form.required(
      "workflowId", form.string("workflowId", into: &diagnostics), into: &diagnostics)
    if let id { checkName(id, "workflow", form["workflowId"]?.range) }
    if let inputs = form["inputs"], inputs.object == nil, inputs.bool == nil {
      refuse(
        "wrong-type", "`inputs` of a workflow must be a JSON Schema, not \(inputs.typeName)",
        "write for instance `inputs: {type: object, properties: {…}}`", inputs.range)
    }
    let steps = list(form, "steps").compactMap { step($0) }
    unique(steps.map { ($0.id, $0.range) }, "step")
    let workflow = WorkflowForm(
      id: id ?? "", summary: form.string("summary", into: &diagnostics), inputs: form["inputs"],
      inputsPointer: JSONPointer(["workflows", "\(number)", "inputs"]),
      dependsOn: names(form, "dependsOn"), parameters: parameters(form, isOfWorkflow: true),
      steps: steps, successActions: actions(form, "successActions", isFailure: false),
      failureActions: actions(form, "failureActions", isFailure: true), outputs: outputs(form),
      range: form["workflowId"]?.range ?? value.range)
    return id == nil ? nil : workflow
  }

  private mutating func names(_ form: FormReader, _ key: String) -> [WorkflowForm.Named] {
    (form.array(key, into: &diagnostics) ?? []).compactMap { item in
      if let text = item.string { return WorkflowForm.Named(text: text, range: item.range) }
      refuse(
        "wrong-type", "`\(key)` of \(form.what) holds names, not \(item.typeName)", nil, item.range)
      return nil
    }
  }

  // MARK: Steps

  private mutating func step(_ value: Value) -> WorkflowStepForm? {
    let form = form(
      value, "a step",
      [
        "stepId", "description", "operationId", "operationPath", "workflowId", "parameters",
        "requestBody", "successCriteria", "onSuccess", "onFailure", "outputs",
      ], later: ["timeout", "dependsOn", "channelPath", "correlationId", "action"])
    let id = form.required("stepId", form.string("stepId", into: &diagnostics), into: &diagnostics)
    if let id { checkName(id, "step", form["stepId"]?.range) }
    for key in ["channelPath", "correlationId", "action"] {
      guard let value = form[key] else { continue }
      refuse(
        "unsupported-asyncapi", "`\(key)` belongs to AsyncAPI, and only HTTP is supported",
        "take the step out", value.range)
    }
    guard let call = call(form) else { return nil }
    let isWorkflow = if case .workflow = call.0 { true } else { false }
    if isWorkflow {
      for key in ["requestBody", "timeout"] {
        guard let value = form[key] else { continue }
        refuse(
          "misplaced-key", "a step that calls a workflow can't have `\(key)`",
          "write it at the steps of that workflow", value.range)
      }
    }
    let timeout = form.count("timeout", 1...3_600_000, into: &diagnostics)
    let criteria = form["successCriteria"] == nil ? [] : list(form, "successCriteria")
    return WorkflowStepForm(
      id: id ?? "", call: call.0, callRange: call.1,
      parameters: parameters(form, isOfWorkflow: isWorkflow),
      body: form["requestBody"].flatMap { body($0) },
      criteria: criteria.compactMap { criterion($0) },
      onSuccess: actions(form, "onSuccess", isFailure: false),
      onFailure: actions(form, "onFailure", isFailure: true), outputs: outputs(form),
      timeout: timeout.map { Double($0) / 1000 }, dependsOn: names(form, "dependsOn"),
      range: form["stepId"]?.range ?? value.range)
  }

  private mutating func call(_ form: FormReader) -> (WorkflowStepForm.Call, SourceRange?)? {
    let keys = ["operationId", "operationPath", "workflowId"].filter { form[$0] != nil }
    guard keys.count == 1, let key = keys.first else {
      refuse(
        "bad-call",
        "a step must have exactly one of: operationId, operationPath, workflowId",
        keys.isEmpty ? "say what it calls" : "keep one of them", form.value.range)
      return nil
    }
    guard let text = form.string(key, into: &diagnostics) else { return nil }
    let range = form[key]?.range
    switch key {
    case "operationId": return (.operationID(text), range)
    case "operationPath": return (.operationPath(text), range)
    default: return (.workflow(text), range)
    }
  }

  // MARK: Outputs and bodies

  private mutating func outputs(_ form: FormReader) -> [OutputForm] {
    (form.object("outputs", into: &diagnostics) ?? ValueObject()).map { member in
      checkKey(member.name, "an output", member.nameRange)
      let isSelector = member.value.object != nil
      if isSelector, version < .v11 {
        refuse(
          "later-version", "an output by a selector is of Arazzo 1.1",
          "write `arazzo: 1.1.0`, or an expression", member.value.range)
      } else if !isSelector, member.value.string == nil {
        refuse(
          "wrong-type",
          "the output `\(member.name)` must be a runtime expression, not \(member.value.typeName)",
          "write for instance $response.body#/id", member.value.range)
      }
      return OutputForm(
        name: member.name, value: member.value, range: member.value.range ?? member.nameRange)
    }
  }

  private mutating func body(_ value: Value) -> BodyForm? {
    let form = form(value, "a request body", ["contentType", "payload", "replacements"])
    guard value.object != nil else { return nil }
    let replacements = (form.array("replacements", into: &diagnostics) ?? []).compactMap {
      replacement($0)
    }
    return BodyForm(
      contentType: form.string("contentType", into: &diagnostics),
      contentTypeRange: form["contentType"]?.range, payload: form["payload"],
      replacements: replacements, range: value.range)
  }

  private mutating func replacement(_ value: Value) -> BodyForm.Replacement? {
    let form = form(
      value, "a replacement", ["target", "value"], later: ["targetSelectorType"])
    let target = form.required(
      "target", form.string("target", into: &diagnostics), into: &diagnostics)
    let new = form.required("value", form["value"], into: &diagnostics)
    let kind = form["targetSelectorType"].flatMap { selectorKind($0) }
    guard let target, let new else { return nil }
    return BodyForm.Replacement(
      target: target, kind: kind, value: new, range: form["target"]?.range)
  }

  /// A type by its name, or by an object that gives its version too.
  private mutating func selectorKind(_ value: Value) -> SelectorKind? {
    guard let name = typeName(value, among: SelectorKind.allCases.map(\.rawValue)) else {
      return nil
    }
    return SelectorKind(rawValue: name)
  }

  // MARK: Parameters

  mutating func parameters(_ form: FormReader, isOfWorkflow: Bool) -> [ParameterForm] {
    let items = form.array("parameters", into: &diagnostics) ?? []
    let all = items.compactMap { item -> ParameterForm? in
      guard let (value, replaced) = resolved(item, "parameters") else { return nil }
      return parameter(value, replaced, item.range)
    }
    if !isOfWorkflow {
      for parameter in all where parameter.place == nil {
        refuse(
          "missing-key", "the parameter `\(parameter.name)` of an operation lacks the key `in`",
          "add `in: path`, query, header or cookie", parameter.range)
      }
    }
    unique(
      all.map { ("\($0.place.map { "\($0.rawValue) " } ?? "")\($0.name)", $0.range) }, "parameter")
    return all
  }

  private mutating func parameter(
    _ value: Value, _ replaced: Value?, _ range: SourceRange?
  ) -> ParameterForm? {
    let form = form(value, "a parameter", ["name", "in", "value"])
    let name = form.required("name", form.string("name", into: &diagnostics), into: &diagnostics)
    let content =
      replaced ?? form.required("value", form["value"], into: &diagnostics)
    var place: ParameterForm.Place?
    if let text = form.string("in", into: &diagnostics) {
      place = ParameterForm.Place(rawValue: text)
      if place == nil {
        refuse(
          "unknown-location", "`in` of a parameter can't be `\(text)`",
          text == "body"
            ? "write the value under `requestBody: {payload: …}`"
            : Suggestion.remedy(for: text, among: ParameterForm.Place.allCases.map(\.rawValue)),
          form["in"]?.range)
        return nil
      }
      if place == .querystring, version < .v11 {
        refuse(
          "later-version", "`in: querystring` is of Arazzo 1.1",
          "write `arazzo: 1.1.0`, or the parameters one by one", form["in"]?.range)
      }
    }
    guard let name, let content else { return nil }
    return ParameterForm(name: name, place: place, value: content, range: range)
  }
}
