import Documents
import Schemas

/// Finds contracts that don't say where they are served.
struct ServerMissingRule: LintRule {
  let id = "server-missing"
  let summary = "The definition doesn't say where it is served"
  let explanation = """
    A run needs `--base-url` then, and it must hold the path that all operations begin with.
    """
  let severity = Diagnostic.Severity.note

  func check(_ subject: LintSubject) -> [Diagnostic] {
    let contract = subject.contract
    // What a definition from the network says is relative to where it came from.
    guard contract.operations.contains(where: \.servers.isEmpty),
      !contract.servers.contains(where: { Self.isAbsolute($0.url) }),
      !Self.isAbsolute(contract.source.name)
    else { return [] }
    let message =
      contract.servers.isEmpty
      ? "the definition names no server"
      : "the definition names no host, only \(contract.servers.map { "`\($0.url)`" }.listed)"
    let isSwagger = contract.dialect == .swagger20
    return [
      finding(
        message,
        remedy: "give --base-url, or \(isSwagger ? "`host` and `basePath`" : "`servers`")"
          + " in an overlay",
        at: contract.servers.first?.range
          ?? SourceRange(file: contract.source, start: SourcePosition(line: 1, column: 1)))
    ]
  }

  private static func isAbsolute(_ url: String) -> Bool { url.firstRange(ofASCII: "://") != nil }
}
