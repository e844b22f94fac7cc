package import Contracts
package import Evidence

/// What can't be sent yet, so that it is said aloud instead of being sent wrongly and blamed on the
/// target.
extension Contract {
  /// Why no request of an operation can be made; nil where it can.
  package func obstacle(to operation: Operation) -> Reason? {
    if operation.requiresCredential, !operation.security.contains(where: isSupported) {
      let names = operation.security.joined().map(\.scheme).joined(separator: ", ")
      return Reason(
        code: "scheme-unsupported",
        message:
          "\(operation.id) asks for \(names), and only OAuth2 and bearer tokens are supported",
        remedy: "leave it out with --exclude-operation, or say `security` in an overlay")
    }
    let isForm = operation.parameters.contains { $0.location == .form }
    if isForm || operation.body.map({ $0.jsonContentType == nil }) ?? false {
      return Reason(
        code: "body-unsupported",
        message: "\(operation.id) takes no JSON body, and only those are supported",
        remedy: "leave it out with --exclude-operation")
    }
    let place = operation.parameters.first {
      $0.isRequired && ($0.location == .cookie || $0.location == .querystring)
    }
    if let place {
      return Reason(
        code: "parameter-unsupported",
        message: "\(operation.id) requires the \(place.location.rawValue) parameter"
          + " `\(place.name)`, and those can't be sent yet",
        remedy: "leave it out with --exclude-operation")
    }
    return nil
  }

  /// Whether a token alone meets an alternative.
  private func isSupported(_ alternative: [SecurityRequirement]) -> Bool {
    alternative.allSatisfy { requirement in
      switch securitySchemes.first(where: { $0.name == requirement.scheme })?.kind {
      case .oauth2, .openIDConnect: true
      case .http(let scheme): scheme.lowercased() == "bearer"
      default: false
      }
    }
  }
}

extension Contract.Body {
  /// The first of its media types that JSON can be sent as; ranges count as JSON.
  package var jsonContentType: String? {
    for name in content.map(\.name) {
      let essence = name.utf8.prefix { $0 != UInt8(ascii: ";") }
      let text = (String(Substring(essence))).lowercased()
      if text.hasSuffix("/json") || text.hasSuffix("+json") { return name }
      if text.hasSuffix("/*") { return "application/json" }
    }
    return nil
  }
}
