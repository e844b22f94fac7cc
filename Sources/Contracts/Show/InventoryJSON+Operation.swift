import Documents

extension InventoryJSON {
  static func operation(_ operation: Contract.Operation) -> Value {
    .object([
      ("id", .string("\(operation.id)")),
      ("method", .string(operation.id.method)),
      ("path", .string(operation.id.path)),
      ("operationId", text(operation.operationID)),
      ("summary", text(operation.summary)),
      ("tags", list(operation.tags) { .string($0) }),
      ("deprecated", .bool(operation.isDeprecated)),
      ("effect", .string(operation.effect.rawValue)),
      ("effectBy", .string(operation.effectOrigin.rawValue)),
      ("parameters", list(operation.parameters, parameter)),
      (
        "body",
        operation.body.map { body in
          .object([
            ("required", .bool(body.isRequired)), ("content", list(body.content, media)),
            place(body.range),
          ])
        } ?? .null
      ),
      ("responses", list(operation.responses, response)),
      (
        "security",
        list(operation.security) { alternative in
          list(alternative) { requirement in
            .object([
              ("scheme", .string(requirement.scheme)),
              ("scopes", list(requirement.scopes) { .string($0) }),
            ])
          }
        }
      ),
      ("servers", list(operation.servers, server)),
      ("callbacks", list(operation.callbacks, callback)),
      place(operation.range),
    ])
  }

  private static func parameter(_ parameter: Contract.Parameter) -> Value {
    .object([
      ("name", .string(parameter.name)),
      ("in", .string(parameter.location.rawValue)),
      ("required", .bool(parameter.isRequired)),
      ("type", .string(parameter.schema.label)),
      ("style", .string(parameter.style.rawValue)),
      ("explode", .bool(parameter.isExploded)),
      ("mediaType", text(parameter.content?.name)),
      ("deprecated", .bool(parameter.isDeprecated)),
      ("credential", .bool(parameter.isCredential)),
      place(parameter.range),
    ])
  }

  private static func response(_ response: Contract.Response) -> Value {
    .object([
      ("status", .string("\(response.status)")),
      ("description", text(response.description)),
      ("content", list(response.content, media)),
      (
        "headers",
        list(response.headers) { header in
          .object([
            ("name", .string(header.name)), ("required", .bool(header.isRequired)),
            ("type", text(header.schema?.label)), place(header.range),
          ])
        }
      ),
      (
        "links",
        list(response.links) { link in
          .object([
            ("name", .string(link.name)), ("operation", text(link.operation.map { "\($0)" })),
            place(link.range),
          ])
        }
      ),
      place(response.range),
    ])
  }

  private static func media(_ media: Contract.MediaType) -> Value {
    .object([
      ("mediaType", .string(media.name)),
      ("assumed", .bool(media.isAssumed)),
      ("type", text(media.schema?.label)),
      ("itemType", text(media.itemSchema?.label)),
    ])
  }
}
