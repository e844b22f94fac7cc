import Documents

extension Swagger2Upgrade {
  /// A body or form parameter: part of the request's content.
  struct Content {
    struct Key: Hashable {
      var isForm: Bool
      var name: ExactName
    }

    var key: Key
    var members: ValueObject
    /// The shared parameter that was referred to.
    var sharedName: String?
    var range: SourceRange?

    var isFile: Bool { members["type"]?.string == "file" }
  }

  /// Parts a list of parameters: those that stay parameters, converted, and those that are content.
  /// Of two with the same name and place the last counts.
  mutating func sorted(_ list: Value?) -> (plain: [Value], contents: [Content]) {
    var plain: [(key: [ExactName], value: Value)] = []
    var contents: [Content] = []
    for item in list?.array ?? [] {
      guard let target = followed(item), let members = target.object else { continue }
      let name = members["name"]?.string ?? ""
      let place = members["in"]?.string ?? ""
      if place == "body" || place == "formData" {
        let key = Content.Key(isForm: place == "formData", name: ExactName(name))
        let content = Content(
          key: key, members: members, sharedName: sharedName(item), range: target.range)
        if let earlier = contents.firstIndex(where: { $0.key == key }) {
          contents[earlier] = content
        } else {
          contents.append(content)
        }
        continue
      }
      let value =
        sharedName(item).map {
          reference(["components", "parameters", parameters[$0]], at: item)
        } ?? parameter(members, at: target.range)
      let key = [ExactName(place), ExactName(name)]
      if let earlier = plain.firstIndex(where: { $0.key == key }) {
        plain[earlier].value = value
      } else {
        plain.append((key, value))
      }
    }
    return (plain.map(\.value), contents)
  }

  private func sharedName(_ item: Value) -> String? {
    guard let text = LocalReference.target(of: item), let pointer = JSONPointer(parsing: text),
      pointer.tokens.count == 2, pointer.tokens[0] == "parameters"
    else { return nil }
    return pointer.tokens[1]
  }

  mutating func sharedParameter(_ value: Value) -> Value? {
    guard let members = value.object else { return value }
    switch members["in"]?.string {
    case "body", "formData": return nil
    default: return parameter(members, at: value.range)
    }
  }

  mutating func sharedBody(_ value: Value) -> Value? {
    guard let members = value.object, members["in"]?.string == "body" else { return nil }
    let content = Content(
      key: Content.Key(isForm: false, name: ExactName("")), members: members, range: value.range)
    return body(content, types: texts(root["consumes"]))
  }

  private mutating func parameter(_ members: ValueObject, at range: SourceRange?) -> Value {
    let place = members["in"]?.string ?? ""
    var kept: Set<String> = ["name", "in", "description", "required"]
    if place == "query" { kept.insert("allowEmptyValue") }
    return typed(members, keeping: kept, in: place, at: range)
  }

  /// Puts type and limits, which Swagger 2.0 has beside the name, into a schema.
  mutating func typed(
    _ members: ValueObject, keeping kept: Set<String>, in place: String, at range: SourceRange?
  ) -> Value {
    var outer = LocatedObject()
    var inner = LocatedObject()
    for member in members {
      switch member.name {
      case "collectionFormat", "schema",
        "allowEmptyValue" where !kept.contains(member.name):
        break
      case "x-nullable", TypeTranslator.wordMember:
        inner.add(member.name, member.value, nameAt: member.nameRange)
      case "x-deprecated" where member.value.bool != nil:
        outer.add("deprecated", member.value, nameAt: member.nameRange)
      case "x-example": outer.add("example", member.value, nameAt: member.nameRange)
      case let name where kept.contains(name) || name.startsExactly(with: "x-"):
        outer.add(name, member.value, nameAt: member.nameRange)
      default: inner.add(member.name, member.value, nameAt: member.nameRange)
      }
    }
    if !kept.contains("allowEmptyValue") { loseEmptyValue(members) }
    addStyle(of: members, in: place, to: &outer)
    outer.add("schema", schema(inner.value(at: range)))
    return outer.value(at: range)
  }

  private mutating func loseEmptyValue(_ members: ValueObject) {
    guard let flag = members["allowEmptyValue"], flag.bool == true else { return }
    log.lost(
      "empty-value-lost", "OpenAPI 3 can't say that this may be sent without a value",
      "say so in the description", at: flag.range)
  }

  private mutating func addStyle(
    of members: ValueObject, in place: String, to outer: inout LocatedObject
  ) {
    guard let separation = separation(members, in: place) else { return }
    let range = members["collectionFormat"]?.range ?? members["type"]?.range
    if let style = separation.style { outer.add("style", style, at: range) }
    if let explode = separation.explode { outer.add("explode", .bool(explode, at: range)) }
  }

  /// How the items of an array are parted, where that has to be said.
  private mutating func separation(
    _ members: ValueObject, in place: String
  ) -> (style: String?, explode: Bool?)? {
    guard members["type"]?.string == "array" else { return nil }
    let word = members["collectionFormat"]?.string ?? "csv"
    let isInQuery = place == "query" || place == "formData"
    switch word {
    case "csv": return isInQuery ? (nil, false) : nil
    case "multi" where isInQuery: return nil
    case "ssv" where isInQuery: return ("spaceDelimited", false)
    case "pipes" where isInQuery: return ("pipeDelimited", false)
    default:
      log.lost(
        "collection-format-lost", "OpenAPI 3 has no word for `\(word)` in this place",
        "use csv; commas are said to part the items now",
        at: members["collectionFormat"]?.range)
      return isInQuery ? (nil, false) : nil
    }
  }

  // MARK: Content

  mutating func requestBody(_ contents: [Content], types: [String]?, ownTypes: Bool) -> Value? {
    guard let body = contents.first(where: { !$0.key.isForm }) else {
      return form(contents, types: types)
    }
    if let form = contents.first(where: { $0.key.isForm }) {
      log.lost(
        "form-beside-body", "a request has a body or a form, not both",
        "keep one kind; the form parameters were left out", at: form.range)
    }
    if let name = body.sharedName, !ownTypes {
      var ignored = LocatedObject()
      ignored.add(
        "$ref", JSONPointer(["components", "requestBodies", parameters[name]]).fragment,
        at: body.range)
      return ignored.value(at: body.range)
    }
    return self.body(body, types: types)
  }

  private mutating func body(_ content: Content, types: [String]?) -> Value {
    var result = LocatedObject()
    for member in content.members {
      switch member.name {
      case "name":
        guard member.value.string != BodyName.usual else { continue }
        result.add(BodyName.member, member.value)
      case "description", "required":
        result.add(member.name, member.value, nameAt: member.nameRange)
      case let name where name.startsExactly(with: "x-"):
        result.add(name, member.value, nameAt: member.nameRange)
      default: continue
      }
    }
    let schema = content.members["schema"].map { self.schema($0) }
    var media = LocatedObject()
    for type in types ?? ["application/json"] {
      media.add(type, .object(schema.map { [("schema", $0)] } ?? [], at: content.range))
    }
    result.add("content", media.value(at: content.range))
    return result.value(at: content.range)
  }

  private mutating func form(_ fields: [Content], types: [String]?) -> Value? {
    guard let first = fields.first else { return nil }
    var properties = LocatedObject()
    var required: [Value] = []
    var encoding = LocatedObject()
    for field in fields {
      let name = field.key.name.text
      var inner = LocatedObject()
      for member in field.members {
        switch member.name {
        case "name", "in", "required", "collectionFormat", "allowEmptyValue": continue
        default: inner.add(member.name, member.value, nameAt: member.nameRange)
        }
      }
      loseEmptyValue(field.members)
      properties.add(name, schema(inner.value(at: field.range)), nameAt: field.range)
      if field.members["required"]?.bool == true { required.append(.string(name, at: field.range)) }
      if let parting = separation(field.members, in: "formData") {
        var style = LocatedObject()
        if let word = parting.style { style.add("style", word, at: field.range) }
        if let explode = parting.explode { style.add("explode", .bool(explode, at: field.range)) }
        encoding.add(name, style.value(at: field.range))
      }
    }
    var schema = LocatedObject()
    schema.add("type", "object", at: first.range)
    if !required.isEmpty { schema.add("required", .array(required, at: first.range)) }
    schema.add("properties", properties.value(at: first.range))
    var media = LocatedObject()
    media.add("schema", schema.value(at: first.range))
    if !encoding.members.isEmpty { media.add("encoding", encoding.value(at: first.range)) }
    var content = LocatedObject()
    let isMultipart = fields.contains(where: \.isFile)
    for type in FormTypes.of(types, isMultipart: isMultipart) {
      content.add(type, media.value(at: first.range))
    }
    var result = LocatedObject()
    result.add("content", content.value(at: first.range))
    if !required.isEmpty { result.add("required", .bool(true, at: first.range)) }
    return result.value(at: first.range)
  }
}

/// Swagger 2.0 names a body, OpenAPI 3 does not.
enum BodyName {
  static let usual = "body"
  /// Keeps another name than the usual one.
  static let member = "x-muster-body-name"
}

/// The media types that forms are sent in.
enum FormTypes {
  static let multipart = "multipart/form-data"
  static let encoded = "application/x-www-form-urlencoded"

  static func isForm(_ type: String) -> Bool {
    type.startsExactly(with: multipart) || type.startsExactly(with: encoded)
  }

  /// Those of the declared types that forms are sent in; the usual one where none is.
  static func of(_ types: [String]?, isMultipart: Bool) -> [String] {
    let forms = (types ?? []).filter(isForm)
    return forms.isEmpty ? [isMultipart ? multipart : encoded] : forms
  }
}
