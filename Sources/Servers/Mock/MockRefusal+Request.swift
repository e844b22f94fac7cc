import Contracts
import Documents
import Schemas

extension MockRefusal {
  /// The refusal of a request that isn't as the contract wants it; nil where it is.
  ///
  /// What nobody can judge is let through, and so are query parameters that nobody declared.
  static func of(_ seen: SeenRequest) -> MockRefusal? {
    let problems = seen.problems.compactMap { problem in
      words(problem).map { (problem, $0) }
    }
    guard !problems.isEmpty else { return nil }
    let isOfType = problems.allSatisfy {
      if case .unknownContentType = $0.0 { true } else { false }
    }
    let message = problems.prefix(3).map(\.1).joined(separator: "; ")
    return MockRefusal(isOfType ? [415, 400, 422] : [400, 422], message)
  }

  /// What a problem says to people; nil for one that is no reason to refuse.
  private static func words(_ problem: RequestProblem) -> String? {
    switch problem {
    case .missingParameter(let location, let name):
      "the required \(label(location, name)) is missing"
    case .repeatedParameter(let location, let name):
      "the \(label(location, name)) was sent more than once"
    case .unreadableParameter(let location, let name, let fault):
      "the \(label(location, name)) can't be read: \(words(fault))"
    case .wrongParameter(let location, let name, let violations):
      "the \(label(location, name)) is wrong: \(words(violations))"
    case .undeclaredQueryParameter, .unjudged: nil
    case .missingBody: "the required body is missing"
    case .unknownContentType(let type):
      "the body's Content-Type \(type ?? "is missing and") is not one that the contract documents"
    case .unreadableBody(.mediaType): nil
    case .unreadableBody(let fault): "the body can't be read: \(words(fault))"
    case .wrongBody(let violations): "the body is wrong: \(words(violations))"
    }
  }

  private static func label(_ location: RequestProblem.Location, _ name: String) -> String {
    location == .form ? "form field \(name)" : "\(location.rawValue) parameter \(name)"
  }

  private static func words(_ violations: [Violation]) -> String {
    violations.prefix(3).map { violation in
      let place = violation.instance.tokens.isEmpty ? "" : "\(violation.instance): "
      return place + violation.message
    }.joined(separator: ", ")
  }

  private static func words(_ fault: RequestProblem.Fault) -> String {
    switch fault {
    case .percentEncoding: "its percent-encoding is broken"
    case .json(let kind): "it is no JSON (\(kind))"
    case .item(let number, let kind): "item \(number) is no JSON (\(kind))"
    case .noBoundary: "its Content-Type names no boundary"
    case .unfinishedMultipart: "its last boundary is missing"
    case .unnamedPart(let number): "part \(number) has no name"
    case .mediaType(let type): "nothing here reads \(type)"
    }
  }
}
