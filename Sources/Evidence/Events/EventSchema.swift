package import Documents

/// The JSON Schema of the lines of an event stream, worked out from the records.
package enum EventSchema {
  /// The records of the lines, and all that they refer to, each once.
  package static func records(policy: EventRecordShape) -> [EventRecordShape] {
    var known: Set<String> = []
    var result: [EventRecordShape] = []
    func add(_ shape: EventRecordShape) {
      guard known.insert(shape.name).inserted else { return }
      result.append(shape)
      shape.records.forEach(add)
    }
    [policy, RunFacts.record.shape, CaseResult.record.shape, RunSummary.record.shape].forEach(add)
    return result
  }

  /// - Parameters:
  ///   - policy: how the run is judged as a whole, which the first line says.
  ///   - isClosed: refuses members that are not known, as a writer of this very version has none. The
  ///     schema that is handed out is open: readers must ignore what later versions add.
  package static func document(policy: EventRecordShape, isClosed: Bool = false) -> Value {
    let records = records(policy: policy)
    let lines = [
      ("stream", "The first line: what follows, and by what the run is judged as a whole."),
      ("started", RunFacts.record.shape.note), ("case", CaseResult.record.shape.note),
      ("finished", RunSummary.record.shape.note),
    ]
    var definitions: [(String, Value)] = [
      (
        "stream",
        .object(
          [
            ("description", .string(lines[0].1)), ("type", .string("object")),
            ("required", .array(["event", "format", "version", "policy"].map { .string($0) })),
            (
              "properties",
              .object([
                ("event", .object([("const", .string("stream"))])),
                ("format", .object([("const", .string(EventStream.format))])),
                (
                  "version",
                  .object([
                    ("type", .string("string")),
                    ("pattern", .string("^\(EventStream.major)\\.[0-9]+$")),
                  ])
                ),
                ("policy", .object([("$ref", .string("#/$defs/\(policy.name)"))])),
              ])
            ),
          ] + closing(isClosed))
      )
    ]
    let events = Set(lines.map(\.0))
    for record in records {
      definitions.append(
        (record.name, definition(record, isEvent: events.contains(record.name), isClosed)))
    }
    return .object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string("One line of a stream of muster's events")),
      (
        "$comment",
        .string("Recorded from the code. Readers ignore members and events that they don't know.")
      ),
      ("type", .string("object")),
      ("required", .array([.string("event")])),
      (
        "allOf",
        .array(
          lines.map { line in
            .object([
              (
                "if",
                .object([
                  (
                    "properties",
                    .object([("event", .object([("const", .string(line.0))]))])
                  )
                ])
              ),
              ("then", .object([("$ref", .string("#/$defs/\(line.0)"))])),
            ])
          })
      ),
      ("$defs", .object(definitions)),
    ])
  }

  /// The JSON Schema of a document that is one record, with members before and lists behind its own.
  package static func document(
    of root: EventRecordShape, leading: [(name: String, value: String)],
    trailing: [(name: String, items: EventRecordShape)], title: String
  ) -> Value {
    var known: Set<String> = [root.name]
    var definitions: [(String, Value)] = []
    func add(_ shape: EventRecordShape) {
      guard known.insert(shape.name).inserted else { return }
      definitions.append((shape.name, definition(shape, isEvent: false, false)))
      shape.records.forEach(add)
    }
    root.records.forEach(add)
    trailing.forEach { add($0.items) }
    let names =
      leading.map(\.name) + root.fields.filter(\.isRequired).map(\.name) + trailing.map(\.name)
    let properties =
      leading.map { ($0.name, Value.object([("const", .string($0.value))])) } + members(root)
      + trailing.map {
        (
          $0.name,
          Value.object([
            ("type", .string("array")),
            ("items", .object([("$ref", .string("#/$defs/\($0.items.name)"))])),
          ])
        )
      }
    return .object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string(title)), ("description", .string(root.note)),
      ("$comment", .string("Recorded from the code. Readers ignore members that they don't know.")),
      ("type", .string("object")), ("required", .array(names.map { .string($0) })),
      ("properties", .object(properties)), ("$defs", .object(definitions)),
    ])
  }

  private static func definition(
    _ record: EventRecordShape, isEvent: Bool, _ isClosed: Bool
  ) -> Value {
    let event: [(String, Value)] =
      isEvent ? [("event", .object([("const", .string(record.name))]))] : []
    let required = (isEvent ? ["event"] : []) + record.fields.filter(\.isRequired).map(\.name)
    return .object(
      [
        ("description", .string(record.note)), ("type", .string("object")),
        ("required", .array(required.map { .string($0) })),
        ("properties", .object(event + members(record))),
      ] + closing(isClosed))
  }

  private static func members(_ record: EventRecordShape) -> [(String, Value)] {
    record.fields.map { field in
      (
        field.name,
        Value.object(
          [("description", .string(field.note))]
            + (field.schema.object?.map { ($0.name, $0.value) } ?? []))
      )
    }
  }

  private static func closing(_ isClosed: Bool) -> [(String, Value)] {
    isClosed ? [("additionalProperties", .bool(false))] : []
  }
}
