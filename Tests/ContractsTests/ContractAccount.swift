import Contracts
import Documents
import Schemas

extension Contract {
  /// All that a contract says, a line each, without places; what is as usual is left out.
  var account: [String] {
    var lines = ["\(format), \(dialect.rawValue)"]
    lines += servers.map(\.account)
    lines += securitySchemes.map { "scheme \($0.name): \($0.kind.account)" }
    lines += operations.flatMap(\.account)
    lines += webhooks.map { "webhook \($0.name): \($0.method)" }
    for model in models {
      let properties = model.properties.map { property in
        " \(property.name)\(property.isRequired ? "!" : ""): \(property.schema.account)"
      }
      lines.append(
        "model \(model.name): \(model.schema.account)\(properties.joined(separator: ","))")
    }
    return lines
  }
}

extension Contract.Server {
  fileprivate var account: String {
    let variables = variables.map {
      " \($0.name)=\($0.standard)\($0.values.isEmpty ? "" : " of \($0.values)")"
    }
    return "server \(template)\(variables.joined()) → \(url)"
  }
}

extension Contract.SecurityScheme.Kind {
  fileprivate var account: String {
    guard case .oauth2(let flows) = self else { return "\(self)" }
    let texts = flows.map { flow in
      let urls = [
        flow.tokenURL, flow.authorizationURL, flow.deviceAuthorizationURL, flow.refreshURL,
      ].map { $0 ?? "-" }
      return "\(flow.name) \(urls.joined(separator: " ")) \(flow.scopes)"
    }
    return "oauth2 " + texts.joined(separator: "; ")
  }
}

extension Contract.SchemaReference {
  fileprivate var account: String { "\(label) @\(pointer)" }
}

extension Contract.Operation {
  fileprivate var account: [String] {
    var head = "\(id)"
    if let operationID { head += " \(operationID)" }
    if effectOrigin != .method { head += " \(effect.rawValue) by \(effectOrigin.rawValue)" }
    if isDeprecated { head += " deprecated" }
    if !tags.isEmpty { head += " \(tags)" }
    if !extensions.isEmpty { head += " \(extensions.names)" }
    var lines = [head]
    if !security.isEmpty {
      let alternatives = security.map { alternative in
        alternative.map { $0.scheme + ($0.scopes.isEmpty ? "" : "\($0.scopes)") }
          .joined(separator: " + ")
      }
      lines.append("  security " + alternatives.map { "(\($0))" }.joined(separator: " or "))
    }
    lines += servers.map { "  " + $0.account }
    lines += parameters.map(\.account)
    if let body {
      lines.append(
        "  body\(body.isRequired ? " required" : "")\(body.description.map { " “\($0)”" } ?? "")")
      lines += body.content.flatMap(\.account)
    }
    for response in responses {
      lines.append("  \(response.status)\(response.description.map { " “\($0)”" } ?? "")")
      lines += response.content.flatMap(\.account)
      lines += response.headers.map { "    header " + $0.account }
      lines += response.links.map(\.account)
    }
    lines += callbacks.map { "  callback \($0.name): \($0.method) \($0.expression ?? "-")" }
    return lines
  }
}

extension Contract.Parameter {
  fileprivate var account: String {
    var text = "  \(location) \(name): \(schema.account) \(style)\(isExploded ? " exploded" : "")"
    if isRequired { text += " required" }
    if isCredential { text += " credential" }
    if isDeprecated { text += " deprecated" }
    if allowsReserved { text += " reserved" }
    if allowsEmptyValue { text += " empty" }
    if let content { text += " in \(content.name)" }
    if let description { text += " “\(description)”" }
    return text + examples.map { " " + $0.account }.joined()
  }
}

extension Contract.Example {
  fileprivate var account: String {
    let value = value.map { JSONWriter.text($0) } ?? serialized ?? externalURL ?? "nothing"
    return "example \(name ?? "-") \(value) @\(pointer.map { "\($0)" } ?? "-")"
  }
}

extension Contract.MediaType {
  fileprivate var account: [String] {
    var text = "    \(name): \(schema?.account ?? "anything")"
    if let itemSchema { text += " items \(itemSchema.account)" }
    if isAssumed { text += " assumed" }
    let lines = encodings.map { encoding in
      "      encoding \(encoding.property): \(encoding.contentTypes)"
        + " \(encoding.style?.rawValue ?? "-")\(encoding.isExploded ? " exploded" : "")"
        + "\(encoding.allowsReserved ? " reserved" : "")"
        + encoding.headers.map { " header " + $0.account }.joined()
    }
    return [text + examples.map { " " + $0.account }.joined()] + lines
  }
}

extension Contract.Header {
  fileprivate var account: String {
    var text = "\(name): \(schema?.account ?? "anything") \(style)\(isExploded ? " exploded" : "")"
    if isRequired { text += " required" }
    if isDeprecated { text += " deprecated" }
    if let content { text += " in \(content.name)" }
    return text
  }
}

extension Contract.Link {
  fileprivate var account: String {
    let values = parameters.map { " \($0.name)=\(JSONWriter.text($0.value))" }.joined()
    return "    link \(name): \(operation.map { "\($0)" } ?? "lost")\(values)"
      + (body.map { " body \(JSONWriter.text($0))" } ?? "")
  }
}
