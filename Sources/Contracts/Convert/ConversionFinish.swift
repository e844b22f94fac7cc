import Documents

/// Makes a converted document one that its format's own rules accept: leaves out what the format
/// has no word for, adds what it demands, and says both.
struct ConversionFinish: SpecVisitor {
  let grammar: SpecGrammar
  let references: LocalReference
  var log: ConversionLog
  private var operationIDs: Set<ExactName> = []

  static func finish(
    _ document: Value, as grammar: SpecGrammar, log: inout ConversionLog
  ) -> Value {
    var finish = ConversionFinish(
      grammar: grammar, references: LocalReference(document: document), log: log)
    let result = finish.walk(document, as: .document) ?? document
    log = finish.log
    return DanglingReferences.replaced(in: result, grammar, log: &log)
  }

  private init(grammar: SpecGrammar, references: LocalReference, log: ConversionLog) {
    self.grammar = grammar
    self.references = references
    self.log = log
  }

  var isSwagger2: Bool { grammar.rules[.components] == nil }

  mutating func enter(
    _ members: inout ValueObject, _ kind: SpecKind, name: String, at range: SourceRange?
  ) {
    ScalarRepair.repair(&members, kind, isDraft4: !grammar.hasReferenceSiblings, log: &log)
    switch kind {
    case .document: repairDocument(&members, at: range)
    case .info:
      for word in ["title", "version"] where members[word] == nil {
        members[word] = .string("", at: range)
      }
    case .license where members["name"] == nil: members["name"] = .string("", at: range)
    case .paths: repairPaths(&members)
    case .pathItem where name.startsExactly(with: "/"): repairPathItem(&members, path: name)
    case .mediaType: members = references.mediaType(members)
    case .operation: repairOperation(&members, at: range)
    case .parameter, .header: repairParameter(&members, kind, at: range)
    case .responses: repairResponses(&members, at: range)
    case .schema, .items: repairSchema(&members, kind, at: range)
    default: break
    }
  }

  mutating func leave(
    _ members: inout ValueObject, _ kind: SpecKind, name: String, at range: SourceRange?
  ) {
    switch kind {
    case .response where members["description"] == nil:
      members["description"] = .string("", at: range)
    case .operation where members["responses"] == nil:
      var responses = ValueObject()
      repairResponses(&responses, at: range)
      members["responses"] = .object(responses, at: range)
    case .requestBody where members["content"] == nil:
      members["content"] = .object([], at: range)
    case .schema: declareRequired(&members, at: range)
    default: break
    }
  }

  mutating func unknown(_ member: ValueObject.Member, in kind: SpecKind) -> Value? {
    let place = member.nameRange ?? member.value.range
    if kind == .pathItem, member.value.object != nil {
      log.lost(
        "method-lost", "\(grammar.name) has no `\(member.name)` among the methods",
        "nothing to do: it was left out and is not exercised", at: place)
      return nil
    }
    if kind == .schema || kind == .items {
      log.lost(
        "keyword-lost", "\(grammar.name)'s schemas have no `\(member.name)`",
        "say it in the description; it was left out and is not checked", at: place)
    } else {
      log.lost(
        "member-lost", "\(grammar.name) has no `\(member.name)` in this place",
        "nothing to do where it does not matter; it was left out", at: place)
    }
    return nil
  }

  mutating func misfit(_ value: Value, _ kind: SpecKind) -> Value? {
    if kind == .schema, let flag = value.bool {
      if grammar.hasReferenceSiblings { return value }
      if flag || isSwagger2 { return .object([], at: value.range) }
      return OpenAPI30Downgrade.schema(flag, at: value.range)
    }
    log.lost(
      "wrong-type", "an object must stand here, not \(value.isNull ? "null" : value.typeName)",
      "correct it; it was left out", at: value.range)
    return nil
  }

  // MARK: The document

  private mutating func repairDocument(_ members: inout ValueObject, at range: SourceRange?) {
    if grammar.hasReferenceSiblings, let version = members["openapi"],
      version.string?.startsExactly(with: "3.1") != true
    {
      members["openapi"] = .string("3.1.1", at: version.range)
    }
    if members["info"]?.object == nil { members["info"] = .object([], at: range) }
    if members["paths"]?.object == nil { members["paths"] = .object([], at: range) }
    if let tags = members["tags"]?.array {
      var seen: Set<ExactName> = []
      members["tags"] = .array(
        tags.filter { $0["name"]?.string.map { seen.insert(ExactName($0)).inserted } ?? false },
        at: members["tags"]?.range)
    }
    let place = isSwagger2 ? "securityDefinitions" : "securitySchemes"
    let holder = isSwagger2 ? members : members["components"]?.object ?? ValueObject()
    guard let schemes = holder[place]?.object else { return }
    var kept = ValueObject()
    for var member in schemes {
      guard LocalReference.target(of: member.value) == nil, let scheme = member.value.object else {
        kept.set(member)
        continue
      }
      let repair = SecuritySchemeRepair(grammar: grammar, name: member.name)
      guard let repaired = repair.repaired(scheme, at: member.value.range, log: &log) else {
        continue
      }
      member.value = .object(repaired, at: member.value.range)
      kept.set(member)
    }
    if isSwagger2 {
      members[place] = .object(kept, at: members[place]?.range)
    } else if var components = members["components"]?.object {
      components[place] = .object(kept, at: components[place]?.range)
      members["components"] = .object(components, at: members["components"]?.range)
    }
  }

  private mutating func repairPaths(_ members: inout ValueObject) {
    guard members.contains(where: { !$0.name.startsExactly(with: "/") }) else { return }
    var result = ValueObject()
    for var member in members {
      if !member.name.startsExactly(with: "/"), !member.name.startsExactly(with: "x-") {
        log.note(
          "path-slash", "the path `\(member.name)` doesn't begin with a slash",
          "nothing to do: it was written with one", at: member.nameRange ?? member.value.range)
        member.name = "/" + member.name
      }
      result.set(member)
    }
    members = result
  }

  // MARK: Operations

  private mutating func repairOperation(_ members: inout ValueObject, at range: SourceRange?) {
    if let tags = members["tags"]?.array {
      var seen: Set<ExactName> = []
      members["tags"] = .array(
        tags.filter { $0.string.map { seen.insert(ExactName($0)).inserted } ?? false },
        at: members["tags"]?.range)
    }
    guard let member = members.member("operationId"), let id = member.value.string else { return }
    guard !operationIDs.insert(ExactName(id)).inserted else { return }
    var number = 2
    while !operationIDs.insert(ExactName("\(id)_\(number)")).inserted { number += 1 }
    members["operationId"] = .string("\(id)_\(number)", at: member.value.range)
    log.note(
      "operation-id-repeated", "another operation is called `\(id)` too",
      "give each its own; this one was written as `\(id)_\(number)`", at: member.value.range)
  }

  private mutating func repairResponses(_ members: inout ValueObject, at range: SourceRange?) {
    var result = ValueObject()
    for var member in members {
      let status = Contract.Response.Status(member.name)
      if member.name.startsExactly(with: "x-") {
        result.set(member)
        continue
      }
      let hasRanges = !isSwagger2
      switch status {
      case .range(let hundreds) where hasRanges: member.name = "\(hundreds)XX"
      case .code, .default: break
      default:
        log.lost(
          "status-lost", "\(grammar.name) has no status `\(member.name)`",
          "write three digits or `default`; the response was left out",
          at: member.nameRange ?? member.value.range)
        continue
      }
      result.set(member)
    }
    if !result.contains(where: { !$0.name.startsExactly(with: "x-") }) {
      result["default"] = .object(
        [("description", .string("undocumented", at: range))], at: range)
      log.note(
        "responses-added", "the operation documents no answer, and \(grammar.name) demands one",
        "document what it answers; `default` was added", at: range)
    }
    members = result
  }

  private mutating func repairParameter(
    _ members: inout ValueObject, _ kind: SpecKind, at range: SourceRange?
  ) {
    let place = members["in"]?.string
    if place == "path" {
      members["required"] = .bool(true, at: members["required"]?.range ?? range)
    }
    if isSwagger2 {
      if place == "body" {
        if members["schema"] == nil { members["schema"] = .object([], at: range) }
        let kept: Set<String> = ["name", "in", "description", "required", "schema"]
        for name in members.names where !kept.contains(name) && !name.startsExactly(with: "x-") {
          members[name] = nil
        }
      } else {
        members["schema"] = nil
        repairSchema(&members, kind, at: range)
      }
      return
    }
    if members["schema"] == nil && members["content"] == nil {
      members["schema"] = .object([], at: range)
    }
    if members["example"] != nil { members["examples"] = nil }
    guard let style = members["style"]?.string, let place else { return }
    let known: [String: Set<String>] = [
      "path": ["simple", "label", "matrix"], "header": ["simple"], "cookie": ["form"],
      "query": ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    ]
    guard known[place]?.contains(style) == false else { return }
    log.lost(
      "style-lost", "\(grammar.name) has no style `\(style)` in \(place)",
      "use \(known[place]?.sorted().joined(separator: " or ") ?? "form"); it was left out",
      at: members["style"]?.range)
    members["style"] = nil
  }
}
