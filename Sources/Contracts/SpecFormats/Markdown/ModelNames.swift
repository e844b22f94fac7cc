/// The names of the models of a rendered definition, and how links to them are resolved.
struct ModelNames {
  private var names: Set<ExactText> = []
  private var byAnchor: [String: [String]] = [:]

  init(_ names: [String]) {
    for name in names where self.names.insert(ExactText(name)).inserted {
      byAnchor[Self.anchorKey(name), default: []].append(name)
    }
  }

  /// Whether exactly that name is a model's.
  func contains(_ name: String) -> Bool { names.contains(ExactText(name)) }

  /// The model that a link means: by its text, by its text decoded, then by its anchor.
  func resolve(name: String, target: String) -> String? {
    if contains(name) { return name }
    let decoded = name.replacing("~1", with: "/").replacing("~0", with: "~")
    if contains(decoded) { return decoded }
    var anchor = Substring(target)
    if let mark = anchor.utf8.lastIndex(of: UInt8(ascii: "#")) {
      anchor = anchor[anchor.utf8.index(after: mark)...]
    }
    if let bare = anchor.dropping(prefix: "user-content-") { anchor = bare }
    for candidate in [String(anchor), name] {
      let key = Self.anchorKey(candidate)
      for suffix in ["", "model", "schema"] {
        guard let stem = key[...].dropping(suffix: suffix), !stem.isEmpty else { continue }
        if let found = byAnchor[String(stem)], found.count == 1 { return found.first }
      }
    }
    return nil
  }

  /// What all the versions' anchors of a name have in common: its letters and digits, in lower
  /// case.
  private static func anchorKey(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else { continue }
      key.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
    return String(key)
  }

  /// A name compared by its bytes.
  private struct ExactText: Hashable {
    let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }
  }
}
