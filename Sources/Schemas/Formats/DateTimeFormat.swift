/// `date-time` of RFC 3339 §5.6.
enum DateTimeFormat {
  static func isDateTime(_ text: ArraySlice<UInt8>) -> Bool {
    guard let mark = text.byte(10), mark | 0x20 == 0x74 else { return false }
    return DateFormat.isDate(text.prefix(10)) && TimeFormat.isTime(text.dropFirst(11))
  }
}
