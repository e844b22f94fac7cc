/// A moment that a date or date-time of RFC 3339 names, exact to the last digit.
struct TimePoint: Sendable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  let seconds: Int
  /// The digits after the decimal point, without zeros at the end.
  let fraction: String

  /// A date is the moment at which it begins, in UTC; nil for what is neither.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    func digits(_ start: Int, _ count: Int) -> Int? {
      guard start >= 0, start + count <= bytes.count else { return nil }
      var number = 0
      for byte in bytes[start..<(start + count)] {
        guard (48...57).contains(byte) else { return nil }
        number = number * 10 + Int(byte - 48)
      }
      return number
    }
    func byte(_ place: Int) -> UInt8? { bytes.indices.contains(place) ? bytes[place] : nil }
    guard byte(4) == 0x2D, byte(7) == 0x2D, let year = digits(0, 4), let month = digits(5, 2),
      let day = digits(8, 2), (1...12).contains(month), day >= 1,
      day <= Self.length(of: month, in: year)
    else { return nil }
    let midnight = Self.days(year, month, day) * 86_400
    if bytes.count == 10 {
      seconds = midnight
      fraction = ""
      return
    }
    guard let mark = byte(10), mark | 0x20 == 0x74, byte(13) == 0x3A, byte(16) == 0x3A,
      let hour = digits(11, 2), let minute = digits(14, 2), let second = digits(17, 2), hour < 24,
      minute < 60, second <= 60
    else { return nil }
    var place = 19
    var tail: [UInt8] = []
    if byte(place) == 0x2E {
      place += 1
      while let digit = byte(place), (48...57).contains(digit) {
        tail.append(digit)
        place += 1
      }
      guard !tail.isEmpty else { return nil }
      while tail.last == 48 { tail.removeLast() }
    }
    var offset = 0
    if let letter = byte(place), letter | 0x20 == 0x7A {
      guard place + 1 == bytes.count else { return nil }
    } else {
      guard let sign = byte(place), sign == 0x2B || sign == 0x2D, byte(place + 3) == 0x3A,
        place + 6 == bytes.count, let hours = digits(place + 1, 2),
        let minutes = digits(place + 4, 2), hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (sign == 0x2B ? 60 : -60)
    }
    seconds = midnight + hour * 3600 + minute * 60 + second - offset
    fraction = String(decoding: tail, as: UTF8.self)
  }

  static func < (left: TimePoint, right: TimePoint) -> Bool {
    if left.seconds != right.seconds { return left.seconds < right.seconds }
    return left.fraction.utf8.lexicographicallyPrecedes(right.fraction.utf8)
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 of a day in the Gregorian calendar, counted in years that begin in March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let monthOfYear = (month + 9) % 12
    let dayOfYear = (153 * monthOfYear + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}
