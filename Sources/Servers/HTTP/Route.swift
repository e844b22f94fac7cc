import Documents

/// One operation that a server answers.
struct Route: Sendable {
  /// In upper case.
  let method: String
  /// The contract's path, for instance `/accounts/{accountId}`.
  let template: String
  /// True where the operation needs a JSON object as its body.
  let takesBody: Bool
  /// Makes the 200 answer's body, or says why there is none.
  let answer: @Sendable (Call, CRMStore) async throws(Problem) -> Value

  private let segments: [Segment]

  private enum Segment: Sendable {
    case literal(String)
    case parameter(String)
  }

  init(
    _ method: String, _ template: String, takesBody: Bool = false,
    answer: @escaping @Sendable (Call, CRMStore) async throws(Problem) -> Value
  ) {
    self.method = method
    self.template = template
    self.takesBody = takesBody
    self.answer = answer
    segments = template.split(separator: "/").map { part in
      part.hasPrefix("{") && part.hasSuffix("}")
        ? .parameter(String(part.dropFirst().dropLast())) : .literal(String(part))
    }
  }

  /// How suites and faults name the operation: `GET /accounts/{accountId}`.
  var operation: String { "\(method) \(template)" }

  /// The path parameters' texts where the path has this route's shape, else nil.
  fileprivate func match(_ path: [String]) -> [String: String]? {
    guard path.count == segments.count else { return nil }
    var values: [String: String] = [:]
    for (segment, text) in zip(segments, path) {
      switch segment {
      case .literal(let literal): guard literal == text else { return nil }
      case .parameter(let name): values[name] = text
      }
    }
    return values
  }

  /// True where this route is preferred to another that matches the same path: at the first
  /// difference it has the literal.
  fileprivate func isMoreSpecific(than other: Route) -> Bool {
    for (own, foreign) in zip(segments, other.segments) {
      switch (own, foreign) {
      case (.literal, .parameter): return true
      case (.parameter, .literal): return false
      default: continue
      }
    }
    return false
  }
}

/// Finds the route of a request; the more literal of two matching paths wins.
struct RouteTable: Sendable {
  let routes: [Route]

  init(_ routes: [Route]) {
    self.routes = routes.sorted { $0.isMoreSpecific(than: $1) }
  }

  enum Outcome {
    case found(Route, parameters: [String: String])
    /// The path exists, the method doesn't; the methods that do, for `Allow`.
    case otherMethods([String])
    case unknownPath
  }

  /// A HEAD request finds the GET route.
  func find(method: String, path: [String]) -> Outcome {
    let matches = routes.compactMap { route in route.match(path).map { (route, $0) } }
    let wanted = method == "HEAD" ? "GET" : method
    if let (route, parameters) = matches.first(where: { $0.0.method == wanted }) {
      return .found(route, parameters: parameters)
    }
    if matches.isEmpty { return .unknownPath }
    return .otherMethods(RouteTable.allow(matches.map(\.0.method)))
  }

  /// What `Allow` lists for a path with these methods: HEAD comes with GET, OPTIONS always.
  static func allow(_ methods: [String]) -> [String] {
    let implied = methods.contains("GET") ? ["HEAD", "OPTIONS"] : ["OPTIONS"]
    return Set(methods + implied).sorted()
  }
}
