import Documents

extension MarkdownWriter {
  private static let methods = ["get", "put", "post", "delete", "options", "head", "patch"]

  mutating func paths() {
    put()
    put("---")
    for item in root["paths"]?.object ?? ValueObject() {
      if item.name.startsExactly(with: "x-") {
        types.lose(item)
        continue
      }
      let members = followed(item.value).object ?? ValueObject()
      if item.name.utf8.contains(0x20) {
        log.lost(
          "markdown-path-lost", "a rendering can't hold a path with blanks",
          "write them as %20; the path can't be read back", at: item.nameRange)
      }
      var isOpen = false
      for member in members {
        if member.name.startsExactly(with: "x-") { types.lose(member) }
        guard Self.methods.contains(member.name), let operation = member.value.object else {
          continue
        }
        if beginTag(operation) { isOpen = false }
        if !isOpen {
          put("### \(MarkdownText.name(item.name))")
          put()
        }
        isOpen = true
        self.operation(member.name, operation, shared: members["parameters"])
      }
    }
  }

  /// Prints the tag where another one begins.
  private mutating func beginTag(_ operation: ValueObject) -> Bool {
    let tags = operation["tags"]?.array?.compactMap(\.string) ?? []
    if tags.count > (hasTags ? 1 : 0) {
      log.note(
        "markdown-tags-lost", "a rendering can't hold these tags",
        "choose operations by method and path", at: operation["tags"]?.range)
    }
    guard hasTags, let first = tags.first, tag != first else { return false }
    tag = first
    put("## \(MarkdownText.name(first))")
    put()
    return true
  }

  private mutating func operation(_ method: String, _ members: ValueObject, shared: Value?) {
    put("#### \(method.uppercased())")
    if members["deprecated"]?.bool == true {
      put("***DEPRECATED***")
      put()
    }
    for (name, title) in [("summary", "Summary"), ("description", "Description")] {
      guard let text = members[name]?.string else { continue }
      put("##### \(title)")
      put()
      prose(text, at: members[name]?.range)
      put()
    }
    parameters(members["parameters"], shared: shared)
    responses(members["responses"])
    security(members["security"] ?? root["security"])
    loseRest(of: members)
  }

  private mutating func loseRest(of members: ValueObject) {
    for name in ["consumes", "produces"] { loseMediaTypes(members[name]) }
    for member in members {
      switch member.name {
      case "schemes", "externalDocs": types.lose(member)
      case let name where name.startsExactly(with: "x-"): types.lose(member)
      default: continue
      }
    }
  }

  // MARK: Parameters

  private mutating func parameters(_ own: Value?, shared: Value?) {
    var rows: [(key: [ExactName], value: Value)] = []
    for item in (shared?.array ?? []) + (own?.array ?? []) {
      let parameter = followed(item)
      guard let name = parameter["name"]?.string, let place = parameter["in"]?.string else {
        continue
      }
      let key = [ExactName(place), ExactName(name)]
      if let earlier = rows.firstIndex(where: { $0.key == key }) {
        rows[earlier].value = parameter
      } else {
        rows.append((key, parameter))
      }
    }
    guard !rows.isEmpty else { return }
    put("##### Parameters")
    put()
    table(["Name", "Located in", "Description", "Required", "Schema"])
    for row in rows { parameter(row.value.object ?? ValueObject()) }
    put()
  }

  private mutating func parameter(_ members: ValueObject) {
    let name = MarkdownText.name(members["name"]?.string ?? "")
    let place = members["in"]?.string ?? ""
    let isDeprecated = members["x-deprecated"]?.bool == true
    let text = members["description"].map { description($0) } ?? ""
    let isRequired = members["required"]?.bool == true || place == "path"
    var schema = members["schema"]
    let outer: Set<String> = ["name", "in", "description", "required", "x-deprecated", "schema"]
    if place != "body" {
      var type = ValueObject()
      for member in members where !outer.contains(member.name) { type.set(member) }
      schema = .object(type)
    } else {
      for member in members where !outer.contains(member.name) { types.lose(member) }
    }
    let type = bars(types.text(of: schema ?? .object([])))
    let cells = [
      isDeprecated ? "~~\(name)~~" : name, place, text, isRequired ? "Yes" : "No", type,
    ]
    put("| \(cells.joined(separator: " | ")) |")
  }

  func bars(_ type: String) -> String {
    type.utf8.contains(UInt8(ascii: "|")) ? type.replacing("|", with: "\\|") : type
  }

  /// A description's cell; marks by which readers find other things in it are defused.
  mutating func description(_ value: Value) -> String {
    var text = cell(value.string ?? "", value)
    for mark in ["*Enum:*", "_Enum:_", "*Example:*", "_Example:_", "**Headers:**", "**Links:**"]
    where text.firstRange(ofASCII: mark) != nil {
      text = text.replacing(mark, with: "\\\(mark.dropLast())\\\(mark.suffix(1))")
      log.note(
        "markdown-text-changed", "`\(mark)` has a meaning in descriptions",
        "nothing to do: a backslash was put into it", at: value.range)
    }
    return text
  }

  // MARK: Responses

  private mutating func responses(_ value: Value?) {
    let responses = (value?.object ?? ValueObject()).filter {
      !$0.name.startsExactly(with: "x-")
    }
    put("##### Responses")
    put()
    let hasSchema = responses.contains { followed($0.value)["schema"] != nil }
    table(["Code", "Description"] + (hasSchema ? ["Schema"] : []))
    for member in responses {
      let response = followed(member.value).object ?? ValueObject()
      var text = response["description"].map { description($0) } ?? ""
      if let headers = response["headers"]?.object, !headers.isEmpty {
        text += "<br>**Headers:**<br>"
        for header in headers { text += self.header(header) + "<br>" }
      }
      for other in response
      where !["description", "headers", "schema"].contains(other.name) {
        types.lose(other)
      }
      var cells = [member.name, text]
      if hasSchema { cells.append(response["schema"].map { bars(types.text(of: $0)) } ?? "") }
      put("| \(cells.joined(separator: " | ")) |")
    }
    put()
  }

  private mutating func header(_ member: ValueObject.Member) -> String {
    let type = bars(types.text(of: member.value, carried: ["description"]))
    let text = member.value["description"].map { description($0) } ?? ""
    return "**\(member.name)** (\(type)): \(text)"
  }

  // MARK: Security

  /// One row an alternative; an alternative of several schemes is a multiple of the columns wide.
  private mutating func security(_ value: Value?) {
    guard let value, let all = value.array else { return }
    let parts = all.map { alternative in
      (alternative.object ?? ValueObject()).map { scheme in
        [scheme.name] + (scheme.value.array?.compactMap(\.string) ?? [])
      }
    }
    let alternatives = parts.filter { !$0.isEmpty }
    let isOptional = alternatives.count < parts.count
    let width = max(2, alternatives.joined().map(\.count).max() ?? 2)
    put("##### Security")
    put()
    table(["Security Schema", "Scopes"] + Array(repeating: "", count: width - 2))
    for (place, alternative) in alternatives.enumerated() {
      // A blank line before a row is the alternative that asks for nothing.
      if isOptional && place == 0 { put() }
      let cells = alternative.flatMap { part in
        part.map(MarkdownText.name) + Array(repeating: "", count: width - part.count)
      }
      put("| \(cells.joined(separator: " | ")) |")
    }
    put()
  }
}
