import Documents

extension ArazzoReader {
  mutating func actions(_ form: FormReader, _ key: String, isFailure: Bool) -> [ActionForm] {
    let kind = isFailure ? "failureActions" : "successActions"
    let all = (form.array(key, into: &diagnostics) ?? []).compactMap { item -> ActionForm? in
      guard let (value, _) = resolved(item, kind) else { return nil }
      return action(value, isFailure: isFailure)
    }
    unique(all.map { ($0.name, $0.range) }, "action")
    return all
  }

  private mutating func action(_ value: Value, isFailure: Bool) -> ActionForm? {
    let what = isFailure ? "a failure action" : "a success action"
    let form = form(
      value, what,
      ["name", "type", "workflowId", "stepId", "criteria"]
        + (isFailure ? ["retryAfter", "retryLimit"] : []), later: ["parameters"])
    let name = form.required("name", form.string("name", into: &diagnostics), into: &diagnostics)
    let type = form.required("type", form.string("type", into: &diagnostics), into: &diagnostics)
    let kinds: [ActionForm.Kind] = isFailure ? [.end, .goto, .retry] : [.end, .goto]
    guard let kind = kinds.first(where: { $0.rawValue == type }) else {
      if let type {
        refuse(
          "unknown-type", "the type of \(what) can't be `\(type)`",
          Suggestion.remedy(for: type, among: kinds.map(\.rawValue)), form["type"]?.range)
      }
      return nil
    }
    let target = target(form, kind, what)
    let parameters = parameters(form, isOfWorkflow: true)
    for parameter in parameters where parameter.place != nil {
      refuse(
        "misplaced-key", "a parameter of an action is an input and can't have `in`", "remove it",
        parameter.range)
    }
    if !parameters.isEmpty, form["workflowId"] == nil {
      refuse(
        "misplaced-key", "`parameters` of an action belong to `workflowId`", "remove them",
        form["parameters"]?.range)
    }
    if kind != .retry {
      for key in ["retryAfter", "retryLimit"] {
        guard let value = form[key] else { continue }
        refuse(
          "misplaced-key", "`\(key)` belongs to the type retry",
          "remove it, or write `type: retry`",
          value.range)
      }
    }
    let after = isFailure ? form.seconds("retryAfter", allowsZero: true, into: &diagnostics) : nil
    let limit = isFailure ? form.count("retryLimit", 0...1000, into: &diagnostics) : nil
    let criteria = (form.array("criteria", into: &diagnostics) ?? []).compactMap { criterion($0) }
    guard let name else { return nil }
    return ActionForm(
      name: name, kind: kind, target: target?.0, targetRange: target?.1, retryAfter: after ?? 0,
      retryLimit: limit ?? 1, criteria: criteria, parameters: parameters,
      range: form["name"]?.range ?? value.range)
  }

  private mutating func target(
    _ form: FormReader, _ kind: ActionForm.Kind, _ what: String
  ) -> (ActionForm.Target, SourceRange?)? {
    let step = form.string("stepId", into: &diagnostics)
    let workflow = form.string("workflowId", into: &diagnostics)
    if kind == .end, step != nil || workflow != nil {
      refuse(
        "misplaced-key", "an action of the type end leads nowhere",
        "remove `\(step == nil ? "workflowId" : "stepId")`, or write `type: goto`",
        (form["stepId"] ?? form["workflowId"])?.range)
      return nil
    }
    if step != nil, workflow != nil {
      refuse(
        "bad-target", "\(what) can't have both `stepId` and `workflowId`", "keep one of them",
        form["workflowId"]?.range)
      return nil
    }
    if kind == .goto, step == nil, workflow == nil {
      refuse(
        "bad-target", "an action of the type goto must say where to go",
        "add `stepId` or `workflowId`", form.value.range)
    }
    if let step { return (.step(step), form["stepId"]?.range) }
    return workflow.map { (.workflow($0), form["workflowId"]?.range) }
  }

  // MARK: Criteria

  mutating func criterion(_ value: Value) -> CriterionForm? {
    let form = form(value, "a criterion", ["context", "condition", "type"])
    let condition = form.required(
      "condition", form.string("condition", into: &diagnostics), into: &diagnostics)
    var kind = CriterionForm.Kind.simple
    if let type = form["type"] {
      let known = CriterionForm.Kind.allCases.map(\.rawValue)
      guard let name = typeName(type, among: known) else { return nil }
      kind = CriterionForm.Kind(rawValue: name) ?? .simple
    }
    var context: RuntimeExpression?
    if let text = form.string("context", into: &diagnostics) {
      do {
        context = try RuntimeExpression(text)
      } catch {
        refuse(error.code, error.message, error.remedy, form["context"]?.range)
        return nil
      }
    }
    if kind != .simple, context == nil {
      refuse(
        "missing-key", "a criterion of the type \(kind.rawValue) lacks the key `context`",
        "add `context: $response.body`", value.range)
      return nil
    }
    guard let condition else { return nil }
    return CriterionForm(
      kind: kind, context: context, condition: condition,
      range: form["condition"]?.range ?? value.range)
  }

  /// The versions of each language that can be named. What they have in common with those that are
  /// spoken is understood; what is not is refused where it is read.
  private static let versions: [String: [String]] = [
    "jsonpath": ["rfc9535", "draft-goessner-dispatch-jsonpath-00"],
    "xpath": ["xpath-31", "xpath-30", "xpath-20", "xpath-10"],
    "jsonpointer": ["rfc6901"],
  ]

  /// A type by its name, or by an object that gives its version too.
  mutating func typeName(_ value: Value, among known: [String]) -> String? {
    var name = value.string
    var place = value.range
    if value.object != nil {
      let form = form(value, "a type", ["type", "version"])
      name = form.required("type", form.string("type", into: &diagnostics), into: &diagnostics)
      place = form["type"]?.range
      let version = form.required(
        "version", form.string("version", into: &diagnostics), into: &diagnostics)
      if let name, let version, known.contains(name) {
        let versions = Self.versions[name] ?? []
        guard versions.contains(version) else {
          refuse(
            "unknown-version",
            versions.isEmpty
              ? "the type \(name) has no versions" : "\(name) has no version `\(version)`",
            versions.isEmpty
              ? "write `type: \(name)`" : Suggestion.remedy(for: version, among: versions),
            form["version"]?.range)
          return nil
        }
      }
    }
    guard let name else {
      if value.object == nil {
        refuse(
          "wrong-type", "`type` must be a name or an object, not \(value.typeName)", nil,
          value.range)
      }
      return nil
    }
    guard known.contains(name) else {
      refuse(
        "unknown-type", "there is no type `\(name)` here",
        Suggestion.remedy(for: name, among: known), place)
      return nil
    }
    return name
  }

  // MARK: Components

  /// An item itself, or the component that it refers to with the value that it gives instead.
  mutating func resolved(_ item: Value, _ kind: String) -> (Value, Value?)? {
    guard let reference = item["reference"] else { return (item, nil) }
    guard let text = reference.string else {
      refuse("wrong-type", "`reference` must be a string", nil, reference.range)
      return nil
    }
    let prefix = "$components.\(kind)."
    guard text.utf8.starts(with: prefix.utf8) else {
      refuse(
        "bad-reference", "`\(text)` does not lead to \(kind) of the components",
        "write `\(prefix)name`", reference.range)
      return nil
    }
    let name = String(text.dropFirst(prefix.count))
    let components = root["components"]?[kind]?.object ?? ValueObject()
    guard let component = components[name] else {
      refuse(
        "unknown-component", "the components have no \(kind) `\(name)`",
        components.isEmpty
          ? "add it under `components: {\(kind): …}`"
          : Suggestion.remedy(for: name, among: components.names), reference.range)
      return nil
    }
    if let value = item["value"], kind != "parameters" {
      refuse(
        "misplaced-key", "`value` belongs to references to parameters", "remove it", value.range)
    }
    return (component, item["value"])
  }

  /// Looks also at components that nobody refers to.
  mutating func checkComponents() {
    guard let value = root["components"] else { return }
    let form = form(
      value, "`components`", ["inputs", "parameters", "successActions", "failureActions"])
    for key in ["inputs", "parameters", "successActions", "failureActions"] {
      for member in form.object(key, into: &diagnostics) ?? ValueObject() {
        checkKey(member.name, "a component", member.nameRange)
        switch key {
        case "parameters":
          let list = Value.object([("parameters", .array([member.value]))])
          let wrapped = FormReader(
            list, what: "`components`", names: ["parameters"], into: &diagnostics)
          _ = parameters(wrapped, isOfWorkflow: true)
        case "successActions", "failureActions":
          _ = action(member.value, isFailure: key == "failureActions")
        default: break
        }
      }
    }
  }
}
