package import Contracts
package import Documents

/// A request before its variables are known and its base URL is chosen.
package struct RequestTemplate: Sendable {
  package enum Credential: Sendable, Hashable {
    /// The target's own: a token obtained for the run.
    case valid
    /// Another user's of the target, for what must not be theirs.
    case other
    /// The target's own, but one that has expired.
    case expired
    /// The target's own, but one that was given for other scopes.
    case wrongScope
    /// The target's own under the name of another scheme.
    case scheme(String)
    /// The target's own, with its token in the query instead of `Authorization`.
    case inQuery
    case absent
    /// Sent as the value of `Authorization`.
    case literal(String)
  }

  package struct Argument: Sendable {
    package var name: String
    /// Strings in it may hold `${variable}`.
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
  package var cookies: [Argument]
  /// Form parameters of Swagger 2.0; they make up the body.
  package var form: [Argument]
  /// The whole query as one value (OpenAPI 3.2 §4.12.1).
  package var querystring: Argument?
  package var body: Value?
  /// Sent as the body as it stands, for bodies that are not of their media type.
  package var rawBody: [UInt8]?
  /// The media type that the body is written in; nil for the one of the operation that fits best.
  package var contentType: String?
  /// What Content-Type says whatever the body was written in; an empty text leaves the field out.
  package var announcedType: String?
  /// Nil: the media types that the operation's responses document, JSON first.
  package var accept: String?
  /// Nil: the operation's.
  package var method: String?
  /// The path below the base URL, percent-encoded, in the place of the operation's.
  package var rawPath: String?
  /// The query without its question mark, percent-encoded, in the place of all its parameters.
  package var rawQuery: String?
  package var credential: Credential
  /// What overrides all of it; nil: nothing.
  package var raw: RawOverrides?

  package init(
    path: [Argument] = [], query: [Argument] = [], headers: [Argument] = [],
    cookies: [Argument] = [], form: [Argument] = [], querystring: Argument? = nil,
    body: Value? = nil, rawBody: [UInt8]? = nil, contentType: String? = nil,
    announcedType: String? = nil, accept: String? = nil, method: String? = nil,
    rawPath: String? = nil, rawQuery: String? = nil, credential: Credential = .valid
  ) {
    self.path = path
    self.query = query
    self.headers = headers
    self.cookies = cookies
    self.form = form
    self.querystring = querystring
    self.body = body
    self.rawBody = rawBody
    self.contentType = contentType
    self.announcedType = announcedType
    self.accept = accept
    self.method = method
    self.rawPath = rawPath
    self.rawQuery = rawQuery
    self.credential = credential
  }

  /// The names of the variables that it needs.
  package var variables: Set<String> {
    var names: Set<String> = []
    let arguments = path + query + headers + cookies + form + [querystring].compactMap { $0 }
    for argument in arguments { names.formUnion(argument.value.variables) }
    if let body { names.formUnion(body.variables) }
    if let raw { names.formUnion(raw.variables) }
    return names
  }
}

/// Why a template can't be made into a request.
package enum TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
  case unknownVariable(String)
  /// What stands in `${…}` can't be read, or has no value.
  case expression(ExpressionError)
  case emptyPathParameter(String)
  /// `.` and `..` climb (RFC 3986 §5.2.4), and so call another path.
  case dotPathParameter(String)
  case missingPathParameter(String)
  /// Authentication fills it, and never a value.
  case credentialParameter(String)
  case unwritable(SerializationError)
  /// A variable made it no path any more.
  case badTarget(String)
  /// A variable put a line end into it.
  case badHeader(String)

  package var description: String {
    switch self {
    case .unknownVariable(let name): "the variable ${\(name)} has no value"
    case .expression(let error): error.message
    case .emptyPathParameter(let name):
      "the path parameter \(name) is empty, which would call another path"
    case .dotPathParameter(let name):
      "the path parameter \(name) is a dot segment, which would call another path"
    case .missingPathParameter(let name): "the path parameter \(name) has no value"
    case .credentialParameter(let name):
      "the parameter \(name) carries the credential and takes no value"
    case .unwritable(let error): "\(error)"
    case .badTarget(let text):
      "the raw target `\(text)` is no path: it must start with / and be percent-encoded"
    case .badHeader(let name): "the raw header \(name) would hold a line end"
    }
  }
}

// MARK: - Arguments by their location

extension RequestTemplate {
  /// Sets an argument where its parameter is located.
  package mutating func add(_ argument: Argument, to location: Contract.Parameter.Location) {
    switch location {
    case .path: path.replace(argument)
    case .query: query.replace(argument)
    case .header: headers.replace(argument)
    case .cookie: cookies.replace(argument)
    case .form: form.replace(argument)
    case .querystring: querystring = argument
    }
  }

  /// Takes an argument out.
  package mutating func remove(_ name: String, from location: Contract.Parameter.Location) {
    switch location {
    case .path: path.removeAll { $0.name == name }
    case .query: query.removeAll { $0.name == name }
    case .header: headers.removeAll { $0.name == name }
    case .cookie: cookies.removeAll { $0.name == name }
    case .form: form.removeAll { $0.name == name }
    case .querystring: if querystring?.name == name { querystring = nil }
    }
  }

  /// The value that it has for a parameter.
  package func value(of parameter: Contract.Parameter) -> Value? {
    let arguments =
      switch parameter.location {
      case .path: path
      case .query: query
      case .header: headers
      case .cookie: cookies
      case .form: form
      case .querystring: [querystring].compactMap { $0 }
      }
    return arguments.first { $0.name == parameter.name }?.value
  }
}

extension [RequestTemplate.Argument] {
  fileprivate mutating func replace(_ argument: RequestTemplate.Argument) {
    if let place = firstIndex(where: { $0.name == argument.name }) {
      self[place] = argument
    } else {
      append(argument)
    }
  }
}
