import Documents

/// Writes an OpenAPI 3.1 document as OpenAPI 3.0, as far as that can say the same.
struct OpenAPI30Downgrade: SpecVisitor {
  let grammar = SpecGrammar.openAPI31
  let references: LocalReference
  var log: ConversionLog
  var schemas: ComponentNames
  var hoisted = HoistedSchemas()

  static func downgrade(_ document: Value, log: inout ConversionLog) -> Value {
    var ignored = ConversionLog()
    var step = OpenAPI30Downgrade(
      references: LocalReference(document: document), log: log,
      schemas: ComponentNames(document["components"]?["schemas"], log: &ignored))
    var result = step.walk(document, as: .document) ?? document
    result = step.withHoisted(result)
    log = step.log
    return result
  }

  private mutating func withHoisted(_ document: Value) -> Value {
    guard !hoisted.pending.isEmpty, var root = document.object else { return document }
    var components = root["components"]?.object ?? ValueObject()
    var models = components["schemas"]?.object ?? ValueObject()
    while let next = hoisted.pending.popLast() {
      guard let source = references.document[next.pointer] else { continue }
      models[next.name] = walk(source, as: .schema)
    }
    components["schemas"] = .object(models, at: components["schemas"]?.range)
    root["components"] = .object(components, at: root["components"]?.range)
    return .object(root, at: document.range)
  }

  mutating func enter(
    _ members: inout ValueObject, _ kind: SpecKind, name: String, at range: SourceRange?
  ) {
    switch kind {
    case .document:
      members["openapi"] = .string("3.0.4", at: members["openapi"]?.range)
      if let webhooks = members["webhooks"] {
        members["webhooks"] = nil
        log.lost(
          "webhooks-lost", "OpenAPI 3.0 has no webhooks",
          "nothing to do: they are not exercised; they were left out", at: webhooks.range)
      }
      members["jsonSchemaDialect"] = nil
      if members["paths"] == nil { members["paths"] = .object([], at: range) }
    case .components: members["pathItems"] = nil
    case .mediaType: members = references.mediaType(members)
    case .schema: lower(&members, at: range)
    default: break
    }
  }

  mutating func reference(
    _ members: ValueObject, _ kind: SpecKind, at range: SourceRange?
  ) -> Value? {
    guard let member = members.member("$ref"), let text = member.value.string,
      let pointer = JSONPointer(parsing: text)
    else { return .object(members, at: range) }
    switch kind {
    case .pathItem where pointer.tokens.first != "paths":
      var ignored: [Diagnostic] = []
      let followed = references.follow(.object(members), at: pointer, into: &ignored)
      return followed.flatMap { walk($0.value, as: .pathItem) } ?? .object(members, at: range)
    case .schema:
      return .object([("$ref", .string(target(text), at: member.value.range))], at: range)
    default:
      // A summary or description beside it, which 3.1 allows.
      var result = ValueObject()
      result.set(member)
      return .object(result, at: range)
    }
  }

  /// References into what OpenAPI 3.0 has no place for lead to a named schema instead.
  mutating func target(_ text: String) -> String {
    guard text.startsExactly(with: "#"), let pointer = JSONPointer(parsing: text),
      pointer.tokens.contains(where: Self.lostPlaces.contains),
      references.document[pointer] != nil
    else { return text }
    return JSONPointer(["components", "schemas", hoisted.name(of: pointer, among: &schemas)])
      .fragment
  }

  private static let lostPlaces: Set<String> = [
    "$defs", "definitions", "prefixItems", "patternProperties", "dependentSchemas", "if", "then",
    "else", "contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties",
    "contentSchema", "webhooks", "pathItems",
  ]

  mutating func misfit(_ value: Value, _ kind: SpecKind) -> Value? {
    guard kind == .schema, let flag = value.bool else { return value }
    return Self.schema(flag, at: value.range)
  }

  /// `true` and `false` as schemas that say so.
  static func schema(_ flag: Bool, at range: SourceRange?) -> Value {
    flag ? .object([], at: range) : .object([("not", .object([], at: range))], at: range)
  }
}
