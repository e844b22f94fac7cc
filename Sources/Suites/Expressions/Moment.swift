import Documents

/// A moment in the years 1 to 9999, in whole seconds.
struct Moment: Sendable, Hashable {
  /// Since 1970-01-01T00:00:00Z.
  let seconds: Int

  private static let possible = -62_135_596_800...253_402_300_799

  init?(seconds: Int) {
    guard Self.possible.contains(seconds) else { return nil }
    self.seconds = seconds
  }

  /// Reads a full-date or date-time of RFC 3339 §5.6. The digits of a fraction of a second come without the
  /// zeros at their end.
  static func read(_ text: String) -> (moment: Moment, isDate: Bool, fraction: [UInt8])? {
    var rest = Array(text.utf8)[...]
    guard let year = number(4, &rest), skip("-", &rest), let month = number(2, &rest),
      skip("-", &rest), let day = number(2, &rest), year > 0,
      let date = CivilDay(year: year, month: month, day: day)
    else { return nil }
    let midnight = date.since1970 * 86_400
    guard !rest.isEmpty else { return Moment(seconds: midnight).map { ($0, true, []) } }
    guard skip("T", &rest) || skip("t", &rest) || skip(" ", &rest), let hour = number(2, &rest),
      skip(":", &rest), let minute = number(2, &rest), skip(":", &rest),
      let second = number(2, &rest), hour < 24, minute < 60, second <= 60
    else { return nil }
    var fraction: [UInt8] = []
    if skip(".", &rest) {
      fraction = Array(rest.prefix { (48...57).contains($0) })
      guard !fraction.isEmpty else { return nil }
      rest = rest.dropFirst(fraction.count)
      while fraction.last == 48 { fraction.removeLast() }
    }
    var offset = 0
    if !(skip("Z", &rest) || skip("z", &rest)) {
      let isAhead = rest.first == UInt8(ascii: "+")
      guard skip("+", &rest) || skip("-", &rest), let hours = number(2, &rest),
        skip(":", &rest), let minutes = number(2, &rest), hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 3600 + minutes * 60) * (isAhead ? 1 : -1)
    }
    guard rest.isEmpty else { return nil }
    return Moment(seconds: midnight + hour * 3600 + minute * 60 + second - offset)
      .map { ($0, false, fraction) }
  }

  /// Nil where that is outside of the years 1 to 9999. A day that the month lacks becomes its last.
  func moved(_ span: TimeSpan) -> Moment? {
    let (day, time) = parts
    let start = CivilDay(since1970: day)
    let count = start.year * 12 + start.month - 1 + span.months
    guard (12..<120_000).contains(count) else { return nil }
    let (year, month) = (count / 12, count % 12 + 1)
    let dayOfMonth = min(start.day, CivilDay.length(ofMonth: month, in: year))
    return Moment(
      seconds: (CivilDay.days(year, month, dayOfMonth) + span.days) * 86_400 + time + span.seconds)
  }

  /// `2026-05-04T03:02:01Z`.
  var dateTime: String {
    let time = parts.time
    let clock = [time / 3600, time / 60 % 60, time % 60].map { Self.padded($0, 2) }
    return "\(date)T\(clock.joined(separator: ":"))Z"
  }

  /// `2026-05-04`.
  var date: String { CivilDay(since1970: parts.day).description }

  private var parts: (day: Int, time: Int) {
    let time = (seconds % 86_400 + 86_400) % 86_400
    return ((seconds - time) / 86_400, time)
  }

  // MARK: Text

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  private static func number(_ width: Int, _ rest: inout ArraySlice<UInt8>) -> Int? {
    let digits = rest.prefix(width)
    guard digits.count == width, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    rest = rest.dropFirst(width)
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private static func skip(_ scalar: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
    guard let byte = rest.first, UInt32(byte) == scalar.value else { return false }
    rest = rest.dropFirst()
    return true
  }
}
