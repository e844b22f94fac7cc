import Documents

/// The sample values that a schema itself gives.
enum SchemaExamples {
  /// `example` (Swagger 2.0, OpenAPI 3) and the list `examples` (JSON Schema).
  static func examples(of schema: Value, at pointer: JSONPointer) -> [Contract.Example] {
    var result: [Contract.Example] = []
    if let value = schema["example"] {
      result.append(
        Contract.Example(value: value, pointer: pointer.appending("example"), range: value.range))
    }
    for (index, value) in (schema["examples"]?.array ?? []).enumerated() {
      result.append(
        Contract.Example(
          value: value, pointer: pointer.appending("examples").appending(index),
          range: value.range))
    }
    return result
  }
}
