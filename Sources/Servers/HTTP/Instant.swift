import Documents

/// A moment, to the second.
struct Instant: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  let seconds: Int

  init(seconds: Int) {
    self.seconds = seconds
  }

  /// Reads RFC 3339 §5.6 `date-time`. A fraction is accepted and dropped; second 60 counts as the
  /// next minute's first. Nil for any other text, impossible days included.
  init?(rfc3339 text: String) {
    var scanner = Scanner(bytes: Array(text.utf8)[...])
    guard let day = scanner.date(), scanner.skip(oneOf: "Tt "),
      let hour = scanner.number(2), hour < 24, scanner.skip(oneOf: ":"),
      let minute = scanner.number(2), minute < 60, scanner.skip(oneOf: ":"),
      let second = scanner.number(2), second <= 60
    else { return nil }
    if scanner.skip(oneOf: ".") {
      guard scanner.number(1) != nil else { return nil }
      while scanner.number(1) != nil {}
    }
    guard let offset = scanner.offset(), scanner.bytes.isEmpty else { return nil }
    seconds = day * 86_400 + hour * 3_600 + minute * 60 + second - offset
  }

  /// Midnight in Colombia (UTC-5 all year) at the start of a day written `YYYY-MM-DD`.
  init?(colombianDay text: String) {
    var scanner = Scanner(bytes: Array(text.utf8)[...])
    guard let day = scanner.date(), scanner.bytes.isEmpty else { return nil }
    seconds = day * 86_400 - Instant.colombianOffset
  }

  static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

  private static let colombianOffset = -5 * 3_600

  /// RFC 3339 in Colombian time, for instance `2026-01-15T08:30:00-05:00`.
  var colombianText: String {
    let local = seconds + Instant.colombianOffset
    let second = local - Instant.floor(local, 86_400) * 86_400
    let clock = [second / 3_600, second / 60 % 60, second % 60].map(Instant.two)
    return
      "\(CivilDay(since1970: Instant.floor(local, 86_400)))T\(clock.joined(separator: ":"))-05:00"
  }

  private static func floor(_ number: Int, _ divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Reads fixed-width decimal fields from the front of a text.
  private struct Scanner {
    var bytes: ArraySlice<UInt8>

    mutating func number(_ width: Int) -> Int? {
      let field = bytes.prefix(width)
      guard field.count == width, field.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
      bytes = bytes.dropFirst(width)
      return field.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    mutating func skip(oneOf set: String) -> Bool {
      guard let first = bytes.first, set.utf8.contains(first) else { return false }
      bytes = bytes.dropFirst()
      return true
    }

    /// `YYYY-MM-DD` as days since 1970-01-01.
    mutating func date() -> Int? {
      guard let day = CivilDay(String(decoding: bytes.prefix(10), as: UTF8.self)) else {
        return nil
      }
      bytes = bytes.dropFirst(10)
      return day.since1970
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int? {
      if skip(oneOf: "Zz") { return 0 }
      let sign: Int
      if skip(oneOf: "+") { sign = 1 } else if skip(oneOf: "-") { sign = -1 } else { return nil }
      guard let hour = number(2), hour < 24, skip(oneOf: ":"), let minute = number(2), minute < 60
      else { return nil }
      return sign * (hour * 3_600 + minute * 60)
    }
  }
}
