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
    guard let request, let error = request.complaint(about: operation) else { return nil }
    return Reason(
      code: error.name == nil ? "body-unsupported" : "parameter-unsupported",
      message: "a request of \(operation.id) can't be written: \(error)",
      remedy: error.remedy)
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

extension RequestTemplate {
  /// Why one of its values can't be written; nil where all can. Variables count as the text that they
  /// are written as.
  fileprivate func complaint(about operation: Contract.Operation) -> SerializationError? {
    var variables: [String: Value] = [:]
    for name in self.variables { variables[name] = .string("x") }
    do throws(TemplateError) {
      _ = try request(for: operation, baseURL: "", variables: variables)
    } catch {
      if case .unwritable(let error) = error { return error }
    }
    return nil
  }
}

extension SerializationError {
  /// What to do about it in a fixtures or suite file.
  fileprivate var remedy: String {
    switch kind {
    case .content(let mediaType, _):
      "give text that holds the whole content of type \(mediaType), or leave it out with"
        + " --exclude-operation"
    case .partHeader(let header):
      "give the header `\(header)` an example in an overlay, or leave it out with"
        + " --exclude-operation"
    default: "give another value in the fixtures, or leave it out with --exclude-operation"
    }
  }
}
