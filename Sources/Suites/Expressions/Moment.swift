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
      skip("-", &rest), let day = number(2, &rest), (1...12).contains(month), year > 0,
      (1...length(of: month, in: year)).contains(day)
    else { return nil }
    let midnight = days(year, month, day) * 86_400
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
    var (year, month, dayOfMonth) = Self.civil(day)
    let count = year * 12 + month - 1 + span.months
    guard (12..<120_000).contains(count) else { return nil }
    (year, month) = (count / 12, count % 12 + 1)
    dayOfMonth = min(dayOfMonth, Self.length(of: month, in: year))
    return Moment(
      seconds: (Self.days(year, month, dayOfMonth) + span.days) * 86_400 + time + span.seconds)
  }

  /// `2026-05-04T03:02:01Z`.
  var dateTime: String {
    let time = parts.time
    let clock = [time / 3600, time / 60 % 60, time % 60].map { Self.padded($0, 2) }
    return "\(date)T\(clock.joined(separator: ":"))Z"
  }

  /// `2026-05-04`.
  var date: String {
    let (year, month, day) = Self.civil(parts.day)
    return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
  }

  private var parts: (day: Int, time: Int) {
    let time = (seconds % 86_400 + 86_400) % 86_400
    return ((seconds - time) / 86_400, time)
  }

  // MARK: The calendar

  /// Days since 1970-01-01, counted in years that begin in March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }

  /// The inverse, after Hinnant's `civil_from_days`.
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
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
