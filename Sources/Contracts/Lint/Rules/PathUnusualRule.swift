import Documents

/// Finds paths that do not arrive as they are written.
struct PathUnusualRule: LintRule {
  let id = "path-unusual"
  let summary = "A path holds what clients and proxies change or cut off"
  let explanation = """
    A query or fragment is no part of a path, dot segments are removed before sending (RFC 3986
    §5.2.4), empty segments are merged by many servers, and a brace without its partner is a
    misspelt variable. What arrives is not what the contract says.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.paths.compactMap { path in
      guard let (what, remedy) = Self.problem(path.path) else { return nil }
      return finding("`\(path.path)` has \(what)", remedy: remedy, at: path.range)
    }
  }

  private static func problem(_ path: String) -> (what: String, remedy: String)? {
    let fixed = PathTemplate(path).parts.map { part in
      switch part {
      case .literal(let text): text
      case .variable: "x"
      }
    }.joined()
    if fixed.utf8.contains(UInt8(ascii: "?")) {
      return ("a query", "declare what it holds as query parameters")
    }
    if fixed.utf8.contains(UInt8(ascii: "#")) {
      return ("a fragment, which is never sent", "leave it out")
    }
    if fixed.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) {
      return ("a brace without its partner", "write variables as `{name}`")
    }
    let segments = fixed.utf8.split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
    ).map { String(Substring($0)) }
    if segments.contains(where: { $0 == "." || $0 == ".." }) {
      return ("a dot segment, which clients remove", "write the path without it")
    }
    if segments.dropFirst().dropLast().contains("") {
      return ("an empty segment", "write one slash")
    }
    if fixed.utf8.contains(where: { $0 <= 0x20 }) {
      return ("a blank", "leave it out, or write `%20`")
    }
    return nil
  }
}
