/// An internationalised host name (RFC 5890 to RFC 5893).
enum IDNHostnameFormat {
  static func isHostname(_ text: ArraySlice<UInt8>) -> Bool {
    // Longer than any name of 253 bytes can be in UTF-8.
    guard !text.isEmpty, text.count <= 4 * 253 else { return false }
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    let labels = scalars.split(omittingEmptySubsequences: false) { scalar in
      scalar == "." || scalar == "\u{3002}" || scalar == "\u{FF0E}" || scalar == "\u{FF61}"
    }
    var decoded: [[Unicode.Scalar]] = []
    var length = labels.count - 1
    for label in labels.map({ Array($0) }) {
      if label.allSatisfy(\.isASCII) {
        let bytes = label.map { UInt8($0.value) }
        guard let unicode = HostnameFormat.decodedLabel(bytes[...]) else { return false }
        decoded.append(unicode)
        length += bytes.count
      } else {
        guard IDNLabel.isValid(label) else { return false }
        decoded.append(label)
        length += 4 + Punycode.encode(label).count
      }
    }
    return length <= 253 && BidiRule.holds(for: decoded)
  }

  /// What a label that starts with `xn--` stands for; nil where that is no valid label, or not the
  /// label that has this encoding (RFC 5891 §5.4).
  static func decodedLabel(_ label: ArraySlice<UInt8>) -> [Unicode.Scalar]? {
    let encoded = label.dropFirst(4)
    guard let decoded = Punycode.decode(encoded), decoded.contains(where: { !$0.isASCII }),
      IDNLabel.isValid(decoded)
    else { return nil }
    let again = Punycode.encode(decoded).map(lowercase)
    return again == encoded.map(lowercase) ? decoded : nil
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 { byte.isLetter ? byte | 0x20 : byte }
}
