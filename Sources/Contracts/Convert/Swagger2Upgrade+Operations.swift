import Documents

extension Swagger2Upgrade {
  mutating func paths(_ value: Value) -> Value {
    guard let members = value.object else { return value }
    var result = ValueObject()
    for var member in members {
      if !member.name.startsExactly(with: "x-") { member.value = pathItem(member.value) }
      result.set(member)
    }
    return .object(result, at: value.range)
  }

  private mutating func pathItem(_ value: Value) -> Value {
    // Path items have no section of their own in OpenAPI 3.0: what a reference names is put in.
    guard let target = followed(value), let members = target.object else { return value }
    let (plain, contents) = sorted(members["parameters"])
    var result = LocatedObject()
    for member in members {
      switch member.name {
      case "parameters":
        if !plain.isEmpty {
          result.add("parameters", .array(plain, at: member.value.range), nameAt: member.nameRange)
        }
      case "get", "put", "post", "delete", "options", "head", "patch":
        result.add(
          member.name, operation(member.value, shared: contents), nameAt: member.nameRange)
      default: result.add(member.name, member.value, nameAt: member.nameRange)
      }
    }
    return result.value(at: target.range)
  }

  private mutating func operation(_ value: Value, shared: [Content]) -> Value {
    guard let members = value.object else { return value }
    let (plain, own) = sorted(members["parameters"])
    let contents = shared.filter { outer in !own.contains { $0.key == outer.key } } + own
    var result = LocatedObject()
    let requestTypes = texts(members["consumes"]) ?? texts(root["consumes"])
    let body = requestBody(contents, types: requestTypes, ownTypes: members["consumes"] != nil)
    func addBody() {
      if let body { result.add("requestBody", body) }
    }
    for member in members {
      switch member.name {
      case "consumes", "produces": continue
      case "schemes":
        let servers = servers(schemes: member.value)
        if root["host"]?.string?.isEmpty == false, let servers {
          result.add("servers", servers, nameAt: member.nameRange)
        }
      case "parameters":
        if !plain.isEmpty {
          result.add("parameters", .array(plain, at: member.value.range), nameAt: member.nameRange)
        }
        addBody()
      case "responses":
        if result.members["requestBody"] == nil { addBody() }
        result.add(
          "responses", responses(member.value, types: members["produces"]),
          nameAt: member.nameRange)
      case "security":
        result.add("security", requirements(member.value), nameAt: member.nameRange)
      default: result.add(member.name, member.value, nameAt: member.nameRange)
      }
    }
    if result.members["requestBody"] == nil { addBody() }
    return result.value(at: value.range)
  }

  // MARK: Responses

  func produces(_ own: Value?) -> [String] {
    texts(own) ?? texts(root["produces"]) ?? ["application/json"]
  }

  private mutating func responses(_ value: Value, types: Value?) -> Value {
    guard let members = value.object else { return value }
    var result = ValueObject()
    for var member in members {
      if !member.name.startsExactly(with: "x-") {
        member.value = response(member.value, types: produces(types), isShared: types == nil)
      }
      result.set(member)
    }
    return .object(result, at: value.range)
  }

  private mutating func response(_ value: Value, types: [String], isShared: Bool) -> Value {
    if let text = LocalReference.target(of: value), let pointer = JSONPointer(parsing: text),
      pointer.tokens.count == 2, pointer.tokens[0] == "responses", isShared
    {
      return reference(["components", "responses", responses[pointer.tokens[1]]], at: value)
    }
    return response(followed(value) ?? value, types: types)
  }

  mutating func response(_ value: Value, types: [String]) -> Value {
    guard let members = value.object else { return value }
    var result = LocatedObject()
    var content = LocatedObject()
    let examples = members["examples"]?.object ?? ValueObject()
    if let schema = members["schema"] {
      let converted = self.schema(schema)
      for type in types {
        var media = LocatedObject()
        media.add("schema", converted)
        if let example = examples[type] { media.add("example", example) }
        content.add(type, media.value(at: schema.range))
      }
    }
    for example in examples where content.members[example.name] == nil {
      guard members["schema"] == nil, !example.name.startsExactly(with: "x-") else {
        log.lost(
          "example-lost",
          "the operation doesn't answer with `\(example.name)`, as the example does",
          "add the media type to `produces`; the example was left out",
          at: example.nameRange ?? example.value.range)
        continue
      }
      content.add(
        example.name, .object([("example", example.value)], at: example.value.range),
        nameAt: example.nameRange)
    }
    for member in members {
      switch member.name {
      case "schema", "examples": continue
      case "headers":
        result.add("headers", headers(member.value), nameAt: member.nameRange)
      default: result.add(member.name, member.value, nameAt: member.nameRange)
      }
    }
    if !content.members.isEmpty { result.add("content", content.value(at: value.range)) }
    return result.value(at: value.range)
  }

  private mutating func headers(_ value: Value) -> Value {
    guard let members = value.object else { return value }
    var result = ValueObject()
    for var member in members {
      if let header = member.value.object {
        member.value = typed(header, keeping: ["description"], in: "header", at: member.value.range)
      }
      result.set(member)
    }
    return .object(result, at: value.range)
  }

  // MARK: Helpers

  func texts(_ value: Value?) -> [String]? {
    guard let texts = value?.array?.compactMap(\.string), !texts.isEmpty else { return nil }
    var seen: Set<ExactName> = []
    return texts.filter { seen.insert(ExactName($0)).inserted }
  }

  /// What a chain of references leads to; nil where it leads nowhere.
  func followed(_ value: Value) -> Value? {
    var ignored: [Diagnostic] = []
    return references.follow(value, at: JSONPointer(), into: &ignored)?.value
  }

  func reference(_ place: [String], at value: Value) -> Value {
    .object([("$ref", .string(JSONPointer(place).fragment, at: value.range))], at: value.range)
  }
}
