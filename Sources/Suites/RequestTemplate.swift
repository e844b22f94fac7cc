package import Contracts
package import Documents
package import Evidence

/// A request before its variables are known and its base URL is chosen.
package struct RequestTemplate: Sendable {
  package enum Credential: Sendable, Hashable {
    /// The target's own: a token obtained for the run.
    case valid
    /// Another user's of the target, for what must not be theirs.
    case other
    case absent
    /// Sent as the value of `Authorization`.
    case literal(String)
  }

  package struct Argument: Sendable {
    package var name: String
    /// A scalar or an array of scalars; strings may hold `${variable}`.
    package var value: Value

    package init(name: String, value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// One for each variable of the operation's path.
  package var path: [Argument]
  package var query: [Argument]
  package var headers: [Argument]
  package var body: Value?
  /// Of the body.
  package var contentType: String?
  package var credential: Credential

  package init(
    path: [Argument] = [], query: [Argument] = [], headers: [Argument] = [], body: Value? = nil,
    contentType: String? = nil, credential: Credential = .valid
  ) {
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.contentType = contentType
    self.credential = credential
  }

  /// The names of the variables that it needs.
  package var variables: Set<String> {
    var names: Set<String> = []
    for argument in path + query + headers { names.formUnion(argument.value.variables) }
    if let body { names.formUnion(body.variables) }
    return names
  }
}

/// Why a template can't be made into a request.
package enum TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
  case unknownVariable(String)
  case emptyPathParameter(String)
  /// `.` and `..` climb (RFC 3986 §5.2.4), and so call another path.
  case dotPathParameter(String)
  case missingPathParameter(String)
  case unserialisable(String)

  package var description: String {
    switch self {
    case .unknownVariable(let name): "the variable ${\(name)} has no value"
    case .emptyPathParameter(let name):
      "the path parameter \(name) is empty, which would call another path"
    case .dotPathParameter(let name):
      "the path parameter \(name) is a dot segment, which would call another path"
    case .missingPathParameter(let name): "the path parameter \(name) has no value"
    case .unserialisable(let name): "the value of \(name) can't be written into a URL or header"
    }
  }
}

extension RequestTemplate {
  /// The request itself, without its credential.
  ///
  /// An empty path parameter is refused: it would call another operation (OpenAPI 3.0.4 §4.8.12.1
  /// makes path parameters required; an empty segment turns a download into an erasure).
  package func request(
    for operation: Contract.Operation, baseURL: String, variables: [String: Value]
  ) throws(TemplateError) -> HTTPRequest {
    var url = baseURL
    while url.utf8.last == UInt8(ascii: "/") { url.removeLast() }
    url += try path(of: operation, variables: variables)
    let pairs = try serialised(query, variables).map { pair in
      PercentEncoding.encode(pair.name, keeping: .unreserved) + "="
        + PercentEncoding.encode(pair.text, keeping: .unreserved)
    }
    if !pairs.isEmpty { url += "?" + pairs.joined(separator: "&") }
    var fields = HTTPHeaders(["Accept": "application/json"])
    for pair in try serialised(headers, variables) { fields.replace(pair.name, with: pair.text) }
    var bytes: [UInt8]?
    if let body {
      bytes = JSONWriter.bytes(try body.filled(from: variables))
      fields.append("Content-Type", contentType ?? "application/json")
    }
    return HTTPRequest(method: operation.id.method, url: url, headers: fields, body: bytes)
  }

  private func path(
    of operation: Contract.Operation, variables: [String: Value]
  ) throws(TemplateError) -> String {
    var result = ""
    for part in PathTemplate(operation.id.path).parts {
      switch part {
      case .literal(let text): result += text
      case .variable(let name):
        guard let argument = path.first(where: { $0.name == name }) else {
          throw .missingPathParameter(name)
        }
        let text = try argument.text(variables)
        guard !text.isEmpty else { throw .emptyPathParameter(name) }
        guard text != ".", text != ".." else { throw .dotPathParameter(name) }
        result += PercentEncoding.encode(text, keeping: .unreserved)
      }
    }
    return result
  }

  private func serialised(
    _ arguments: [Argument], _ variables: [String: Value]
  ) throws(TemplateError) -> [(name: String, text: String)] {
    var result: [(name: String, text: String)] = []
    for argument in arguments { result.append((argument.name, try argument.text(variables))) }
    return result
  }
}

extension RequestTemplate.Argument {
  fileprivate func text(_ variables: [String: Value]) throws(TemplateError) -> String {
    let value = try self.value.filled(from: variables)
    guard let text = value.urlText else { throw .unserialisable(name) }
    return text
  }
}

extension Value {
  /// The text of a scalar, or of an array's scalars joined by commas (Swagger 2.0's csv, the
  /// default collection format); nil for anything else.
  fileprivate var urlText: String? {
    switch kind {
    case .null: ""
    case .bool(let flag): String(flag)
    case .number(let number): number.text
    case .string(let text): text
    case .array(let items):
      items.reduce(into: String?.some("")) { joined, item in
        guard let sofar = joined, let text = item.array == nil ? item.urlText : nil else {
          joined = nil
          return
        }
        joined = sofar.isEmpty ? text : sofar + "," + text
      }
    case .object: nil
    }
  }
}
