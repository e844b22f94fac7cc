/// A day of the Gregorian calendar, in the years 0 to 9999 where it comes from a text.
package struct CivilDay: Sendable, Hashable, CustomStringConvertible {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// From 1 on.
  package let day: Int

  /// Nil for a day that the month lacks.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...Self.length(ofMonth: month, in: year)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// A day written as `2026-12-31` (RFC 3339 §5.6, `full-date`); nil for any other text.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    let hyphen = UInt8(ascii: "-")
    guard bytes.count == 10, bytes[4] == hyphen, bytes[7] == hyphen else { return nil }
    func number(_ digits: ArraySlice<UInt8>) -> Int? {
      guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
      return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }
    guard let year = number(bytes[..<4]), let month = number(bytes[5..<7]),
      let day = number(bytes[8...])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// After Hinnant's `civil_from_days`: years are counted from March, so that the leap day is the last one; 400
  /// years have 146,097 days.
  ///
  /// - Parameter days: since 1970-01-01; within a million years of it.
  package init(since1970 days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let inEra = shifted - era * 146_097
    let yearOfEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * inYear + 2) / 153
    month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    day = inYear - (153 * fromMarch + 2) / 5 + 1
  }

  /// Days since 1970-01-01.
  package var since1970: Int { Self.days(year, month, day) }

  /// Days since 1970-01-01 of a day that need not be one of the month: the 31st of a shorter one is a day of
  /// the next.
  package static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let fromMarch = month > 2 ? year : year - 1
    let era = (fromMarch >= 0 ? fromMarch : fromMarch - 399) / 400
    let yearOfEra = fromMarch - era * 400
    let inYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + inYear - 719_468
  }

  /// - Parameter month: 1 to 12.
  package static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `2026-12-31`.
  package var description: String {
    "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
