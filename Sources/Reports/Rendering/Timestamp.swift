import Documents

/// Moments in ISO 8601, UTC, to the second.
package enum Timestamp {
  /// `2025-11-23T16:39:39Z` from seconds since 1970-01-01T00:00:00Z; clamped to the years 0 to
  /// 9999, which have four digits.
  package static func text(_ secondsSince1970: Double) -> String {
    let sensible = secondsSince1970.isFinite ? secondsSince1970 : 0
    let seconds = Int(min(max(sensible, -62_167_219_200), 253_402_300_799).rounded(.down))
    let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let inDay = seconds - days * 86_400
    return
      "\(CivilDay(since1970: days))T\(two(inDay / 3600)):\(two(inDay / 60 % 60)):\(two(inDay % 60))Z"
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
    CivilDay(text).map { Double($0.since1970 * 86_400) }
  }

  private static func two(_ number: Int) -> String { Numbers.padded(number, to: 2) }
}
