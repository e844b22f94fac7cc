/// Some characters of Unicode's properties: enough to make texts from, not to judge them by.
enum UnicodeSamples {
  private static let upper = CharacterRanges([0x41...0x5A])
  private static let lower = CharacterRanges([0x61...0x7A])

  /// Characters with a property, such as `L`, `Lu` or `Script=Greek`; a few letters where it is not
  /// known.
  static func characters(ofProperty name: String) -> CharacterRanges {
    switch name.split(separator: "=").last.map(String.init) ?? "" {
    case "L", "Letter", "Alphabetic", "Alpha", "LC", "Cased_Letter", "Latin", "Latn":
      upper.union(lower)
    case "Lu", "Uppercase_Letter", "Uppercase": upper
    case "Ll", "Lowercase_Letter", "Lowercase": lower
    case "N", "Number", "Nd", "Decimal_Number", "digit": .digits
    case "P", "Punctuation", "punct":
      CharacterRanges([0x21...0x23, 0x25...0x2A, 0x2C...0x2F, 0x3A...0x3B, 0x3F...0x40])
    case "Pd", "Dash_Punctuation": CharacterRanges([0x2D...0x2D])
    case "S", "Symbol": CharacterRanges([0x24...0x24, 0x2B...0x2B, 0x3C...0x3E])
    case "Sc", "Currency_Symbol": CharacterRanges([0x24...0x24])
    case "Z", "Separator", "Zs", "Space_Separator": CharacterRanges([0x20...0x20])
    case "M", "Mark", "Mn": CharacterRanges([0x300...0x36F])
    case "Greek", "Grek": CharacterRanges([0x3B1...0x3C9])
    case "Cyrillic", "Cyrl": CharacterRanges([0x430...0x44F])
    case "Han", "Hani": CharacterRanges([0x4E00...0x4E7F])
    case "Hebrew", "Hebr": CharacterRanges([0x5D0...0x5EA])
    case "Arabic", "Arab": CharacterRanges([0x628...0x63A])
    case "ASCII": CharacterRanges([0x20...0x7E])
    case "Any": .any
    case "Emoji", "Emoji_Presentation", "Extended_Pictographic", "So", "Other_Symbol":
      CharacterRanges([0x1F600...0x1F64F])
    case "C", "Other", "Cc", "Control": CharacterRanges([0x1...0x8])
    default: upper.union(lower)
    }
  }
}
