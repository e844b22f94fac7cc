/// Moments in ISO 8601, UTC, to the second.
package enum Timestamp {
  /// `2025-11-23T16:39:39Z` from seconds since 1970-01-01T00:00:00Z; clamped to the years 0 to
  /// 9999, which have four digits.
  package static func text(_ secondsSince1970: Double) -> String {
    let sensible = secondsSince1970.isFinite ? secondsSince1970 : 0
    let seconds = Int(min(max(sensible, -62_167_219_200), 253_402_300_799).rounded(.down))
    let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let inDay = seconds - days * 86_400
    let (year, month, day) = civil(days)
    let date = "\(Numbers.padded(year, to: 4))-\(two(month))-\(two(day))"
    return "\(date)T\(two(inDay / 3600)):\(two(inDay / 60 % 60)):\(two(inDay % 60))Z"
  }

  /// `2025-11-23T16:39:39.250Z`: the same with milliseconds.
  package static func milliseconds(_ secondsSince1970: Double) -> String {
    let sensible = secondsSince1970.isFinite ? secondsSince1970 : 0
    let clamped = min(max(sensible, -62_167_219_200), 253_402_300_799)
    let thousandths = Int((clamped * 1000).rounded())
    let seconds = (thousandths >= 0 ? thousandths : thousandths - 999) / 1000
    let rest = Numbers.padded(thousandths - seconds * 1000, to: 3)
    return text(Double(seconds)).dropLast() + ".\(rest)Z"
  }

  /// The day, for instance `2025-11-23`.
  package static func day(_ secondsSince1970: Double) -> String {
    String(text(secondsSince1970).prefix(10))
  }

  /// The first moment of a day, as `day(_:)` gives it; nil for what is no day.
  package static func start(ofDay text: String) -> Double? {
    guard Baseline.isDay(text) else { return nil }
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    // Days of the civil calendar, the years counted from March as in `civil`.
    let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let fromMarch = (parts[1] + 9) % 12
    let inYear = (153 * fromMarch + 2) / 5 + parts[2] - 1
    let inEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + inYear
    return Double((era * 146_097 + inEra - 719_468) * 86_400)
  }

  private static func two(_ number: Int) -> String { Numbers.padded(number, to: 2) }

  /// The Gregorian date of a day counted from 1970-01-01. Years are counted from March, so that
  /// the leap day is the last one; 400 years have 146,097 days.
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let inEra = shifted - era * 146_097
    let yearOfEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * inYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, inYear - (153 * fromMarch + 2) / 5 + 1)
  }
}
