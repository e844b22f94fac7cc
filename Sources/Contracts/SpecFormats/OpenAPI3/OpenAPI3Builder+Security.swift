import Documents

extension OpenAPI3Builder {
  mutating func readSecuritySchemes(_ root: SpecObject) -> [Contract.SecurityScheme] {
    guard let components = root.object("components", into: &diagnostics),
      let definitions = holder("securitySchemes", of: components)
    else { return [] }
    var schemes: [Contract.SecurityScheme] = []
    for member in definitions.members where !member.name.startsExactly(with: "x-") {
      let pointer = definitions.pointer.appending(member.name)
      guard let object = resolved(member.value, at: pointer) else { continue }
      schemes.append(
        Contract.SecurityScheme(
          name: member.name, kind: kind(of: object),
          range: member.nameRange ?? member.value.range))
    }
    return schemes
  }

  private mutating func kind(of scheme: SpecObject) -> Contract.SecurityScheme.Kind {
    let type = scheme.text("type", into: &diagnostics) ?? ""
    switch type {
    case "http":
      guard let word = scheme.text("scheme", into: &diagnostics) else { break }
      return word.loweredASCII() == "basic" ? .basic : .http(scheme: word)
    case "apiKey":
      let place = scheme.text("in", into: &diagnostics) ?? ""
      guard let name = scheme.text("name", into: &diagnostics),
        let location = Contract.Parameter.Location(rawValue: place),
        [.query, .header, .cookie].contains(location)
      else { break }
      return .apiKey(name: name, location: location)
    case "oauth2": return .oauth2(flows: flows(scheme))
    case "openIdConnect":
      return .openIDConnect(url: scheme.text("openIdConnectUrl", into: &diagnostics) ?? "")
    case "mutualTLS" where version >= .v31: return .mutualTLS
    default: break
    }
    let last = version >= .v31 ? "openIdConnect or mutualTLS" : "or openIdConnect"
    warn(
      "security-scheme-unknown",
      "`\(scheme.pointer)` is no kind of security scheme that \(familyName) has",
      remedy: "write http with scheme, apiKey with name and in, oauth2, \(last)", at: scheme.range)
    return .unknown(type)
  }

  private mutating func flows(_ scheme: SpecObject) -> [Contract.SecurityScheme.OAuthFlow] {
    guard let object = scheme.object("flows", into: &diagnostics) else { return [] }
    let known =
      ["implicit", "password", "clientCredentials", "authorizationCode"]
      + (version >= .v32 ? ["deviceAuthorization"] : [])
    var flows: [Contract.SecurityScheme.OAuthFlow] = []
    for member in object.members where !member.name.startsExactly(with: "x-") {
      let pointer = object.pointer.appending(member.name)
      guard let entry = SpecObject(member.value, at: pointer, into: &diagnostics) else { continue }
      guard known.contains(member.name) else {
        warn(
          "oauth-flow-unknown", "`\(member.name)` is no OAuth flow of \(familyName)",
          remedy: Suggestion.remedy(for: member.name, among: known) + "; it was left out",
          at: member.nameRange ?? entry.range)
        continue
      }
      let scopes = entry.object("scopes", .warning, into: &diagnostics)
      flows.append(
        Contract.SecurityScheme.OAuthFlow(
          name: member.name, tokenURL: entry.text("tokenUrl", into: &diagnostics),
          authorizationURL: entry.text("authorizationUrl", into: &diagnostics),
          deviceAuthorizationURL: entry.text("deviceAuthorizationUrl", into: &diagnostics),
          refreshURL: entry.text("refreshUrl", into: &diagnostics),
          scopes: scopes?.members.names.filter { !$0.startsExactly(with: "x-") } ?? []))
    }
    return flows
  }
}
