import Documents
import Testing

@testable import Suites

/// Documents that somebody spoilt: whatever is in them, they are planned or refused.
@Suite("Spoilt workflow documents")
struct ArazzoRobustnessTests {
  static let document = """
    arazzo: 1.1.0
    $self: ./s.yaml
    info: {title: t, version: "1"}
    sourceDescriptions: [{name: api, url: ./api.yaml, type: openapi}]
    workflows:
      - workflowId: w
        dependsOn: [u]
        inputs:
          $ref: '#/components/inputs/i'
        parameters: [{reference: $components.parameters.p, value: 3}]
        failureActions: [{name: r, type: retry, retryAfter: 1, retryLimit: 2, stepId: b}]
        steps:
          - stepId: a
            operationId: listThings
            successCriteria:
              - condition: ($statusCode == 200 || !($inputs.n < 3)) && $response.body#/0/a != null
              - {context: $response.body, condition: '$[?@.a == "{$inputs.n}"]', type: {type: jsonpath, version: rfc9535}}
              - {context: $response.body, condition: '^[a-z]+$', type: regex}
              - {context: $response.body, condition: /a/b, type: xpath}
            onSuccess:
              - {name: g, type: goto, stepId: c, criteria: [{condition: $response.header.ETag == 'x'}]}
              - {name: h, type: goto, workflowId: v, parameters: [{name: m, value: $response.body#/0}]}
            outputs: {x: $response.body#/0/a, y: {context: $response.body, selector: $..a, type: jsonpath}}
          - stepId: b
            operationPath: '{$sourceDescriptions.api.url}#/paths/~1things~1{id}/get'
            dependsOn: [a]
            timeout: 100
            parameters: [{name: id, in: path, value: $steps.a.outputs.x}]
          - stepId: c
            operationId: $sourceDescriptions.api.addThing
            requestBody:
              contentType: application/json
              payload: {a: [$inputs.n, "x{$steps.a.outputs.y#/0}"], b: {c: 1}}
              replacements: [{target: /b/c, value: $workflows.u.outputs.o}, {target: $.a, targetSelectorType: jsonpath, value: 1}]
          - stepId: d
            workflowId: v
            parameters: [{name: m, value: {context: $steps.a.outputs.y, selector: /0, type: jsonpointer}}]
            successCriteria: [{condition: $outputs.o == 1}]
        outputs: {o: $steps.a.outputs.x}
      - workflowId: v
        inputs: {type: object, properties: {m: {default: 1}}}
        steps: [{stepId: a, operationId: addThing, requestBody: {payload: $inputs.m}, outputs: {o: $statusCode}}]
        outputs: {o: $steps.a.outputs.o}
      - workflowId: u
        steps: [{stepId: a, operationId: listThings, outputs: {o: $url}}]
        outputs: {o: $steps.a.outputs.o}
    components:
      inputs: {i: {type: object, required: [n], properties: {n: {type: integer, default: 2}}}}
      parameters: {p: {name: page, in: query, value: 1}}
      successActions: {s: {name: s, type: end}}
    """

  @Test("as it is, it is planned")
  func sound() throws {
    let plan = try ArazzoMistakeTests.plan(Self.document)
    #expect(plan.cases.map(\.id) == ["t:w", "t:u"])
    #expect(plan.cases.first?.steps.count == 9)
  }

  /// One part of the document is taken out, put in another place or made another.
  static func spoilt(_ value: Value, _ random: inout SeededRandom) -> Value {
    var places: [JSONPointer] = []
    func walk(_ value: Value, _ place: JSONPointer) {
      places.append(place)
      for (index, item) in (value.array ?? []).enumerated() { walk(item, place.appending(index)) }
      for member in value.object ?? ValueObject() {
        walk(member.value, place.appending(member.name))
      }
    }
    walk(value, JSONPointer())
    func any() -> JSONPointer { places[random.below(places.count)] }
    let place = any()
    guard !place.isRoot else { return value }
    let new: Value?
    switch random.below(6) {
    case 0: new = nil
    case 1: new = value[any()]
    case 2: new = .null
    case 3: new = .array([value[place] ?? .null])
    case 4:
      let text = Array((value[place]?.string ?? "$x").unicodeScalars)
      let cut = random.below(text.count + 1)
      let extra = Array("#$.{}[]()'/~&|!= \u{0}".unicodeScalars)
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: text[..<cut])
      scalars.append(extra[random.below(extra.count)])
      scalars.append(contentsOf: text[cut...])
      new = .string(String(scalars))
    default: new = .integer(random.below(2000) - 1000)
    }
    return value.replacing(place, with: new) ?? value
  }

  @Test("spoilt in one to four places, it is planned or refused with places", arguments: 0..<40)
  func spoiltOnes(_ seed: Int) throws {
    let sound = try YAMLReader.read(Array(Self.document.utf8), file: SourceFile(name: "s.yaml"))
    var random = SeededRandom(seed: UInt64(seed), labels: ["arazzo"])
    for round in 0..<25 {
      var value = sound
      for _ in 0...(round % 4) { value = Self.spoilt(value, &random) }
      do {
        _ = try ArazzoMistakeTests.plan(JSONWriter.text(value))
      } catch let error as InvalidInput {
        #expect(!error.diagnostics.isEmpty)
      }
    }
  }

  private static func head(_ name: String, sources: String = "") -> String {
    """
    arazzo: 1.0.1
    info: {title: \(name), version: "1"}
    sourceDescriptions: [{name: api, url: ./api.yaml, type: openapi}\(sources)]
    workflows:
    """
  }

  @Test(
    "workflows that lead on and on, by ways and calls in turn, are refused", .timeLimit(.minutes(1))
  )
  func chain() throws {
    let workflows = (0..<400).map { number in
      number % 31 == 30
        ? "  - {workflowId: w\(number), steps: [{stepId: s, workflowId: w\(number + 1)}]}"
        : "  - {workflowId: w\(number), steps: [{stepId: s, operationId: listThings, onSuccess: "
          + "[{name: g, type: goto, workflowId: w\(number + 1)}]}]}"
    }
    let last = "  - {workflowId: w400, steps: [{stepId: s, operationId: listThings}]}"
    let text = ([Self.head("t")] + workflows + [last]).joined(separator: "\n")
    let error = #expect(throws: InvalidInput.self) { try ArazzoMistakeTests.plan(text) }
    #expect(error?.diagnostics.contains { $0.code == "deep-workflow" } == true)
  }

  @Test("documents that are named by many ways are read once", .timeLimit(.minutes(1)))
  func diamond() throws {
    var texts: [String: String] = [:]
    for number in 0..<30 {
      let name = number == 0 ? "s.yaml" : "d\(number).yaml"
      let next = "./d\(number + 1).yaml"
      let sources =
        number == 29
        ? "" : ", {name: a, url: \(next), type: arazzo}, {name: b, url: \(next), type: arazzo}"
      texts[name] =
        Self.head("t\(number)", sources: sources)
        + "\n  - {workflowId: w\(number), steps: [{stepId: s, operationId: listThings}]}\n"
    }
    let suite = try SuiteLoader.load(FilesInMemory(texts: texts))
    let document = try #require(suite.workflows)
    #expect(document.files.count == 30)
    #expect(document.workflowIDs.count == 30)
  }

  @Test("inputs whose schemas name themselves over and over are read once", .timeLimit(.minutes(1)))
  func schemas() throws {
    let part = "{$ref: '#/components/inputs/X'}"
    let text =
      Self.head("t") + """

          - workflowId: w
            inputs: {$ref: '#/components/inputs/X'}
            steps: [{stepId: s, operationId: listThings}]
        components:
          inputs: {X: {$ref: '#/components/inputs/X', allOf: [\(part), \(part), \(part)]}}
        """
    _ = try? ArazzoMistakeTests.plan(text)
  }
}
