import Documents
import Schemas

/// Finds examples that their own schema refuses.
struct ExampleInvalidRule: LintRule {
  let id = "example-invalid"
  let summary = "An example breaks its own schema"
  let explanation = """
    Examples are what servers are written after, and where values for requests come from: either
    the example or the schema is wrong, and a target can't follow both.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var told: Set<JSONPointer> = []
    func look(
      _ value: Value, _ pointer: JSONPointer?, _ schema: JSONPointer,
      _ direction: SchemaOptions.Direction, _ owner: String
    ) {
      if let pointer, !told.insert(pointer).inserted { return }
      guard let violation = subject.violation(of: value, at: schema, direction: direction) else {
        return
      }
      findings.append(
        finding(
          "an example of \(owner) breaks its schema: \(violation.sentence)",
          remedy: "correct the example or the schema", at: value.range))
    }
    for site in subject.sites where site.members["$ref"]?.string == nil {
      let owner = { PlaceName.of(site.pointer, in: subject.contract.document) }
      for name in ["example", "x-example"] {
        guard let value = site.members[name] else { continue }
        look(value, site.pointer.appending(name), site.pointer, .none, owner())
      }
      // A list of values since JSON Schema draft 6; a map of media types elsewhere.
      for (index, value) in (site.members["examples"]?.array ?? []).enumerated() {
        let place = site.pointer.appending("examples").appending(index)
        look(value, place, site.pointer, .none, owner())
      }
    }
    for operation in subject.contract.operations {
      for parameter in operation.parameters {
        for example in parameter.examples {
          guard let value = example.value else { continue }
          look(
            value, example.pointer, parameter.schema.pointer, .request,
            "`\(parameter.name)` of `\(operation.id)`")
        }
      }
      for media in operation.body?.content ?? [] where media.isJSON {
        for (value, pointer, schema) in Self.values(media) {
          look(value, pointer, schema, .request, "the body of `\(operation.id)`")
        }
      }
      for response in operation.responses {
        let owner = "the answer \(response.status) of `\(operation.id)`"
        for media in response.content where media.isJSON {
          for (value, pointer, schema) in Self.values(media) {
            look(value, pointer, schema, .response, owner)
          }
        }
        for (value, pointer, schema) in Self.swaggerExamples(subject, operation.id, response) {
          look(value, pointer, schema, .response, owner)
        }
      }
    }
    return findings
  }

  private static func values(
    _ media: Contract.MediaType
  ) -> [(Value, JSONPointer?, JSONPointer)] {
    guard let schema = media.schema else { return [] }
    return media.examples.compactMap { example in
      example.value.map { ($0, example.pointer, schema.pointer) }
    }
  }

  /// Of a response as Swagger 2.0 writes them: one a media type, beside the schema.
  private static func swaggerExamples(
    _ subject: LintSubject, _ id: Contract.Operation.ID, _ response: Contract.Response
  ) -> [(Value, JSONPointer?, JSONPointer)] {
    guard subject.contract.dialect == .swagger20,
      let schema = response.content.first?.schema,
      let place = subject.pointer(of: id)?.appending("responses")
        .appending(response.status.description),
      let value = subject.contract.document[place],
      let (target, pointer) = subject.shape.resolved(value, at: place),
      let examples = target["examples"]?.object
    else { return [] }
    return examples.compactMap { example in
      guard Contract.MediaType(name: example.name).isJSON else { return nil }
      let place = pointer.appending("examples").appending(example.name)
      return (example.value, place, schema.pointer)
    }
  }
}
