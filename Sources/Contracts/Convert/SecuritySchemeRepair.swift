import Documents

/// Brings a security scheme into the shape that its type demands.
struct SecuritySchemeRepair {
  let grammar: SpecGrammar
  let name: String

  private var isSwagger2: Bool { grammar.rules[.components] == nil }

  /// Nil and a diagnostic for a scheme that the format has no type for.
  func repaired(
    _ scheme: ValueObject, at range: SourceRange?, log: inout ConversionLog
  ) -> ValueObject? {
    guard let shape = shape(of: scheme) else {
      let type = scheme["type"]?.string ?? ""
      log.lost(
        "security-scheme-lost", "\(grammar.name) has no security scheme of the type `\(type)`",
        "correct the type; the scheme `\(name)` was left out", at: range)
      return nil
    }
    var result = ValueObject()
    for member in scheme {
      if shape.required.contains(member.name) || shape.optional.contains(member.name)
        || member.name.startsExactly(with: "x-")
      {
        result.set(member)
      } else {
        log.lost(
          "member-lost", "a scheme such as `\(name)` has no `\(member.name)`",
          "nothing to do: it was left out", at: member.nameRange ?? member.value.range)
      }
    }
    for word in shape.required where result[word] == nil {
      let isObject = word == "scopes" || word == "flows"
      result[word] = isObject ? .object([], at: range) : .string("", at: range)
      if !isObject {
        log.note(
          "scheme-incomplete", "the security scheme `\(name)` has no `\(word)`",
          "add it; it was left empty", at: range)
      }
    }
    if let flows = result["flows"]?.object {
      result["flows"] = .object(self.flows(flows, at: range, log: &log), at: result["flows"]?.range)
    }
    return result
  }

  private struct Shape {
    var required: [String]
    var optional: Set<String> = ["description"]
  }

  private func shape(of scheme: ValueObject) -> Shape? {
    switch scheme["type"]?.string {
    case "basic" where isSwagger2: return Shape(required: ["type"])
    case "apiKey":
      let places = isSwagger2 ? ["query", "header"] : ["query", "header", "cookie"]
      guard places.contains(scheme["in"]?.string ?? "") else { return nil }
      return Shape(required: ["type", "name", "in"])
    case "oauth2" where isSwagger2:
      guard let flow = scheme["flow"]?.string, let urls = Self.urls[flow] else { return nil }
      return Shape(required: ["type", "flow", "scopes"] + urls)
    case "oauth2": return Shape(required: ["type", "flows"])
    case "http" where !isSwagger2:
      let isBearer = scheme["scheme"]?.string?.loweredASCII() == "bearer"
      return Shape(
        required: ["type", "scheme"],
        optional: isBearer ? ["description", "bearerFormat"] : ["description"])
    case "openIdConnect" where !isSwagger2: return Shape(required: ["type", "openIdConnectUrl"])
    case "mutualTLS" where grammar.hasReferenceSiblings: return Shape(required: ["type"])
    default: return nil
    }
  }

  private func flows(
    _ flows: ValueObject, at range: SourceRange?, log: inout ConversionLog
  ) -> ValueObject {
    var result = ValueObject()
    for var member in flows {
      guard let urls = Self.urls[member.name], var flow = member.value.object else {
        result.set(member)
        continue
      }
      for word in urls + ["scopes"] where flow[word] == nil {
        flow[word] = word == "scopes" ? .object([], at: range) : .string("", at: range)
      }
      for word in ["authorizationUrl", "tokenUrl"] where !urls.contains(word) {
        flow[word] = nil
      }
      member.value = .object(flow, at: member.value.range)
      result.set(member)
    }
    return result
  }

  /// The URLs that a flow has.
  private static let urls: [String: [String]] = [
    "implicit": ["authorizationUrl"], "password": ["tokenUrl"], "application": ["tokenUrl"],
    "clientCredentials": ["tokenUrl"], "accessCode": ["authorizationUrl", "tokenUrl"],
    "authorizationCode": ["authorizationUrl", "tokenUrl"],
  ]
}
