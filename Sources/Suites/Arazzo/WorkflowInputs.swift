import Contracts
import Documents
import Schemas

/// Finds the values of workflows' inputs: what the fixtures give, else the defaults of their schemas.
struct WorkflowInputs {
  let fixtures: Fixtures
  let steps: StepBinder

  /// References that one schema may lead through.
  private static let depthLimit = 32

  /// What a schema declares.
  struct Declared {
    /// The names of those that are not to be shown: passwords by their format.
    var secrets: Set<String> = []
    /// By name; nil for those without a default.
    var properties: [(name: String, standard: Value?)] = []
    var required: [(name: String, range: SourceRange?)] = []
  }

  /// The inputs by name, nil for those that have no value.
  func values(
    of workflow: WorkflowForm, in document: ArazzoDocument, into diagnostics: inout [Diagnostic]
  ) -> [String: Value?] {
    let declared = Self.declared(workflow, document)
    let given = fixtures.inputs[workflow.id]?.members ?? ValueObject()
    let names = declared.properties.map(\.name)
    for member in given where !names.contains(member.name) {
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-input",
          "the workflow `\(workflow.id)` has no input `\(member.name)`",
          remedy: names.isEmpty
            ? "declare it under `inputs: {properties: …}`"
            : Suggestion.remedy(for: member.name, among: names), at: member.nameRange))
    }
    var values: [String: Value?] = [:]
    for property in declared.properties {
      guard let value = given[property.name] ?? fixtures.parameters[property.name] else {
        values[property.name] = .some(property.standard?.escapingExpressions)
        continue
      }
      steps.checkVariables(of: value, captured: [], into: &diagnostics)
      values[property.name] = .some(steps.scope.filled(value))
    }
    check(values, declared, workflow, document, byFixtures: true, into: &diagnostics)
    return values
  }

  /// The inputs of a workflow that is called with some values.
  func values(
    given: [String: Value], to workflow: WorkflowForm, in document: ArazzoDocument,
    at range: SourceRange?, into diagnostics: inout [Diagnostic]
  ) -> [String: Value?] {
    let declared = Self.declared(workflow, document)
    var values: [String: Value?] = [:]
    for property in declared.properties {
      values[property.name] =
        .some(given[property.name] ?? property.standard?.escapingExpressions)
    }
    if workflow.inputs == nil {
      for (name, value) in given { values[name] = .some(value) }
    }
    var problems: [Diagnostic] = []
    check(values, declared, workflow, document, byFixtures: false, into: &problems)
    diagnostics += problems.map { problem in
      var problem = problem
      problem.range = range
      return problem
    }
    return values
  }

  private func check(
    _ values: [String: Value?], _ declared: Declared, _ workflow: WorkflowForm,
    _ document: ArazzoDocument, byFixtures: Bool, into diagnostics: inout [Diagnostic]
  ) {
    let before = diagnostics.count
    for (name, range) in declared.required where (values[name] ?? nil) == nil {
      diagnostics.append(
        Diagnostic(
          .error, code: "missing-input",
          "the workflow `\(workflow.id)` needs the input `\(name)`, which has no value",
          remedy: byFixtures
            ? "write it in the fixtures under `inputs: {\(workflow.id): {\(name): …}}`, or give it a default"
            : "add a parameter `\(name)`, or give it a default", at: range))
    }
    guard diagnostics.count == before, workflow.inputs != nil else { return }
    var known = ValueObject()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      // What only the run knows can't be looked at.
      guard let value, value.variables.isEmpty else { continue }
      known[name] = (try? value.filled(from: [:])) ?? value
    }
    let isWhole = known.count == values.values.filter { $0 != nil }.count
    validate(known, workflow, document, isWhole: isWhole, values, into: &diagnostics)
  }

  private func validate(
    _ known: ValueObject, _ workflow: WorkflowForm, _ document: ArazzoDocument, isWhole: Bool,
    _ values: [String: Value?], into diagnostics: inout [Diagnostic]
  ) {
    var registry = SchemaRegistry()
    registry.add(document.root, uri: Self.uri, dialect: .draft202012)
    let schema: Schema
    do {
      schema = try SchemaCompiler(
        registry: registry, dialect: .draft202012, options: SchemaOptions(assertFormats: true)
      ).compile(uri: Self.uri, pointer: workflow.inputsPointer)
    } catch {
      diagnostics += error.diagnostics
      return
    }
    guard
      let text = try? JSONReader.read(
        JSONWriter.bytes(.object(known)), file: SourceFile(name: "<inputs>"))
    else { return }
    for violation in schema.violations(in: text.root, limit: 20) {
      let name = violation.instance.tokens.first
      // Of what is not there yet nobody can say that it is missing.
      if !isWhole, name == nil { continue }
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-input",
          name.map {
            "the input `\($0)` of the workflow `\(workflow.id)` is not as its schema wants it: "
          }
          .map { "\($0)expected \(violation.expected), got \(violation.actual)" }
            ?? "the inputs of the workflow `\(workflow.id)` are not as their schema wants them: expected \(violation.expected), got \(violation.actual)",
          remedy: "correct the value, or the schema",
          at: name.flatMap { values[$0] ?? nil }?.range ?? workflow.range))
    }
  }

  private static let uri = "arazzo:/"

  // MARK: Schemas

  static func declared(_ workflow: WorkflowForm, _ document: ArazzoDocument) -> Declared {
    var declared = Declared()
    if let schema = workflow.inputs {
      var followed: Set<String> = []
      read(schema, document.root, into: &declared, &followed, depth: 0)
    }
    return declared
  }

  private static func read(
    _ schema: Value, _ root: Value, into declared: inout Declared, _ followed: inout Set<String>,
    depth: Int
  ) {
    guard depth < depthLimit else { return }
    // Each reference once, so that the walk is as long as the document.
    if let target = target(of: schema, root), let text = schema["$ref"]?.string,
      followed.insert(text).inserted
    {
      read(target, root, into: &declared, &followed, depth: depth + 1)
    }
    for part in schema["allOf"]?.array ?? [] {
      read(part, root, into: &declared, &followed, depth: depth + 1)
    }
    for member in schema["properties"]?.object ?? ValueObject() {
      let standard = standard(member.value, root, depth: 0)
      if isSecret(member.value, root, depth: 0) { declared.secrets.insert(member.name) }
      if let place = declared.properties.firstIndex(where: { $0.name == member.name }) {
        declared.properties[place].standard = standard ?? declared.properties[place].standard
      } else {
        declared.properties.append((member.name, standard))
      }
    }
    for name in schema["required"]?.array ?? [] {
      guard let text = name.string else { continue }
      declared.required.append((text, name.range))
      if !declared.properties.contains(where: { $0.name == text }) {
        declared.properties.append((text, nil))
      }
    }
  }

  private static func standard(_ schema: Value, _ root: Value, depth: Int) -> Value? {
    if let value = schema["default"] ?? schema["const"] { return value }
    guard depth < depthLimit, let target = target(of: schema, root) else { return nil }
    return standard(target, root, depth: depth + 1)
  }

  private static func isSecret(_ schema: Value, _ root: Value, depth: Int) -> Bool {
    if schema["format"]?.string == "password" || schema["writeOnly"]?.bool == true { return true }
    guard depth < depthLimit, let target = target(of: schema, root) else { return false }
    return isSecret(target, root, depth: depth + 1)
  }

  /// The values of a workflow's inputs that are not to be shown.
  static func secrets(
    _ values: [String: Value?], of workflow: WorkflowForm, in document: ArazzoDocument
  ) -> [String] {
    declared(workflow, document).secrets.sorted().compactMap { name in
      guard let text = (values[name] ?? nil)?.string, !TextTemplate.hasExpression(text) else {
        return nil
      }
      return text
    }
  }

  private static func target(of schema: Value, _ root: Value) -> Value? {
    guard let text = schema["$ref"]?.string, text.utf8.first == UInt8(ascii: "#") else {
      return nil
    }
    return JSONPointer(parsing: text).flatMap { root[$0] }
  }
}
