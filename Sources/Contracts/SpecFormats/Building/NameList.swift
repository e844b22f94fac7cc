import Documents

/// Names to be asked for: a few by looking through them, many by their hash.
struct NameList {
  private let names: [String]
  private let many: Set<ExactName>
  private static let few = 8

  init(_ names: [String]) {
    self.names = names
    many = names.count > Self.few ? Set(names.map(ExactName.init)) : []
  }

  /// Whether a name is among them, byte by byte.
  func contains(_ name: String) -> Bool {
    names.count > Self.few
      ? many.contains(ExactName(name)) : names.contains { ExactName.isSame($0, name) }
  }
}
