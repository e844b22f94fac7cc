import Documents
internal import Schemas

/// Finds the operation that a request calls.
///
/// Concrete paths come before templated ones (OpenAPI 3.0.4 §4.7.8.2), compared from left to right.
/// Among the paths that fit, the first counts that has the method: routers work so, and a definition
/// may have `GET /pets/{id}` beside `DELETE /pets/old`.
package struct OperationMatcher: Sendable {
  package struct Match: Sendable {
    package var operation: Contract.Operation.ID
    /// Percent-decoded, in the order of the path.
    package var values: [(name: String, value: String)]
  }

  package enum Outcome: Sendable {
    case match(Match)
    /// The path is documented, with other methods.
    case otherMethods([String])
    case none
  }

  private struct Entry: Sendable {
    var id: Contract.Operation.ID
    var pattern: PathPattern
    /// Paths of the servers that the operation is served at.
    var bases: Set<String>
  }

  /// By number of segments, the more concrete first.
  private var entries: [Int: [Entry]] = [:]
  /// Paths of all servers, the longer first.
  private let bases: [(path: String, pattern: PathPattern)]

  /// - Parameter basePath: what stands before every path of the contract; nil for what its servers
  ///   say.
  package init(contract: Contract, basePath: String? = nil) {
    func paths(_ servers: [Contract.Server]) -> [String] {
      if let basePath { return [Self.withoutSlash(basePath)] }
      return servers.flatMap { [Self.path(of: $0.url), Self.path(of: $0.template)] }
    }
    let common = paths(contract.servers)
    var all = Set(common)
    for operation in contract.operations {
      let own = operation.servers.isEmpty ? common : paths(operation.servers)
      if !operation.servers.isEmpty { all.formUnion(own) }
      let pattern = PathPattern(operation.id.path)
      entries[pattern.segments.count, default: []].append(
        Entry(id: operation.id, pattern: pattern, bases: Set(own)))
    }
    for count in entries.keys {
      // The sort is stable: of equally concrete paths the first in the file counts.
      entries[count]?.sort { left, right in
        left.pattern.segments.map(\.rank).lexicographicallyPrecedes(
          right.pattern.segments.map(\.rank))
      }
    }
    bases = all.sorted().map { ($0, $0.isEmpty ? PathPattern(segments: []) : PathPattern($0)) }
      .sorted { $0.pattern.segments.count > $1.pattern.segments.count }
  }

  /// - Parameter path: of the request's URL, percent-encoded; a query or fragment is ignored.
  package func outcome(method: String, path: String) -> Outcome {
    let raw = path.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let segments = PathPattern.split(String(Substring(raw))).map { text in
      PercentCoding.decoded(text) ?? String(text)
    }
    var methods: [String] = []
    for base in bases where segments.count >= base.pattern.segments.count {
      let head = segments.prefix(base.pattern.segments.count)
      guard base.pattern.values(of: Array(head)) != nil else { continue }
      let rest = Array(segments.dropFirst(head.count))
      let match = match(method, rest, &methods) { $0.bases.contains(base.path) }
      if let match { return .match(match) }
    }
    // Whoever tests at another address than the definition names has no base path before it.
    if let match = match(method, segments, &methods, where: { _ in true }) { return .match(match) }
    return methods.isEmpty ? .none : .otherMethods(methods)
  }

  private func match(
    _ method: String, _ segments: [String], _ methods: inout [String],
    where isCandidate: (Entry) -> Bool
  ) -> Match? {
    for entry in entries[segments.count] ?? [] where isCandidate(entry) {
      guard let values = entry.pattern.values(of: segments) else { continue }
      if entry.id.method.isExactly(method) { return Match(operation: entry.id, values: values) }
      if !methods.contains(entry.id.method) { methods.append(entry.id.method) }
    }
    return nil
  }

  /// The path of a server's URL, in which variables may have any value.
  private static func path(of url: String) -> String {
    var rest = Substring(url)
    if let scheme = rest.firstRange(ofASCII: "://") {
      rest = rest[scheme.upperBound...]
      guard let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) else { return "" }
      rest = rest[slash...]
    }
    let text = rest.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    return withoutSlash(String(Substring(text)))
  }

  private static func withoutSlash(_ path: String) -> String {
    var path = path
    while path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }
}
