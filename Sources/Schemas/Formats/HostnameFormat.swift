/// A host name of RFC 1123 §2.1 whose `xn--` labels are valid too (RFC 5891).
enum HostnameFormat {
  static func isHostname(_ text: ArraySlice<UInt8>) -> Bool {
    guard !text.isEmpty, text.count <= 253 else { return false }
    var labels: [[Unicode.Scalar]] = []
    for part in text.parts(".") {
      guard let label = decodedLabel(part) else { return false }
      labels.append(label)
    }
    return BidiRule.holds(for: labels)
  }

  /// The characters of an ASCII label, decoded where it starts with `xn--`; nil where it isn't valid.
  static func decodedLabel(_ label: ArraySlice<UInt8>) -> [Unicode.Scalar]? {
    guard let first = label.first, let last = label.last, label.count <= 63 else { return nil }
    guard first != 0x2D, last != 0x2D else { return nil }
    guard label.allSatisfy({ $0.isLetter || $0.isDigit || $0 == 0x2D }) else { return nil }
    let prefix = label.prefix(4).map { $0.isLetter ? $0 | 0x20 : $0 }
    if prefix.elementsEqual("xn--".utf8) { return IDNHostnameFormat.decodedLabel(label) }
    return label.map { Unicode.Scalar($0) }
  }
}
