/// `full-time` of RFC 3339 §5.6: with an offset, and a leap second only where UTC may have one.
enum TimeFormat {
  /// - Parameter start: where the time begins, which goes to the end of the text.
  static func isTime(_ text: Span<UInt8>, from start: Int = 0) -> Bool {
    guard text.byte(start + 2) == 0x3A, text.byte(start + 5) == 0x3A,
      let hour = text.digits(start, 2), let minute = text.digits(start + 3, 2),
      let second = text.digits(start + 6, 2),
      hour < 24, minute < 60, second <= 60
    else { return false }
    var end = start + 8
    if text.byte(end) == 0x2E {
      let fraction = end + 1
      end = fraction
      while text.byte(end)?.isDigit == true { end += 1 }
      guard end > fraction else { return false }
    }
    guard let offset = offset(text, from: end) else { return false }
    guard second == 60 else { return true }
    return ((hour * 60 + minute - offset) % 1440 + 1440) % 1440 == 23 * 60 + 59
  }

  /// Minutes east of UTC.
  private static func offset(_ text: Span<UInt8>, from start: Int) -> Int? {
    guard let first = text.byte(start) else { return nil }
    if text.count == start + 1, first | 0x20 == 0x7A { return 0 }
    guard text.count == start + 6, text.byte(start + 3) == 0x3A, first == 0x2B || first == 0x2D,
      let hours = text.digits(start + 1, 2), let minutes = text.digits(start + 4, 2), hours < 24,
      minutes < 60
    else { return nil }
    let offset = hours * 60 + minutes
    return first == 0x2B ? offset : -offset
  }
}
