import Documents

/// Finds members outside of schemas that mean nothing where they stand.
struct MemberUnknownRule: LintRule {
  let id = "member-unknown"
  let summary = "An object of the definition has a member that means nothing there"
  let explanation = """
    What it was to say is lost. Misspelt members (`respones`) and those of the other family
    (`schema` beside an OpenAPI 3 answer's `content`, `requestBody` in Swagger 2.0) are warnings,
    others are notes. Members of path items are the loader's to tell, words in schemas those of
    `keyword-unknown`.
    """
  let severity = Diagnostic.Severity.warning

  /// What OpenAPI 3.2 adds to the objects of 3.1.
  private static let of32: Set<String> = [
    "$self", "name", "parent", "kind", "itemSchema", "prefixEncoding", "itemEncoding", "mediaTypes",
    "deviceAuthorization", "deviceAuthorizationUrl", "oauth2MetadataUrl", "deprecated", "summary",
    "dataValue", "serializedValue", "querystring",
  ]

  /// What lies open in the walk.
  private struct Site {
    var kind: SpecKind
    var value: Value
    var pointer: JSONPointer
  }

  func check(_ subject: LintSubject) -> [Diagnostic] {
    let document = subject.contract.document
    let version = document["openapi"]?.string ?? ""
    let isOpenAPI = document["openapi"] != nil
    let is32 = version.startsExactly(with: "3.2")
    let grammar: SpecGrammar =
      !isOpenAPI
      ? .swagger2 : version.startsExactly(with: "3.0") ? .openAPI30 : .openAPI31
    let others: [SpecGrammar] = isOpenAPI ? [.swagger2] : [.openAPI30, .openAPI31]
    var findings: [Diagnostic] = []
    var open = [Site(kind: .document, value: document, pointer: JSONPointer())]
    while let site = open.popLast() {
      guard let members = site.value.object, site.value["$ref"]?.string == nil else { continue }
      let rule = grammar.rule(site.kind)
      for member in members {
        guard let place = rule.place(of: member.name) else {
          if site.kind == .pathItem || is32 && Self.of32.contains(member.name) { continue }
          let (remedy, severity) = judge(member.name, site.kind, rule, others)
          findings.append(
            finding(
              "`\(member.name.shortened(to: 60))` in \(PlaceName.of(site.pointer, in: document))"
                + " means nothing in \(is32 ? "OpenAPI 3.2" : grammar.name)",
              remedy: remedy, at: member.nameRange ?? member.value.range, severity))
          continue
        }
        open += sites(place, member, site.pointer)
      }
    }
    return findings
  }

  private func judge(
    _ name: String, _ kind: SpecKind, _ rule: SpecGrammar.Rule, _ others: [SpecGrammar]
  ) -> (remedy: String, severity: Diagnostic.Severity) {
    for other in others where other.rule(kind).members[name] != nil {
      return ("it is a member of \(other.name); say it in this format's words", .warning)
    }
    if name.utf8.count > 3,
      let near = Suggestion.nearest(to: name, among: rule.members.keys.sorted())
    {
      return ("did you mean `\(near)`?", .warning)
    }
    return ("leave it out, or begin its name with `x-`", .note)
  }

  /// The objects that a member holds; extensions and schemas are looked at by nobody or others.
  private func sites(
    _ place: SpecGrammar.Place, _ member: ValueObject.Member, _ parent: JSONPointer
  ) -> [Site] {
    let pointer = parent.appending(member.name)
    if member.name.startsExactly(with: "x-") { return [] }
    switch place {
    case .free, .schemaOrFlag, .one(.schema), .list(.schema), .map(.schema): return []
    case .one(let kind): return [Site(kind: kind, value: member.value, pointer: pointer)]
    case .list(let kind):
      return (member.value.array ?? []).enumerated().map {
        Site(kind: kind, value: $0.element, pointer: pointer.appending($0.offset))
      }
    case .map(let kind):
      return (member.value.object ?? ValueObject()).filter { !$0.name.startsExactly(with: "x-") }
        .map { Site(kind: kind, value: $0.value, pointer: pointer.appending($0.name)) }
    }
  }
}
