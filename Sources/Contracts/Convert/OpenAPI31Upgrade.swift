import Documents

/// Writes an OpenAPI 3.0 document as OpenAPI 3.1, whose schemas are JSON Schema 2020-12.
struct OpenAPI31Upgrade: SpecVisitor {
  let grammar = SpecGrammar.openAPI30
  var log: ConversionLog

  static func upgrade(_ document: Value, log: inout ConversionLog) -> Value {
    var upgrade = OpenAPI31Upgrade(log: log)
    let result = upgrade.walk(document, as: .document) ?? document
    log = upgrade.log
    return result
  }

  mutating func enter(
    _ members: inout ValueObject, _ kind: SpecKind, name: String, at range: SourceRange?
  ) {
    switch kind {
    case .document: members["openapi"] = .string("3.1.1", at: members["openapi"]?.range)
    case .schema:
      if let flag = members["nullable"], flag.bool == true, members["type"]?.string == nil {
        log.note(
          "nullable-without-type",
          "`nullable` has no effect without a type (OpenAPI 3.0.4 §4.7.24)",
          "say `anyOf` with a null type where null is meant; it was left out", at: flag.range)
      }
      members.joinNull()
      for (bound, flag) in DraftBounds.pairs { members.joinBound(bound, flag) }
      if let example = members["example"] {
        members.rename("example", "examples", .array([example], at: example.range))
      }
    default: break
    }
  }

  /// What stands beside a reference meant nothing and would count now.
  mutating func reference(
    _ members: ValueObject, _ kind: SpecKind, at range: SourceRange?
  ) -> Value? {
    guard kind == .schema, let target = members.member("$ref"), members.count > 1 else {
      return .object(members, at: range)
    }
    log.note(
      "reference-siblings", "what stands beside a `$ref` says nothing in OpenAPI 3.0",
      "nothing to do: it was left out", at: range)
    var result = ValueObject()
    result.set(target)
    return .object(result, at: range)
  }

  mutating func unknown(_ member: ValueObject.Member, in kind: SpecKind) -> Value? {
    // Renamed above.
    guard kind == .schema, member.name != "examples" else { return member.value }
    log.note(
      "keyword-meaningless", "`\(member.name)` is no word of OpenAPI 3.0's schemas",
      "nothing to do: it said nothing and was left out", at: member.nameRange ?? member.value.range)
    return nil
  }
}

/// Bounds that drafts up to 4 pair with a flag.
enum DraftBounds {
  static let pairs = [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")]
}

extension ValueObject {
  /// Renames a member in its place and gives it another value.
  mutating func rename(_ name: String, _ other: String, _ value: Value) {
    var result = ValueObject()
    for var member in self {
      if member.name == name {
        member.name = other
        member.value = value
      }
      result.set(member)
    }
    self = result
  }

  /// `nullable` becomes null among the types.
  fileprivate mutating func joinNull() {
    guard let flag = self["nullable"] else { return }
    self["nullable"] = nil
    guard flag.bool == true, let type = self["type"], type.string != nil else { return }
    let null = Value.string("null", at: flag.range)
    if NullSchema.isOne(self) {
      self["type"] = null
      self["enum"] = nil
    } else {
      self["type"] = .array([type, null], at: type.range)
    }
  }

  /// `minimum` with a true flag becomes `exclusiveMinimum`.
  fileprivate mutating func joinBound(_ bound: String, _ flag: String) {
    guard let isExclusive = self[flag]?.bool else { return }
    self[flag] = nil
    guard isExclusive, let limit = self[bound] else { return }
    rename(bound, flag, limit)
  }
}

/// A schema that only null meets, which OpenAPI 3.0 can only say in a roundabout way.
enum NullSchema {
  static func isOne(_ members: ValueObject) -> Bool {
    guard members["type"]?.string == "string", let values = members["enum"]?.array else {
      return false
    }
    return values.count == 1 && values.allSatisfy(\.isNull)
  }

  /// As OpenAPI 3.0 says it.
  static func flagged(at range: SourceRange?) -> ValueObject {
    var result = LocatedObject()
    result.add("type", "string", at: range)
    result.add("nullable", .bool(true, at: range))
    result.add("enum", .array([Value(.null, at: range)], at: range))
    return result.members
  }
}
