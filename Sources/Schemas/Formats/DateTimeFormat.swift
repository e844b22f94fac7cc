/// `date-time` of RFC 3339 §5.6.
enum DateTimeFormat {
  static func isDateTime(_ text: Span<UInt8>) -> Bool {
    guard let mark = text.byte(10), mark | 0x20 == 0x74 else { return false }
    return DateFormat.beginsWithDate(text) && TimeFormat.isTime(text, from: 11)
  }
}
