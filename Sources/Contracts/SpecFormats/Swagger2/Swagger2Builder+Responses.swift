import Documents

extension Swagger2Builder {
  mutating func response(
    _ object: SpecObject, _ member: ValueObject.Member, _ status: Contract.Response.Status,
    types: [String]?
  ) -> Contract.Response {
    var response = Contract.Response(
      status: status, description: object.text("description", into: &diagnostics),
      range: member.nameRange ?? member.value.range)
    if let schema = object["schema"] {
      // `file` is no schema type: the content is whatever bytes there are.
      let isFile = schema["type"]?.string == "file"
      let named =
        isFile ? nil : namedSchema(schema, at: object.pointer.appending("schema"))
      if isFile || named != nil {
        response.content = content(types, schema: named, at: object.range)
      }
    }
    response.content = withExamples(response.content, of: object)
    response.headers = headers(object)
    return response
  }

  /// Each representation with the example that the response has for it.
  private mutating func withExamples(
    _ content: [Contract.MediaType], of response: SpecObject
  ) -> [Contract.MediaType] {
    guard let examples = response.object("examples", .warning, into: &diagnostics) else {
      return content
    }
    return content.map { type in
      guard let value = examples[type.name] else { return type }
      var type = type
      type.examples = [
        Contract.Example(
          value: value, pointer: examples.pointer.appending(type.name), range: value.range)
      ]
      return type
    }
  }

  private mutating func headers(_ response: SpecObject) -> [Contract.Header] {
    guard let headers = response.object("headers", .warning, into: &diagnostics) else { return [] }
    return headers.members.compactMap { member in
      let pointer = headers.pointer.appending(member.name)
      guard let object = SpecObject(member.value, at: pointer, .warning, into: &diagnostics) else {
        return nil
      }
      let collection = collectionStyle(object, in: .header)
      return Contract.Header(
        name: member.name,
        schema: Contract.SchemaReference(
          pointer: pointer, naming: member.value, range: object.range),
        description: object.text("description", into: &diagnostics), style: collection.style,
        isExploded: collection.isExploded, range: member.nameRange ?? member.value.range)
    }
  }
}
