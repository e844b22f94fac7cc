import Documents
import FoundationEssentials
import Suites
import Testing

/// `docs/suite-reference.md`, which is the schemas' own texts.
@Suite("Reference of suites") struct SuiteReferenceTests {
  @Test("docs/suite-reference.md is what the schemas say") func page() throws {
    let path = "\(SuiteSchemaTests.root)/docs/suite-reference.md"
    let text = try Self.text()
    if ProcessInfo.processInfo.environment["MUSTER_RECORD_GOLDENS"] == "1" {
      try Data(text.utf8).write(to: URL(filePath: path))
      Issue.record("docs/suite-reference.md was written: read it, then run again")
      return
    }
    let page = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    #expect(page == text, "record it anew with MUSTER_RECORD_GOLDENS=1")
  }

  /// Every part of the suite's schema that holds keys has a section; no key is left out.
  @Test("no key is left out") func complete() throws {
    let text = try Self.text()
    for file in ["suite", "fixtures"] {
      let schema = try SuiteSchemaTests.value("spec/formats/\(file).schema.json")
      var schemas = [schema] + (schema["$defs"]?.object ?? ValueObject()).map(\.value)
      while let schema = schemas.popLast() {
        for member in schema["properties"]?.object ?? ValueObject() {
          #expect(text.contains("| `\(member.name)`"), "\(file): \(member.name)")
          schemas.append(member.value)
        }
        schemas += (schema["anyOf"] ?? schema["oneOf"])?.array ?? []
      }
    }
  }

  private struct Section {
    var title: String
    var schema: Value
    var note = ""
    /// The only keys that are listed; nil: all.
    var keys: [String]?
  }

  private static func sections(_ suite: Value) throws -> [Section] {
    func definition(_ name: String) throws -> Value { try #require(suite["$defs"]?[name]) }
    return [
      Section(title: "Suite", schema: suite),
      Section(title: "Defaults", schema: try definition("defaults")),
      Section(title: "Profile", schema: try definition("profile")),
      Section(title: "Case", schema: try definition("case")),
      Section(
        title: "Condition", schema: try definition("condition"),
        note: "The predicates are [those of an expectation](#predicates).",
        keys: ["env", "variable", "profile"]),
      Section(title: "Step", schema: try definition("step")),
      Section(title: "Raw", schema: try definition("raw")),
      Section(
        title: "Expectation", schema: try definition("expectation"),
        note: "Where only the status is demanded, `expect` may be that alone: `expect: 200`."),
      Section(
        title: "Predicates", schema: try definition("predicateObject"),
        note: (try definition("predicates"))["description"]?.string ?? ""),
      Section(
        title: "Capture", schema: try #require(try definition("capture")["anyOf"]?[1]),
        note: "A text alone is a `path`. Exactly one of `path`, `header`, `status`, `matches` and"
          + " `xpath` says where the value is."),
    ]
  }

  private static func text() throws -> String {
    let suite = try SuiteSchemaTests.value("spec/formats/suite.schema.json")
    let fixtures = try SuiteSchemaTests.value("spec/formats/fixtures.schema.json")
    var text = """
      # Reference of suites and fixtures

      Every key of the two kinds of files. `docs/suites.md` is the tutorial. This page is made from
      `spec/formats/suite.schema.json` and `spec/formats/fixtures.schema.json`, JSON Schemas (2020-12) by
      which editors complete and check these files: with the YAML language server, by a first line

      ```yaml
      # yaml-language-server: $schema=…/spec/formats/suite.schema.json
      ```

      """
    for item in try sections(suite) { text += section(item) }
    text += """

      ## Expressions

      Every text of a step may hold `${…}`: the name of a variable, a place in its value as
      `${name/pointer/into/it}`, or a call of a function, whose arguments are texts in single quotation
      marks, numbers, durations of ISO 8601 with a sign, variables, and further calls. A text that is one
      expression and nothing else keeps the value's type. `$${` writes `${`. Random values are drawn from the
      run's `--seed`, the case, and the place in the file.

      | Call | Gives |
      |---|---|

      """
    for function in ExpressionFunction.allCases {
      text += "| `\(function.usage)` | \(cell(function.summary)) |\n"
    }
    text += section(Section(title: "Fixtures", schema: fixtures))
    for (name, title) in [("credentials", "Credentials"), ("operation", "Operation")] {
      text += section(Section(title: title, schema: try #require(fixtures["$defs"]?[name])))
    }
    return text
  }

  private static func section(_ item: Section) -> String {
    let paragraphs = [item.schema["description"]?.string ?? "", item.note].filter { !$0.isEmpty }
    return "\n## \(item.title)\n\n" + paragraphs.map { "\($0)\n\n" }.joined()
      + table(item.schema, at: "", keys: item.keys)
  }

  /// The keys of an object, and below them those of the objects in it that have no section.
  private static func table(_ schema: Value, at place: String, keys: [String]? = nil) -> String {
    let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
    var text = "| Key | Holds | |\n|---|---|---|\n"
    var parts = ""
    for member in schema["properties"]?.object ?? ValueObject() {
      guard keys?.contains(member.name) ?? true else { continue }
      let needed = required.contains(member.name) ? " (required)" : ""
      text +=
        "| `\(member.name)`\(needed) | \(cell(kind(member.value)))"
        + " | \(cell(description(member.value))) |\n"
      for part in objects(in: member.value) {
        let name = place.isEmpty ? member.name : "\(place).\(member.name)"
        parts += "\n### `\(name)`\n\n"
        if let text = part["description"]?.string { parts += "\(text)\n\n" }
        parts += table(part, at: name)
      }
    }
    return text + parts
  }

  /// Objects with keys that a member may hold, or hold by name or in a list, and that have no section.
  private static func objects(in schema: Value) -> [Value] {
    if let reference = schema["$ref"]?.string {
      guard titles[name(reference)] == nil, let target = definition(reference) else { return [] }
      return objects(in: target)
    }
    if schema["properties"]?.object != nil { return [schema] }
    let choices = (schema["anyOf"] ?? schema["oneOf"])?.array ?? []
    let inner = [schema["items"], schema["additionalProperties"]].compactMap { $0 }
    return (choices + inner.filter { $0.object != nil }).flatMap { objects(in: $0) }
  }

  private static func description(_ schema: Value) -> String {
    if let text = schema["description"]?.string { return text }
    return schema["$ref"]?.string.flatMap { definition($0)?["description"]?.string } ?? ""
  }

  private static func name(_ reference: String) -> String {
    reference.split(separator: "/").last.map(String.init) ?? ""
  }

  private static func definition(_ reference: String) -> Value? {
    let files = reference.hasPrefix("suite") ? ["suite"] : ["suite", "fixtures"]
    return files.lazy.compactMap { file in
      (try? SuiteSchemaTests.value("spec/formats/\(file).schema.json"))?["$defs"]?[name(reference)]
    }.first
  }

  /// The definitions that have a section of their own, with its anchor.
  private static let titles = [
    "case": "case", "step": "step", "profile": "profile", "condition": "condition", "raw": "raw",
    "predicates": "predicates", "expectation": "expectation", "capture": "capture",
    "defaults": "defaults", "credentials": "credentials", "operation": "operation",
  ]

  /// What may stand there, in a few words.
  private static func kind(_ schema: Value) -> String {
    if let text = schema["const"] { return "`\(JSONWriter.text(text))`" }
    if let values = schema["enum"]?.array {
      return values.map { "`\($0.string ?? JSONWriter.text($0))`" }.joined(separator: ", ")
    }
    if let types = schema["type"]?.array {
      return types.compactMap(\.string).joined(separator: " or ")
    }
    switch schema["type"]?.string {
    case "object" where schema["properties"] != nil: return "object"
    case "object":
      let inner = schema["additionalProperties"].map(kind) ?? "anything"
      return "\(inner) by name"
    case "array": return "list of \(schema["items"].map(kind) ?? "anything")"
    case "integer", "number": return (schema["type"]?.string ?? "") + range(schema)
    case let type?: return type
    case nil: break
    }
    if let choices = (schema["anyOf"] ?? schema["oneOf"])?.array {
      var kinds: [String] = []
      for choice in choices.map(kind) where !kinds.contains(choice) {
        kinds.append(choice == "list of \(kinds.first ?? "")" ? "a list of these" : choice)
      }
      return kinds.joined(separator: " or ")
    }
    if let reference = schema["$ref"]?.string {
      let name = name(reference)
      if name == "status" { return "status code, `2XX`, `200-204`, or a list of these" }
      if name == "expect" { return "[expectation](#expectation) or its `status` alone" }
      return titles[name].map { "[\(name)](#\($0))" } ?? definition(reference).map(kind) ?? name
    }
    return "anything"
  }

  private static func range(_ schema: Value) -> String {
    let least =
      schema["exclusiveMinimum"].map { " above \(JSONWriter.text($0))" }
      ?? schema["minimum"].map { " from \(JSONWriter.text($0))" } ?? ""
    return least + (schema["maximum"].map { " to \(JSONWriter.text($0))" } ?? "")
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|")
  }
}
