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
      let reference =
        isFile
        ? nil : schemaReference(schema, at: object.pointer.appending("schema"))
      if isFile || reference != nil {
        response.content = content(types, schema: reference, at: object.range)
      }
    }
    response.headers = headers(object)
    return response
  }

  private mutating func headers(_ response: SpecObject) -> [Contract.Header] {
    guard let headers = response.object("headers", .warning, into: &diagnostics) else { return [] }
    return headers.members.compactMap { member in
      let pointer = headers.pointer.appending(member.name)
      guard let object = SpecObject(member.value, at: pointer, .warning, into: &diagnostics) else {
        return nil
      }
      return Contract.Header(
        name: member.name,
        schema: Contract.SchemaReference(
          pointer: pointer, label: TypeLabel.label(of: member.value), range: object.range),
        range: member.nameRange ?? member.value.range)
    }
  }
}
