import Documents

extension MarkdownWriter {
  mutating func models() {
    guard let models = root["definitions"]?.object, !models.isEmpty else {
      while lines.last?.isEmpty == true { lines.removeLast() }
      return
    }
    put("---")
    put("### Models")
    for model in models {
      put()
      self.model(model)
    }
  }

  private mutating func model(_ member: ValueObject.Member) {
    put("#### \(MarkdownText.name(member.name))\(types.suffix)")
    put()
    let schema = member.value
    guard let members = schema.object, !members.isEmpty else {
      put("\(member.name) (schema allows any instance)")
      return
    }
    let properties = members["properties"]?.object ?? ValueObject()
    let isTable =
      !properties.isEmpty && members["allOf"] == nil && LocalReference.target(of: schema) == nil
      && members["enum"] == nil && members["x-nullable"]?.bool != true
      && (members["type"] == nil || members["type"]?.string == "object")
    if isTable {
      if let text = members["description"]?.string, !text.isEmpty {
        prose(text, at: members["description"]?.range)
        put()
      }
      table(["Name", "Type", "Description", "Required"])
      fields(of: members, properties)
      return
    }
    table(["Name", "Type", "Description", "Required"])
    var carried: Set<String> = ["description"]
    var text = members["description"].map { description($0) } ?? ""
    if let note = enumNote(members) {
      carried.insert("enum")
      text += (text.isEmpty ? "" : "<br>") + note
    }
    let type = bars(types.text(of: schema, carried: carried))
    put("| \(MarkdownText.name(member.name)) | \(type) | \(text) |  |")
  }

  private mutating func fields(of members: ValueObject, _ properties: ValueObject) {
    let required = (members["required"]?.array ?? []).compactMap(\.string).map(ExactName.init)
    let names = Set(properties.names.map(ExactName.init))
    for member in members {
      switch member.name {
      case "type", "properties", "description", TypeTranslator.wordMember: continue
      case "required" where required.allSatisfy(names.contains): continue
      default: types.lose(member)
      }
    }
    let wanted = Set(required)
    for property in properties {
      let schema = property.value
      let isReference = LocalReference.target(of: schema) != nil
      var carried: Set<String> = ["description"]
      var text = isReference ? "" : schema["description"].map { description($0) } ?? ""
      if !isReference, let note = enumNote(schema.object ?? ValueObject()) {
        carried.insert("enum")
        text += (text.isEmpty ? "" : "<br>") + note
      }
      let type = bars(types.text(of: schema, carried: carried))
      let isRequired = wanted.contains(ExactName(property.name))
      put(
        "| \(MarkdownText.name(property.name)) | \(type) | \(text) | \(isRequired ? "Yes" : "No") |"
      )
    }
  }

  /// `*Enum:*` as renderings print it in descriptions; nil where the values can't stand there.
  private func enumNote(_ members: ValueObject) -> String? {
    guard let values = members["enum"]?.array, !values.isEmpty else { return nil }
    let texts = values.map { JSONWriter.text($0) }
    guard
      texts.allSatisfy({ text in
        !text.utf8.contains { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "\\") }
      })
    else { return nil }
    return "*Enum:* " + texts.map { "`\(bars($0))`" }.joined(separator: ", ")
  }
}
