/// Which Unicode labels are valid in host names (RFC 5891 §4.2, RFC 5892).
enum IDNLabel {
  static func isValid(_ label: [Unicode.Scalar]) -> Bool {
    guard let first = label.first, let last = label.last else { return false }
    guard first != "-", last != "-" else { return false }
    if label.count >= 4, label[2] == "-", label[3] == "-" { return false }
    switch first.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return false
    default: break
    }
    // No need to encode what is too long anyway.
    guard label.count < 64, Punycode.encode(label).count + 4 <= 63 else { return false }
    for (index, scalar) in label.enumerated() where !isAllowed(scalar, at: index, in: label) {
      return false
    }
    return true
  }

  private static func isAllowed(
    _ scalar: Unicode.Scalar, at index: Int, in label: [Unicode.Scalar]
  ) -> Bool {
    switch scalar.value {
    case 0x2D, 0x30...0x39, 0x61...0x7A, 0x41...0x5A: return true
    // Exceptions that are allowed (RFC 5892 §2.6).
    case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007: return true
    // Exceptions that are not.
    case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
    // Middle dot: only between two l's (appendix A.3).
    case 0xB7: return before(index, label) == "l" && after(index, label) == "l"
    // Greek keraia: before a Greek letter (A.4).
    case 0x375: return after(index, label).map(isGreek) ?? false
    // Hebrew geresh and gershayim: after a Hebrew letter (A.5, A.6).
    case 0x5F3, 0x5F4: return before(index, label).map(isHebrew) ?? false
    // Katakana middle dot: with a kana or a Han character somewhere (A.7).
    case 0x30FB: return label.contains { $0.value != 0x30FB && isKanaOrHan($0) }
    // The two kinds of Arabic digits don't mix (A.8, A.9).
    case 0x660...0x669: return !label.contains { (0x6F0...0x6F9).contains($0.value) }
    case 0x6F0...0x6F9: return !label.contains { (0x660...0x669).contains($0.value) }
    // Joiners: after a virama (A.1, A.2), the non-joiner also between joining letters.
    case 0x200C: return isAfterVirama(index, label) || joins(index, label)
    case 0x200D: return isAfterVirama(index, label)
    default: break
    }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark,
      .decimalNumber:
      return isStable(scalar)
    default:
      return false
    }
  }

  /// Whether the character stays itself under case folding and compatibility decomposition; those
  /// that don't are disallowed (RFC 5892 §2.2).
  private static func isStable(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    if properties.changesWhenNFKCCaseFolded { return false }
    return !properties.isDefaultIgnorableCodePoint && !properties.isNoncharacterCodePoint
  }

  private static func before(_ index: Int, _ label: [Unicode.Scalar]) -> Unicode.Scalar? {
    index > 0 ? label[index - 1] : nil
  }

  private static func after(_ index: Int, _ label: [Unicode.Scalar]) -> Unicode.Scalar? {
    index + 1 < label.count ? label[index + 1] : nil
  }

  private static func isAfterVirama(_ index: Int, _ label: [Unicode.Scalar]) -> Bool {
    guard let scalar = before(index, label) else { return false }
    return scalar.properties.canonicalCombiningClass == .virama
  }

  /// Between letters that join, marks set aside: for the scripts that have such letters every letter
  /// is taken to join.
  private static func joins(_ index: Int, _ label: [Unicode.Scalar]) -> Bool {
    func isMark(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.generalCategory == .nonspacingMark
    }
    let left = label[..<index].last { !isMark($0) }
    let right = label[(index + 1)...].first { !isMark($0) }
    guard let left, let right else { return false }
    return isJoining(left) && isJoining(right)
  }

  private static func isJoining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x620...0x64A, 0x66E...0x6D5, 0x6EE...0x6EF, 0x6FA...0x6FF, 0x710...0x72F, 0x74D...0x77F,
      0x7CA...0x7EA, 0x840...0x855, 0x8A0...0x8C7, 0x1807...0x1878, 0xA840...0xA872:
      true
    default: false
    }
  }

  private static func isGreek(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x370...0x373, 0x375...0x377, 0x37A...0x37D, 0x37F, 0x384, 0x386, 0x388...0x3E1,
      0x3F0...0x3FF, 0x1F00...0x1FFE:
      true
    default: false
    }
  }

  private static func isHebrew(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x591...0x5C7, 0x5D0...0x5EA, 0x5EF...0x5F4, 0xFB1D...0xFB4F: true
    default: false
    }
  }

  private static func isKanaOrHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF,
      0x2E80...0x2FD5, 0x3005, 0x3007, 0x3021...0x3029, 0x3038...0x303B, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xF900...0xFAD9, 0xFF66...0xFF9D, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
