import Documents

/// Reads the dates of HTTP header fields (RFC 9110 §5.6.7).
package enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Seconds since 1970-01-01T00:00:00Z of a date in the preferred form or one of the two obsolete
  /// ones; nil where the text is none of them. The weekday is not checked.
  ///
  /// - Parameter now: seconds since the same moment; a year of two digits that is more than 50 years
  ///   ahead of it is meant as one of the past.
  package static func seconds(_ text: String, now: Double) -> Double? {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" }).map(String.init)
    switch (words.count, words.last) {
    case (6, "GMT"):
      guard let year = year(words[3], now: now) else { return nil }
      return seconds(day: words[1], month: words[2], year: year, time: words[4])
    case (5, _):
      guard words[4].utf8.count == 4, let year = number(words[4]) else { return nil }
      return seconds(day: words[2], month: words[1], year: year, time: words[3])
    default: return nil
    }
  }

  private static func year(_ text: String, now: Double) -> Int? {
    guard let number = number(text) else { return nil }
    switch text.utf8.count {
    case 4: return number
    case 2:
      // Years of 365.2425 days are near enough to tell a century.
      let current = 1970 + Int(max(0, min(now, 1e11)) / 31_556_952)
      let year = current - current % 100 + number
      return year > current + 50 ? year - 100 : year
    default: return nil
    }
  }

  private static func seconds(day: String, month: String, year: Int, time: String) -> Double? {
    let clock = time.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let month = months.firstIndex(of: month), let day = number(day), (1...31).contains(day),
      clock.count == 3, clock.allSatisfy({ $0.utf8.count == 2 }),
      let hour = number(clock[0]), hour < 24, let minute = number(clock[1]), minute < 60,
      let second = number(clock[2]), second <= 60
    else { return nil }
    return Double(CivilDay.days(year, month + 1, day) * 86_400 + hour * 3600 + minute * 60 + second)
  }

  /// Digits only, at most four.
  private static func number(_ text: String) -> Int? {
    guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(text)
  }
}
