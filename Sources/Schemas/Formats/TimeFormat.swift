/// `full-time` of RFC 3339 §5.6: with an offset, and a leap second only where UTC may have one.
enum TimeFormat {
  static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.byte(2) == 0x3A, text.byte(5) == 0x3A,
      let hour = text.digits(0, 2), let minute = text.digits(3, 2), let second = text.digits(6, 2),
      hour < 24, minute < 60, second <= 60
    else { return false }
    var rest = text.dropFirst(8)
    if rest.first == 0x2E {
      let fraction = rest.dropFirst().prefix { $0.isDigit }
      guard !fraction.isEmpty else { return false }
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard let offset = offset(rest) else { return false }
    guard second == 60 else { return true }
    return ((hour * 60 + minute - offset) % 1440 + 1440) % 1440 == 23 * 60 + 59
  }

  /// Minutes east of UTC.
  private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
    if text.count == 1, let letter = text.first, letter | 0x20 == 0x7A { return 0 }
    guard text.count == 6, text.byte(3) == 0x3A, let sign = text.first,
      sign == 0x2B || sign == 0x2D,
      let hours = text.digits(1, 2), let minutes = text.digits(4, 2), hours < 24, minutes < 60
    else { return nil }
    let offset = hours * 60 + minutes
    return sign == 0x2B ? offset : -offset
  }
}
