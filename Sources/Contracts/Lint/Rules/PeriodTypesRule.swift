import Documents

/// Finds the two ends of a period or range that have different types.
struct PeriodTypesRule: LintRule {
  let id = "period-types-differ"
  let summary = "The two ends of a period or range have different types"
  let explanation = """
    `dateFrom` as a string and `dateTill` as an integer can't both be right, and nobody can say
    which values make a request that is to succeed.
    """
  let severity = Diagnostic.Severity.warning

  private static let starts: Set<String> = [
    "from", "start", "begin", "since", "after", "min", "minimum", "lower", "first", "desde",
    "inicio", "inicial",
  ]
  private static let ends: Set<String> = [
    "to", "till", "until", "end", "before", "max", "maximum", "upper", "last", "hasta", "fin",
    "final",
  ]

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var order: [String] = []
    var groups: [String: [NamedSchema]] = [:]
    for named in subject.names {
      if groups[named.owner] == nil { order.append(named.owner) }
      groups[named.owner, default: []].append(named)
    }
    return order.flatMap { owner in findings(groups[owner] ?? []) }
  }

  private func findings(_ names: [NamedSchema]) -> [Diagnostic] {
    var starts: [[String]: NamedSchema] = [:]
    for named in names {
      if let stem = Self.stem(named.name, Self.starts) { starts[stem] = starts[stem] ?? named }
    }
    return names.compactMap { end in
      guard let stem = Self.stem(end.name, Self.ends), let start = starts[stem],
        let one = start.type, let other = end.type, one != other
      else { return nil }
      return finding(
        "`\(start.name)` is \(start.label), but `\(end.name)` is \(end.label)",
        remedy: "give both the same type and say how they are written", at: end.range)
    }
  }

  /// The words of a name but the one that says which end it is.
  private static func stem(_ name: String, _ words: Set<String>) -> [String]? {
    var parts = NameWords.words(of: name)
    guard let index = parts.lastIndex(where: { words.contains($0) }) else { return nil }
    parts.remove(at: index)
    return parts
  }
}
