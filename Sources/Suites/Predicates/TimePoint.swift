/// A moment that a date or date-time of RFC 3339 names, exact to the last digit.
struct TimePoint: Sendable, Comparable {
  private let moment: Moment
  /// The digits after the decimal point, without zeros at the end.
  private let fraction: [UInt8]

  /// A date is the moment at which it begins, in UTC; nil for what is neither. A space is no `T` here: it
  /// is for people (RFC 3339 §5.6), and answers are for programs.
  init?(_ text: String) {
    guard !text.utf8.contains(UInt8(ascii: " ")), let read = Moment.read(text) else { return nil }
    moment = read.moment
    fraction = read.fraction
  }

  static func < (left: TimePoint, right: TimePoint) -> Bool {
    if left.moment != right.moment { return left.moment.seconds < right.moment.seconds }
    return left.fraction.lexicographicallyPrecedes(right.fraction)
  }
}
