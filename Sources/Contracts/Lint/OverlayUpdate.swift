import Documents

/// Writes names into the updates of overlay entries that messages propose.
enum OverlayUpdate {
  /// The name as YAML's flow style reads it back as a string.
  static func word(_ name: String) -> String {
    let isPlain =
      name.utf8.first.map { (65...90).contains($0) || (97...122).contains($0) } == true
      && name.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
          || $0 == 0x5F || $0 == 0x2D || $0 == 0x2E
      }
    return isPlain && !reserved.contains(name.loweredASCII()) ? name : JSONWriter.quoted(name)
  }

  /// Words that YAML 1.1 or 1.2 readers take for something else.
  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null",
  ]
}
