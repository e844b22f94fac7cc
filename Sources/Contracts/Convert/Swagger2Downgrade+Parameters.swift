import Documents

extension Swagger2Downgrade {
  /// A parameter that is no cookie; nil and a diagnostic for those that Swagger 2.0 has no place for.
  mutating func parameter(_ value: Value) -> Value? {
    guard let members = value.object else { return value }
    let name = members["name"]?.string ?? ""
    let place = members["in"]?.string ?? ""
    let what = "the \(place) parameter `\(name)`"
    guard ["path", "query", "header"].contains(place) else {
      log.lost(
        "parameter-lost", "Swagger 2.0 has no \(place) parameters such as `\(name)`",
        "send it with every request; it was left out", at: value.range)
      return nil
    }
    var result = LocatedObject()
    for member in members {
      switch member.name {
      case "schema", "style", "explode", "example", "examples": continue
      case "content":
        log.lost(
          "parameter-content-lost", "Swagger 2.0 can't say in which media type \(what) is written",
          "say it in the description; it was written as a string", at: member.value.range)
      case "deprecated": result.add("x-deprecated", member.value, nameAt: member.nameRange)
      case "allowReserved":
        if member.value.bool == true {
          log.lost(
            "allow-reserved-lost", "Swagger 2.0 has no `allowReserved`",
            "nothing to do where the target decodes them; they are encoded",
            at: member.value.range)
        }
      case "allowEmptyValue" where place != "query": continue
      default: result.add(member.name, member.value, nameAt: member.nameRange)
      }
    }
    let text = Value.object([("type", .string("string", at: value.range))], at: value.range)
    let schema = members["content"] == nil ? members["schema"] ?? text : text
    let type = plainType(schema, of: what)
    if type.members["type"]?.string == "array", let word = collectionFormat(members, in: place) {
      result.add("collectionFormat", word, at: members["style"]?.range ?? value.range)
    }
    if let style = members["style"], ["label", "matrix"].contains(style.string),
      type.members["type"]?.string != "array"
    {
      log.lost(
        "style-lost", "Swagger 2.0 has no word for the style `\(style.string ?? "")`",
        "use `simple`; the value is said to be written without a mark now", at: style.range)
    }
    for member in type.members where result.members[member.name] == nil {
      result.add(member.name, member.value, nameAt: member.nameRange)
    }
    if let example = members["example"] ?? firstExample(members["examples"]) {
      result.add("x-example", example)
    }
    return result.value(at: value.range)
  }

  /// Swagger 2.0's word for how items are parted; nil where it need not be said.
  mutating func collectionFormat(_ members: ValueObject, in place: String) -> String? {
    let style = members["style"]?.string
    let isInQuery = place == "query" || place == "formData"
    let explodes = members["explode"]?.bool ?? (style == nil || style == "form")
    switch style ?? (isInQuery ? "form" : "simple") {
    case "form" where isInQuery: return explodes ? "multi" : nil
    case "simple" where !isInQuery: return nil
    case "spaceDelimited" where !explodes: return "ssv"
    case "pipeDelimited" where !explodes: return "pipes"
    case let word:
      log.lost(
        "style-lost", "Swagger 2.0 has no word for the style `\(word)`",
        "use `form` or `simple`; commas are said to part the items now",
        at: members["style"]?.range)
      return nil
    }
  }

  /// The value of the only or first example.
  mutating func firstExample(_ examples: Value?) -> Value? {
    guard let members = examples?.object, let first = members.first(where: { _ in true }) else {
      return nil
    }
    if members.count > 1 {
      log.lost(
        "examples-lost", "Swagger 2.0 has one example",
        "keep the most telling one; `\(first.name)` was kept", at: examples?.range)
    }
    let example = followed(first.value)
    if let place = example?["externalValue"] {
      log.lost(
        "example-lost", "Swagger 2.0 has no examples that stand elsewhere",
        "give its value; the example was left out", at: place.range)
    }
    return example?["value"]
  }

  // MARK: Body

  /// The parameters that a request's content becomes, and the media types.
  mutating func content(_ value: Value) -> (parameters: [Value], types: [String]) {
    guard let body = followed(value), let members = body.object,
      let content = members["content"]?.object, !content.isEmpty
    else { return ([], []) }
    if content.allSatisfy({ FormTypes.isForm($0.name) }),
      let fields = form(content, at: body.range)
    {
      loseFormDetails(members, Array(content))
      return (fields, content.names)
    }
    let plain = content.filter { !FormTypes.isForm($0.name) }
    for media in content where !plain.isEmpty && FormTypes.isForm(media.name) {
      log.lost(
        "form-lost", "a request of Swagger 2.0 has a body or a form, not both",
        "declare another operation for the form; `\(media.name)` was left out",
        at: media.nameRange ?? media.value.range)
    }
    let media = plain.isEmpty ? Array(content) : plain
    var result = LocatedObject()
    let name = members[BodyName.member]?.string ?? BodyName.usual
    result.add("name", name, at: body.range)
    result.add("in", "body", at: body.range)
    for member in members where member.name != "content" && member.name != BodyName.member {
      result.add(member.name, member.value, nameAt: member.nameRange)
    }
    result.add("schema", common(media, of: "the request") ?? .object([], at: body.range))
    for one in media { loseDetails(of: one) }
    return ([result.value(at: body.range)], media.map(\.name))
  }

  /// The schema of the first representation, which Swagger 2.0 takes for that of all.
  mutating func common(_ media: [ValueObject.Member], of what: String) -> Value? {
    guard let first = media.first(where: { $0.value["schema"] != nil }),
      let schema = first.value["schema"]
    else { return nil }
    for other in media where other.name != first.name {
      if let another = other.value["schema"], !another.isSame(as: schema) {
        log.lost(
          "schemas-differ", "Swagger 2.0 has one schema for all media types of \(what)",
          "keep one of them; that of `\(first.name)` was kept",
          at: other.nameRange ?? other.value.range)
      }
    }
    return self.schema(schema)
  }

  private mutating func loseDetails(of media: ValueObject.Member) {
    if let example = media.value["example"] ?? media.value["examples"] {
      log.lost(
        "example-lost", "Swagger 2.0 has no examples of request bodies",
        "put it into the schema; it was left out", at: example.range)
    }
    if let encoding = media.value["encoding"] {
      log.lost(
        "encoding-lost", "Swagger 2.0 can't say how the parts of a body are written",
        "say it in the description; it was left out", at: encoding.range)
    }
  }

  /// What is said about a form as a whole.
  private mutating func loseFormDetails(_ body: ValueObject, _ content: [ValueObject.Member]) {
    for member in body where member.name != "content" && member.name != "required" {
      log.lost(
        "member-lost", "Swagger 2.0's forms have no `\(member.name)`",
        "put it into the operation; it was left out", at: member.nameRange ?? member.value.range)
    }
    guard let main = content.first(where: { $0.value["schema"] != nil }),
      let schema = main.value["schema"].flatMap({ followed($0) })
    else { return }
    let kept: Set<String> = [
      "type", "properties", "required", "allOf", "title", "example", "xml",
    ]
    for member in formParts(schema).flatMap({ Array($0.object ?? ValueObject()) })
    where !kept.contains(member.name) && member.value.bool != true {
      log.lost(
        "keyword-lost", "Swagger 2.0 has no `\(member.name)` for a form",
        "say it in the description of the operation; it was left out and is not checked",
        at: member.nameRange ?? member.value.range)
    }
    for other in content where other.name != main.name {
      guard let another = other.value["schema"].flatMap({ followed($0) }),
        !another.isSame(as: schema)
      else { continue }
      log.lost(
        "schemas-differ", "Swagger 2.0 has one schema for all media types of the form",
        "keep one of them; that of `\(main.name)` was kept",
        at: other.nameRange ?? other.value.range)
    }
  }

  /// A form's schema and the parts that `allOf` puts into it.
  private func formParts(_ schema: Value, depth: Int = 0) -> [Value] {
    guard depth < 8, let target = followed(schema) else { return [] }
    return [target] + (target["allOf"]?.array ?? []).flatMap { formParts($0, depth: depth + 1) }
  }

  private mutating func form(_ content: ValueObject, at range: SourceRange?) -> [Value]? {
    guard let media = content.first(where: { $0.value["schema"] != nil }),
      let parts = media.value["schema"].map({ formParts($0) }),
      parts.contains(where: { $0["properties"]?.object != nil })
    else { return nil }
    var properties = ValueObject()
    for member in parts.flatMap({ Array($0["properties"]?.object ?? ValueObject()) })
    where properties[member.name] == nil {
      properties.set(member)
    }
    let required = Set(
      parts.flatMap { $0["required"]?.array ?? [] }.compactMap(\.string).map(ExactName.init))
    let encodings = media.value["encoding"]?.object ?? ValueObject()
    var fields: [Value] = []
    for property in properties {
      let place = property.nameRange ?? property.value.range
      var field = LocatedObject()
      field.add("name", property.name, at: place)
      field.add("in", "formData", at: place)
      if required.contains(ExactName(property.name)) {
        field.add("required", .bool(true, at: place))
      }
      let type = plainType(
        property.value, of: "the form field `\(property.name)`", allowsFile: true)
      let encoding = encodings[property.name]?.object ?? ValueObject()
      for name in ["contentType", "headers", "allowReserved"] {
        guard let lost = encoding[name] else { continue }
        log.lost(
          "encoding-lost", "Swagger 2.0 can't say how the parts of a form are written",
          "say it in the description; it was left out", at: lost.range)
      }
      if type.members["type"]?.string == "array",
        let word = collectionFormat(encoding, in: "formData")
      {
        field.add("collectionFormat", word, at: place)
      }
      for member in type.members { field.add(member.name, member.value, nameAt: member.nameRange) }
      fields.append(field.value(at: property.value.range))
    }
    return fields
  }
}
