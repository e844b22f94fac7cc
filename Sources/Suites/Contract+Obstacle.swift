package import Contracts
internal import Documents
package import Evidence

/// What can't be sent yet, so that it is said aloud instead of being sent wrongly and blamed on the
/// target.
extension Contract {
  /// Why no request of an operation can be made, or not this one; nil where it can.
  package func obstacle(
    to operation: Operation, sending request: RequestTemplate? = nil
  ) -> Reason? {
    if operation.requiresCredential, !operation.security.contains(where: isSupported) {
      let names = operation.security.joined().map(\.scheme).joined(separator: ", ")
      return Reason(
        code: "scheme-unsupported",
        message:
          "\(operation.id) asks for \(names), and only tokens, passwords and API keys are supported",
        remedy: "leave it out with --exclude-operation, or say `security` in an overlay")
    }
    let isForm = operation.parameters.contains { $0.location == .form }
    if isForm || operation.body.map({ $0.jsonContentType == nil }) ?? false {
      return Reason(
        code: "body-unsupported",
        message: "\(operation.id) takes no JSON body, and only those are supported",
        remedy: "leave it out with --exclude-operation")
    }
    for parameter in operation.parameters where !parameter.isCredential {
      let value = request?.value(of: parameter)
      guard parameter.isRequired || value != nil,
        let reason = parameter.obstacle(to: value)
      else { continue }
      return Reason(
        code: "parameter-unsupported",
        message: "\(operation.id) \(parameter.isRequired ? "requires" : "is given") the"
          + " \(parameter.location.rawValue) parameter `\(parameter.name)`, and \(reason) can't be"
          + " sent yet",
        remedy: "leave it out with --exclude-operation")
    }
    return nil
  }

  /// Whether tokens, passwords and keys meet an alternative.
  private func isSupported(_ alternative: [SecurityRequirement]) -> Bool {
    alternative.allSatisfy { requirement in
      switch securitySchemes.first(where: { $0.name == requirement.scheme })?.kind {
      case .oauth2, .openIDConnect, .basic: true
      case .apiKey(_, let location): [.header, .query, .cookie].contains(location)
      case .http(let scheme): scheme.lowercased() == "bearer"
      default: false
      }
    }
  }
}

extension Contract.Parameter {
  /// What of it can't be sent, as a plural; nil where a value, or any simple one, can be.
  fileprivate func obstacle(to value: Value?) -> String? {
    switch location {
    case .cookie, .querystring: return "those"
    case .path, .query, .header, .form: break
    }
    if let content { return "values written in \(content.name)" }
    let isList = (value?.array?.count ?? 0) > 1
    switch style {
    case .simple: return nil
    case .form, .cookie: return isList && isExploded ? "lists of several parameters" : nil
    case .spaceDelimited, .pipeDelimited, .tabDelimited:
      return isList ? "lists in the style \(style.rawValue)" : nil
    case .label, .matrix, .deepObject: return "values in the style \(style.rawValue)"
    }
  }
}

extension RequestTemplate {
  /// The value that it has for a parameter.
  fileprivate func value(of parameter: Contract.Parameter) -> Value? {
    let arguments =
      switch parameter.location {
      case .path: path
      case .query: query
      case .header: headers
      case .cookie, .form, .querystring: [Argument]()
      }
    return arguments.first { $0.name == parameter.name }?.value
  }
}

extension Contract.Body {
  /// The first of its media types that JSON can be sent as; ranges count as JSON.
  package var jsonContentType: String? {
    for name in content.map(\.name) {
      guard let type = MediaTypeName(name) else { continue }
      if type.isRange, type.subtype == "*" || type.isJSON { return "application/json" }
      if type.isJSON { return name }
    }
    return nil
  }
}
