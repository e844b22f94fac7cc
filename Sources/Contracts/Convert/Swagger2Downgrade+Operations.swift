import Documents

extension Swagger2Downgrade {
  private static let methods = ["get", "put", "post", "delete", "options", "head", "patch"]

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
    guard let target = followed(value), let members = target.object else { return value }
    var result = LocatedObject()
    for member in members {
      switch member.name {
      case "parameters":
        result.add("parameters", parameters(member.value), nameAt: member.nameRange)
      case "summary", "description":
        log.lost(
          "path-text-lost", "Swagger 2.0's paths have no \(member.name)",
          "put it into the operations; it was left out", at: member.nameRange ?? member.value.range)
      case "servers": loseServers(member)
      case "trace":
        log.lost(
          "method-lost", "Swagger 2.0 has no TRACE", "nothing to do: it was left out",
          at: member.nameRange ?? member.value.range)
      case let name where Self.methods.contains(name):
        result.add(name, operation(member.value), nameAt: member.nameRange)
      default: result.add(member.name, member.value, nameAt: member.nameRange)
      }
    }
    return result.value(at: target.range)
  }

  private mutating func loseServers(_ member: ValueObject.Member) {
    log.lost(
      "servers-lost", "Swagger 2.0 has one host and base path",
      "give another base URL when you run; the servers were left out",
      at: member.nameRange ?? member.value.range)
  }

  private mutating func parameters(_ value: Value) -> Value {
    guard let items = value.array else { return value }
    return .array(
      items.compactMap { item in
        if let text = LocalReference.target(of: item), let pointer = JSONPointer(parsing: text),
          pointer.tokens.count == 3, pointer.tokens[1] == "parameters",
          followed(item)?["in"]?.string != "cookie", references.document[pointer] != nil
        {
          return .object(
            [
              (
                "$ref",
                .string(JSONPointer(["parameters", pointer.tokens[2]]).fragment, at: item.range)
              )
            ],
            at: item.range)
        }
        return followed(item).flatMap { parameter($0) }
      }, at: value.range)
  }

  private mutating func operation(_ value: Value) -> Value {
    guard let members = value.object else { return value }
    let body = members["requestBody"].map { content($0) }
    var result = LocatedObject()
    let range = members["requestBody"]?.range
    func text(_ types: [String], _ range: SourceRange?) -> Value {
      .array(types.map { .string($0, at: range) }, at: range)
    }
    if let body, !body.types.isEmpty { result.add("consumes", text(body.types, range)) }
    let types = answerTypes(members["responses"])
    if !types.isEmpty { result.add("produces", text(types, members["responses"]?.range)) }
    for member in members {
      switch member.name {
      case "requestBody":
        guard members["parameters"] == nil, let body, !body.parameters.isEmpty else { continue }
        result.add("parameters", .array(body.parameters, at: range), nameAt: member.nameRange)
      case "parameters":
        let own = parameters(member.value).array ?? []
        result.add(
          "parameters", .array(own + (body?.parameters ?? []), at: member.value.range),
          nameAt: member.nameRange)
      case "responses":
        result.add("responses", responses(member.value, types), nameAt: member.nameRange)
      case "callbacks":
        log.lost(
          "callbacks-lost", "Swagger 2.0 has no callbacks",
          "nothing to do: they are not exercised; they were left out",
          at: member.nameRange ?? member.value.range)
      case "servers": loseServers(member)
      case "security":
        let kept = requirements(member.value)
        result.add("security", kept, nameAt: member.nameRange)
      default: result.add(member.name, member.value, nameAt: member.nameRange)
      }
    }
    return result.value(at: value.range)
  }

  // MARK: Responses

  /// The media types of all answers of an operation, in the order of the file.
  private func answerTypes(_ responses: Value?) -> [String] {
    var seen: Set<ExactName> = []
    return (responses?.object ?? ValueObject()).flatMap { response in
      followed(response.value)?["content"]?.object?.names ?? []
    }.filter { seen.insert(ExactName($0)).inserted }
  }

  private mutating func responses(_ value: Value, _ types: [String]) -> Value {
    guard let members = value.object else { return value }
    var result = ValueObject()
    for var member in members {
      if member.name.utf8.count == 3, member.name.loweredASCII().dropping(suffix: "xx") != nil {
        log.lost(
          "status-range-lost", "Swagger 2.0 has no ranges of statuses such as \(member.name)",
          "list the statuses; the response was left out",
          at: member.nameRange ?? member.value.range)
        continue
      }
      if let content = followed(member.value)?["content"]?.object, !content.isEmpty,
        content.contains(where: { $0.value["schema"] != nil }), content.count < types.count
      {
        log.lost(
          "media-types-differ", "Swagger 2.0 has the same media types for all answers",
          "nothing to do where it does not matter; all of the operation's are allowed now",
          at: member.nameRange ?? member.value.range)
      }
      if let text = LocalReference.target(of: member.value),
        let pointer = JSONPointer(parsing: text), pointer.tokens.count == 3,
        pointer.tokens[1] == "responses", references.document[pointer] != nil
      {
        let target = JSONPointer(["responses", pointer.tokens[2]]).fragment
        member.value = .object(
          [("$ref", .string(target, at: member.value.range))], at: member.value.range)
      } else if let target = followed(member.value) {
        member.value = response(target) ?? target
      }
      result.set(member)
    }
    return .object(result, at: value.range)
  }

  mutating func response(_ value: Value) -> Value? {
    guard let members = value.object else { return value }
    var result = LocatedObject()
    for member in members {
      switch member.name {
      case "content":
        let media = Array(member.value.object ?? ValueObject())
        if let schema = common(media, of: "an answer") {
          result.add("schema", schema)
        } else if media.contains(where: { $0.value["example"] ?? $0.value["examples"] == nil }) {
          // Without a schema an answer of Swagger 2.0 has no body.
          result.add("schema", .object([], at: member.value.range))
        }
        var examples = LocatedObject()
        for one in media {
          if let example = one.value["example"] ?? firstExample(one.value["examples"]) {
            examples.add(one.name, example, nameAt: one.nameRange)
          }
        }
        if !examples.members.isEmpty {
          result.add("examples", examples.value(at: member.value.range))
        }
      case "headers": result.add("headers", headers(member.value), nameAt: member.nameRange)
      case "links":
        log.lost(
          "links-lost", "Swagger 2.0 has no links", "write the steps in a suite",
          at: member.nameRange ?? member.value.range)
      default: result.add(member.name, member.value, nameAt: member.nameRange)
      }
    }
    return result.value(at: value.range)
  }

  private mutating func headers(_ value: Value) -> Value {
    var result = ValueObject()
    for var member in value.object ?? ValueObject() {
      guard let header = followed(member.value), let members = header.object else { continue }
      let what = "the header `\(member.name)`"
      let content = members["content"]?.object?.first { _ in true }
      var type = plainType(
        members["schema"] ?? content?.value["schema"] ?? .object([], at: header.range), of: what)
      for one in members {
        switch one.name {
        case "schema", "style", "explode", "content", "example", "examples": continue
        case "required", "deprecated":
          guard one.value.bool == true else { continue }
          log.lost(
            "header-flag-lost", "Swagger 2.0's headers have no `\(one.name)`",
            "say it in the description; it was left out", at: one.value.range)
        default: type.add(one.name, one.value, nameAt: one.nameRange)
        }
      }
      member.value = type.value(at: header.range)
      result.set(member)
    }
    return .object(result, at: value.range)
  }
}
