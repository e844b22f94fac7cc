import Documents

/// Settles members that must be texts or flags and are something else: YAML reads `version: 1.0` as
/// a number and `description:` as null.
enum ScalarRepair {
  private static let texts: Set<String> = [
    "description", "summary", "operationId", "termsOfService", "version", "title", "host",
    "basePath", "pattern", "format", "url", "email", "authorizationUrl", "tokenUrl",
  ]
  private static let flags: Set<String> = [
    "deprecated", "allowEmptyValue", "explode", "allowReserved", "uniqueItems", "readOnly",
    "writeOnly", "nullable",
  ]

  static func repair(
    _ members: inout ValueObject, _ kind: SpecKind, isDraft4: Bool, log: inout ConversionLog
  ) {
    switch kind {
    case .paths, .responses, .callback: return
    default: break
    }
    for name in members.names {
      guard let value = members[name] else { continue }
      if texts.contains(name) || name == "name" && kind != .schema {
        if value.string != nil { continue }
        members[name] = value.number.map { .string($0.text, at: value.range) }
        if members[name] == nil && !value.isNull { wrong(name, "a string", value, &log) }
      } else if flags.contains(name) || name == "required" && kind != .schema
        || isDraft4 && name.startsExactly(with: "exclusive")
      {
        if value.bool != nil { continue }
        members[name] = nil
        wrong(name, "true or false", value, &log)
      } else if name == "required" || name == "enum" {
        if value.array != nil { continue }
        members[name] = nil
        wrong(name, "an array", value, &log)
      }
    }
  }

  private static func wrong(
    _ name: String, _ wanted: String, _ value: Value, _ log: inout ConversionLog
  ) {
    log.lost(
      "wrong-type", "`\(name)` must be \(wanted), not \(value.typeName)",
      "correct it; it was left out", at: value.range)
  }
}
