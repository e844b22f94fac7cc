internal import Contracts
internal import Documents
internal import Suites

/// Suites: read, bound to a small contract and laid out anew. What is wrong has a place; a plan is the same
/// the second time; what the formatter writes means the same and stays as it is.
enum SuiteTarget {
  static func run(_ bytes: [UInt8]) -> FuzzTarget.Outcome {
    let lines = Places.lineCount(bytes)
    let first = summary(bytes, lines: lines)
    hold(first == summary(bytes, lines: lines), "the second time differs")
    format(bytes, lines: lines)
    return .tried
  }

  /// Changes a suite; YAML becomes JSON.
  static func mutated(_ bytes: [UInt8], seed: UInt64) -> [UInt8]? {
    let file = SourceFile(name: "mutated")
    guard let value = try? StructuredReader.read(bytes, file: file) else { return nil }
    var mutator = ValueMutator(words: words, seed: seed)
    return JSONWriter.bytes(mutator.mutated(value))
  }

  /// One file and no other.
  private struct OneFile: SpecFileSource {
    let bytes: [UInt8]
    var root: SpecFileLocation {
      SpecFileLocation(identity: "suite", name: "suite", key: "suite")
    }

    func locate(
      _ reference: String, from location: SpecFileLocation
    ) throws(SpecFileRefusal) -> SpecFileLocation {
      if reference == "suite" { return root }
      throw SpecFileRefusal(code: "no-such-file", reason: "does not exist", remedy: "check it")
    }

    func read(_ location: SpecFileLocation) throws(SpecFileRefusal) -> [UInt8] { bytes }
  }

  private static func summary(_ bytes: [UInt8], lines: Int) -> [String] {
    do throws(InvalidInput) {
      let suite = try SuiteLoader.load(OneFile(bytes: bytes))
      let planner = Planner(
        contract: contract, fixtures: Fixtures(), environment: ["NAME": "value"],
        options: Planner.Options(derive: [], today: "2026-01-01"))
      let plan = try planner.plan([suite])
      for diagnostic in plan.diagnostics { Places.check(diagnostic.range, lines: lines) }
      return plan.cases.map { "\($0.id) \($0.steps.count)" }
        + plan.diagnostics.map(\.description)
    } catch {
      hold(error.diagnostics.contains { $0.severity == .error }, "no error in \(error)")
      for diagnostic in error.diagnostics { Places.check(diagnostic.range, lines: lines) }
      return error.diagnostics.map(\.description)
    }
  }

  private static func format(_ bytes: [UInt8], lines: Int) {
    let file = SourceFile(name: "suite")
    do throws(InvalidInput) {
      let tidy = Array(try SuiteFormatter.formatted(bytes, file: file).utf8)
      let again = Array(try SuiteFormatter.formatted(tidy, file: file).utf8)
      hold(again == tidy, "what is tidy is laid out anew")
      let before = JSONWriter.bytes(try YAMLReader.read(bytes, file: file))
      let after = JSONWriter.bytes(try YAMLReader.read(tidy, file: file))
      hold(sorted(before) == sorted(after), "what is tidy says something else")
    } catch {
      hold(error.diagnostics.contains { $0.severity == .error }, "no error in \(error)")
      for diagnostic in error.diagnostics { Places.check(diagnostic.range, lines: lines) }
    }
  }

  /// Keys may change their order; the bytes of the JSON are then the same ones.
  private static func sorted(_ bytes: [UInt8]) -> [UInt8] { bytes.sorted() }

  private static let contract: Contract = {
    let text = """
      openapi: 3.1.0
      info: { title: t, version: "1" }
      paths:
        /a/{id}:
          get:
            operationId: getA
            parameters:
              - { name: id, in: path, required: true, schema: { type: integer } }
              - { name: q, in: query, schema: { type: string } }
            responses:
              "200":
                description: ok
                content: { application/json: { schema: { $ref: "#/components/schemas/A" } } }
          put:
            parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
            requestBody:
              content: { application/json: { schema: { $ref: "#/components/schemas/A" } } }
            responses: { "204": { description: ok } }
      components:
        schemas:
          A:
            type: object
            required: [name]
            properties: { name: { type: string }, list: { type: array, items: { type: integer } } }
      """
    do {
      return try ContractLoader.load(Array(text.utf8), file: SourceFile(name: "contract")).contract
    } catch {
      fatalError("the fuzzer's own contract is broken: \(error)")
    }
  }()

  private static let words = [
    "suite", "description", "defaults", "derive", "values", "include", "profiles", "cases", "id",
    "title", "tags", "intent", "effect", "requirements", "when", "setup", "steps", "teardown",
    "auth",
    "timeout", "retries", "call", "with", "body", "bodyFile", "raw", "until", "interval", "limit",
    "delay", "repeat", "expect", "status", "headers", "contentType", "is", "equals", "type",
    "exists",
    "absent", "matches", "length", "contains", "subset", "oneOf", "greater", "before", "after",
    "unique", "sorted", "schema", "$ref", "same-as", "within", "capture", "pointer", "path",
    "header",
    "regex", "xpath", "rows", "file", "expectedFailure", "reason", "owner", "expires", "skipChecks",
    "GET /a/{id}", "PUT /a/{id}", "getA", "${id}", "${now()}", "${uuid()}", "${random(1, 9)}",
    "${base64(id)}", "${NAME}", "2XX", "200-204", "#/components/schemas/A", "$.list[*]", "/name",
  ]
}
