import Documents

/// Takes out of lines what editors put in: no-break and zero-width spaces.
struct LineCleaner {
  private let text: SpecText
  private(set) var diagnostics: [Diagnostic] = []

  init(text: SpecText) {
    self.text = text
  }

  /// The lines of the text, those without such characters unchanged.
  mutating func cleaned() -> [Substring] {
    var lines = text.lines
    var isNoted = false
    for index in lines.indices where lines[index].utf8.contains(where: { $0 >= 0xC2 }) {
      guard lines[index].unicodeScalars.contains(where: Self.isInvisible) else { continue }
      var scalars = String.UnicodeScalarView()
      for scalar in lines[index].unicodeScalars {
        if scalar == "\u{A0}" {
          scalars.append(" ")
        } else if !Self.isInvisible(scalar) {
          scalars.append(scalar)
        }
      }
      lines[index] = Substring(String(scalars))
      if !isNoted {
        isNoted = true
        diagnostics.append(
          Diagnostic(
            .note, code: "invisible-character",
            "the text holds no-break or zero-width spaces",
            remedy: "nothing to do: they are read as blanks or left out",
            at: text.range(ofLine: index)))
      }
    }
    return lines
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA0, 0x200B...0x200D, 0x2060, 0xFEFF: true
    default: false
    }
  }
}
