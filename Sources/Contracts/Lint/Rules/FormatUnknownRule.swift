import Documents
import Schemas

/// Finds formats that nobody checks.
struct FormatUnknownRule: LintRule {
  let id = "format-unknown"
  let summary = "A format is not one that is checked"
  let explanation = """
    A value of any form conforms. A format close to a known one is likely to be misspelt and is a
    warning; any other is a note, told once with the number of its places.
    """
  let severity = Diagnostic.Severity.warning

  /// Known and meant for people, not for checking.
  private static let annotations: Set<String> = [
    "binary", "password", "decimal", "html", "markdown", "commonmark", "char", "media-range",
    "int-or-string",
  ]
  /// What people write for it.
  private static let usual = [
    "datetime": "date-time", "timestamp": "date-time", "dateTime": "date-time",
    "url": "uri", "guid": "uuid", "ip": "ipv4", "int": "int32", "integer": "int32",
    "long": "int64", "base64": "byte",
  ]

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var order: [SchemaSite] = []
    var counts: [String: Int] = [:]
    for site in subject.sites {
      guard let format = site.members["format"]?.string, !KnownFormats.isChecked(format),
        !Self.annotations.contains(format)
      else { continue }
      if counts[format] == nil { order.append(site) }
      counts[format, default: 0] += 1
    }
    return order.compactMap { site in
      guard let format = site.members["format"]?.string, let count = counts[format] else {
        return nil
      }
      let near =
        Self.usual[format] ?? Self.usual[format.loweredASCII()]
        ?? Suggestion.nearest(to: format, among: KnownFormats.names)
      return finding(
        "the format `\(format.shortened(to: 60))` at \(count.of("place")) is not checked",
        remedy: near.map { "did you mean `\($0)`?" }
          ?? "give a `pattern` or an `enum` where the form matters",
        at: site.range(of: "format"), near == nil ? .note : .warning)
    }
  }
}
