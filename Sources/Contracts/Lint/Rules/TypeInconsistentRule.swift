import Documents

/// Finds names that have one type here and another there.
struct TypeInconsistentRule: LintRule {
  let id = "type-inconsistent"
  let summary = "One name has several types"
  let explanation = """
    What one operation answers is what the next one takes. A value that is a string here and an
    integer there has to be converted on the way, or one of the types is wrong. Where a parameter
    is among them that is a warning, among properties alone a note.
    """
  let severity = Diagnostic.Severity.warning

  private struct Use {
    var type: String
    var places: [NamedSchema]
  }

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var order: [String] = []
    var uses: [String: [Use]] = [:]
    for named in subject.names {
      guard let type = named.type.map({ $0 == "number" ? "integer" : $0 }) else { continue }
      let key = named.name.loweredASCII()
      if uses[key] == nil { order.append(key) }
      if let index = uses[key]?.firstIndex(where: { $0.type == type }) {
        uses[key]?[index].places.append(named)
      } else {
        uses[key, default: []].append(Use(type: type, places: [named]))
      }
    }
    return order.compactMap { key -> Diagnostic? in
      guard let types = uses[key], types.count > 1 else { return nil }
      // The rarest is the likeliest to be wrong; of equals, the last.
      guard let odd = types.reversed().min(by: { $0.places.count < $1.places.count }),
        let first = odd.places.first
      else { return nil }
      let texts = types.map { use in
        "\(use.places.first?.type ?? use.type) in \(Self.owners(use.places))"
      }
      let hasParameter = types.contains { $0.places.contains(where: \.isParameter) }
      return finding(
        "`\(first.name)` is \(texts.joined(separator: ", but "))",
        remedy: "give it one type", at: first.range, hasParameter ? .warning : .note)
    }
  }

  private static func owners(_ places: [NamedSchema]) -> String {
    places.map { $0.isParameter ? "`\($0.owner)`" : $0.owner }.listed
  }
}
