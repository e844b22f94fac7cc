import Documents

/// Writes a Swagger 2.0 document as OpenAPI 3.0.
///
/// Every value keeps its place, so that remarks about the result point into the source.
struct Swagger2Upgrade: SpecVisitor {
  let grammar = SpecGrammar.swagger2
  let root: ValueObject
  let references: LocalReference
  var log: ConversionLog
  var schemas: ComponentNames
  let parameters: ComponentNames
  let responses: ComponentNames
  let schemes: ComponentNames
  var hoisted = HoistedSchemas()

  static func upgrade(_ document: Value, log: inout ConversionLog) -> Value {
    var upgrade = Swagger2Upgrade(document, log: log)
    let result = upgrade.document(at: document.range)
    log = upgrade.log
    return result
  }

  private init(_ document: Value, log: ConversionLog) {
    root = document.object ?? ValueObject()
    references = LocalReference(document: document)
    var log = log
    schemas = ComponentNames(root["definitions"], log: &log)
    parameters = ComponentNames(root["parameters"], log: &log)
    responses = ComponentNames(root["responses"], log: &log)
    schemes = ComponentNames(root["securityDefinitions"], log: &log)
    self.log = log
  }

  private mutating func document(at range: SourceRange?) -> Value {
    var result = LocatedObject()
    let version = root["swagger"]?.range ?? range
    result.add("openapi", "3.0.4", at: version)
    if let info = root["info"] { result.add("info", info) }
    if let servers = servers(schemes: root["schemes"]) { result.add("servers", servers) }
    for member in root {
      switch member.name {
      case "swagger", "info", "host", "basePath", "schemes", "consumes", "produces", "definitions",
        "parameters", "responses", "securityDefinitions":
        continue
      case "paths": result.add("paths", paths(member.value), nameAt: member.nameRange)
      case "security": result.add("security", requirements(member.value))
      default: result.add(member.name, member.value, nameAt: member.nameRange)
      }
    }
    let components = components()
    if !components.isEmpty { result.add("components", .object(components, at: range)) }
    return result.value(at: range)
  }

  /// host, basePath and schemes as base URLs; nil where nothing is said.
  mutating func servers(schemes: Value?) -> Value? {
    let place = root["host"] ?? root["basePath"] ?? schemes
    let base = root["basePath"]?.string ?? ""
    let path = base == "/" ? "" : base
    guard let host = root["host"]?.string, !host.isEmpty else {
      if let schemes {
        log.lost(
          "servers-lost", "OpenAPI 3 has no schemes without a host",
          "name the host; the schemes were left out", at: schemes.range)
      }
      guard !path.isEmpty else { return nil }
      return .array([server(path, at: place?.range)], at: place?.range)
    }
    let words = schemes?.array?.compactMap(\.string) ?? []
    return .array(
      (words.isEmpty ? ["https"] : words).map {
        server("\($0)://\(host)\(path)", at: place?.range)
      },
      at: place?.range)
  }

  private func server(_ url: String, at range: SourceRange?) -> Value {
    .object([("url", .string(url, at: range))], at: range)
  }

  func requirements(_ value: Value) -> Value {
    guard let alternatives = value.array else { return value }
    return .array(
      alternatives.map { alternative in
        guard let members = alternative.object else { return alternative }
        var result = ValueObject()
        for var member in members {
          member.name = schemes[member.name]
          result.set(member)
        }
        return .object(result, at: alternative.range)
      }, at: value.range)
  }

  // MARK: Components

  private mutating func components() -> ValueObject {
    var result = LocatedObject()
    let models = section("definitions", schemas) { $0.schema($1) }
    var shared = section("parameters", parameters) { $0.sharedParameter($1) }
    let answers = section("responses", responses) { $0.response($1, types: $0.produces(nil)) }
    let bodies = section("parameters", parameters) { $0.sharedBody($1) }
    let security = section("securityDefinitions", schemes) { $0.securityScheme($1) }
    shared = shared.filter { !$0.value.isNull }
    var all = models
    // Converting one may name others.
    while let next = hoisted.pending.popLast() {
      guard let source = references.document[next.pointer] else { continue }
      all.append(ValueObject.Member(name: next.name, value: schema(source)))
    }
    for (name, members) in [
      ("schemas", all), ("responses", answers), ("parameters", shared), ("requestBodies", bodies),
      ("securitySchemes", security),
    ] where !members.isEmpty {
      var object = ValueObject()
      for member in members { object.set(member) }
      result.add(name, .object(object, at: members.first?.value.range))
    }
    return result.members
  }

  private mutating func section(
    _ name: String, _ keys: ComponentNames, _ convert: (inout Self, Value) -> Value?
  ) -> [ValueObject.Member] {
    var result: [ValueObject.Member] = []
    for var member in root[name]?.object ?? ValueObject() {
      guard let value = convert(&self, member.value) else { continue }
      member.name = keys[member.name]
      member.value = value
      result.append(member)
    }
    return result
  }

  // MARK: Security

  private mutating func securityScheme(_ value: Value) -> Value? {
    guard let members = value.object else { return value }
    var result = LocatedObject()
    let range = value.range
    switch members["type"]?.string {
    case "basic":
      result.add("type", "http", at: range)
      result.add("scheme", "basic", at: range)
      for member in members where member.name != "type" { result.add(member.name, member.value) }
    case "oauth2":
      var flow = LocatedObject()
      result.add("type", "oauth2", at: range)
      for member in members {
        switch member.name {
        case "type", "flow": continue
        case "authorizationUrl", "tokenUrl", "scopes": flow.add(member.name, member.value)
        default: result.add(member.name, member.value)
        }
      }
      if members["scopes"] == nil { flow.add("scopes", .object([], at: range)) }
      let name: String
      switch members["flow"]?.string {
      case "application": name = "clientCredentials"
      case "accessCode": name = "authorizationCode"
      case let word: name = word ?? "implicit"
      }
      var flows = LocatedObject()
      flows.add(name, flow.value(at: range))
      result.add("flows", flows.value(at: range))
    default: return value
    }
    return result.value(at: range)
  }
}
