import Documents

/// Writes an OpenAPI 3.0 document as Swagger 2.0, as far as that can say the same.
struct Swagger2Downgrade: SpecVisitor {
  let grammar = SpecGrammar.openAPI30
  let root: ValueObject
  let references: LocalReference
  var log: ConversionLog
  var schemas: ComponentNames
  var hoisted = HoistedSchemas()
  /// Schemes that Swagger 2.0 has no word for.
  var lostSchemes: Set<ExactName> = []

  static func downgrade(_ document: Value, log: inout ConversionLog) -> Value {
    var step = Swagger2Downgrade(document, log: log)
    let result = step.document(at: document.range)
    log = step.log
    return result
  }

  private init(_ document: Value, log: ConversionLog) {
    root = document.object ?? ValueObject()
    references = LocalReference(document: document)
    self.log = log
    var ignored = ConversionLog()
    schemas = ComponentNames(document["components"]?["schemas"], log: &ignored)
  }

  private mutating func document(at range: SourceRange?) -> Value {
    var result = LocatedObject()
    result.add("swagger", "2.0", at: root["openapi"]?.range ?? range)
    let security = (root["components"]?["securitySchemes"]).map { securityDefinitions($0) }
    for member in root {
      switch member.name {
      case "openapi", "components": continue
      case "servers":
        for part in servers(member.value) { result.add(part.name, part.value) }
      case "paths": result.add("paths", paths(member.value), nameAt: member.nameRange)
      case "security": result.add("security", requirements(member.value))
      default: result.add(member.name, member.value, nameAt: member.nameRange)
      }
    }
    if let security { result.add("securityDefinitions", security) }
    let shared = section("parameters") { $0.parameter($1) }
    if !shared.isEmpty { result.add("parameters", .object(shared, at: range)) }
    let responses = section("responses") { $0.response($1) }
    if !responses.isEmpty { result.add("responses", .object(responses, at: range)) }
    var models = section("schemas") { $0.schema($1) }
    while let next = hoisted.pending.popLast() {
      guard let source = references.document[next.pointer] else { continue }
      models[next.name] = schema(source)
    }
    if !models.isEmpty { result.add("definitions", .object(models, at: range)) }
    return result.value(at: range)
  }

  private mutating func section(
    _ name: String, _ convert: (inout Self, Value) -> Value?
  ) -> ValueObject {
    var result = ValueObject()
    for var member in root["components"]?[name]?.object ?? ValueObject() {
      guard let target = followed(member.value), let value = convert(&self, target) else {
        continue
      }
      member.value = value
      result.set(member)
    }
    return result
  }

  // MARK: Servers

  private struct Base {
    var scheme: String?
    var host: String
    var path: String

    init(_ url: String) {
      var rest = url[...]
      if let mark = rest.firstRange(ofASCII: "://") {
        scheme = String(rest[..<mark.lowerBound])
        rest = rest[mark.upperBound...]
      } else if let bare = rest.dropping(prefix: "//") {
        rest = bare
      } else {
        host = ""
        path = String(rest)
        return
      }
      let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      host = String(rest[..<slash])
      path = String(rest[slash...])
    }
  }

  private mutating func servers(_ value: Value) -> [(name: String, value: Value)] {
    guard let servers = value.array, let first = servers.first,
      let main = base(first, at: first.range)
    else { return [] }
    var parts: [(name: String, value: Value)] = []
    var schemes: [Value] = main.scheme.map { [.string($0, at: first.range)] } ?? []
    for server in servers.dropFirst() {
      guard let other = base(server, at: server.range) else { continue }
      if let scheme = other.scheme, main.scheme != nil, other.host == main.host,
        other.path == main.path
      {
        schemes.append(.string(scheme, at: server.range))
      } else {
        log.lost(
          "servers-lost", "Swagger 2.0 has one host and base path",
          "give another base URL when you run; the server was left out", at: server.range)
      }
    }
    if !main.host.isEmpty { parts.append(("host", .string(main.host, at: first.range))) }
    if main.path != "", main.path != "/" {
      parts.append(("basePath", .string(main.path, at: first.range)))
    }
    if !schemes.isEmpty { parts.append(("schemes", .array(schemes, at: value.range))) }
    return parts
  }

  private mutating func base(_ server: Value, at range: SourceRange?) -> Base? {
    guard let url = server["url"]?.string else { return nil }
    let variables = server["variables"]?.object ?? ValueObject()
    let template = Contract.Server(
      template: url,
      variables: variables.compactMap { variable in
        variable.value["default"]?.string.map {
          Contract.Server.Variable(name: variable.name, standard: $0)
        }
      })
    if !variables.isEmpty {
      log.lost(
        "server-variables-lost", "Swagger 2.0 has no variables in base URLs",
        "nothing to do if the defaults will do; they were put in", at: range)
    }
    return Base(template.url)
  }

  // MARK: Security

  private mutating func securityDefinitions(_ value: Value) -> Value {
    var result = ValueObject()
    for var member in value.object ?? ValueObject() {
      guard let scheme = followed(member.value)?.object else { continue }
      guard let converted = securityScheme(scheme, member) else {
        lostSchemes.insert(ExactName(member.name))
        log.lost(
          "security-scheme-lost",
          "Swagger 2.0 has no word for the security scheme `\(member.name)`",
          "give the credential as a header when you run; the scheme was left out",
          at: member.nameRange ?? member.value.range)
        continue
      }
      member.value = .object(converted, at: member.value.range)
      result.set(member)
    }
    return .object(result, at: value.range)
  }

  private mutating func securityScheme(
    _ scheme: ValueObject, _ source: ValueObject.Member
  ) -> ValueObject? {
    var result = LocatedObject()
    let range = source.value.range
    let kept = scheme.filter { $0.name == "description" || $0.name.startsExactly(with: "x-") }
    switch (scheme["type"]?.string, scheme["scheme"]?.string?.loweredASCII()) {
    case ("http", "basic"): result.add("type", "basic", at: range)
    case ("http", "bearer"):
      result.add("type", "apiKey", at: range)
      result.add("name", "Authorization", at: range)
      result.add("in", "header", at: range)
      log.lost(
        "bearer-as-key", "Swagger 2.0 has no bearer scheme",
        "send `Bearer` before the token; `\(source.name)` was written as an API key", at: range)
    case ("apiKey", _):
      guard scheme["in"]?.string != "cookie" else { return nil }
      return scheme
    case ("oauth2", _):
      guard let flows = scheme["flows"]?.object, let flow = flows.first(where: Self.isFlow),
        let members = flow.value.object
      else { return nil }
      let word =
        switch flow.name {
        case "clientCredentials": "application"
        case "authorizationCode": "accessCode"
        default: flow.name
        }
      result.add("type", "oauth2", at: range)
      result.add("flow", word, at: range)
      for member in members {
        if member.name == "refreshUrl" {
          log.lost(
            "member-lost", "Swagger 2.0's flows have no `refreshUrl`",
            "say it in the description; it was left out",
            at: member.nameRange ?? member.value.range)
          continue
        }
        result.add(member.name, member.value, nameAt: member.nameRange)
      }
      if flows.filter(Self.isFlow).count > 1 {
        log.lost(
          "flows-lost", "Swagger 2.0 has one flow for each OAuth scheme",
          "declare a scheme for each flow; `\(flow.name)` was kept", at: range)
      }
    default: return nil
    }
    for member in kept { result.add(member.name, member.value, nameAt: member.nameRange) }
    return result.members
  }

  private static func isFlow(_ member: ValueObject.Member) -> Bool {
    ["implicit", "password", "clientCredentials", "authorizationCode"].contains(member.name)
      && member.value.object != nil
  }

  /// Alternatives that name a scheme which was left out go: what is left would ask for less.
  mutating func requirements(_ value: Value) -> Value {
    guard let alternatives = value.array else { return value }
    return .array(
      alternatives.filter { alternative in
        alternative.object?.contains { lostSchemes.contains(ExactName($0.name)) } != true
      }, at: value.range)
  }

  func followed(_ value: Value) -> Value? {
    var ignored: [Diagnostic] = []
    return references.follow(value, at: JSONPointer(), into: &ignored)?.value
  }
}
