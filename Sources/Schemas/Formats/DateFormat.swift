/// `full-date` of RFC 3339 §5.6.
enum DateFormat {
  static func isDate(_ text: Span<UInt8>) -> Bool {
    text.count == 10 && beginsWithDate(text)
  }

  /// Whether the first ten bytes are a date.
  static func beginsWithDate(_ text: Span<UInt8>) -> Bool {
    guard text.byte(4) == 0x2D, text.byte(7) == 0x2D,
      let year = text.digits(0, 4), let month = text.digits(5, 2), let day = text.digits(8, 2),
      (1...12).contains(month)
    else { return false }
    return day >= 1 && day <= length(of: month, in: year)
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
