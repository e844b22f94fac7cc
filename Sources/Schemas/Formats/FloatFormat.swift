internal import Documents

/// The ranges of IEEE 754 binary32 and binary64.
enum FloatFormat {
  static let float = decimal("3.4028235677973366e38")
  static let double = decimal("1.7976931348623158e308")

  private static func decimal(_ text: StaticString) -> ExactDecimal {
    text.withUTF8Buffer { ExactDecimal(Array($0)[...]) } ?? ExactDecimal(0)
  }

  /// Whether a number rounds to a finite one: it lies within the limit on either side of zero.
  static func isFinite(_ number: ExactDecimal, limit: ExactDecimal) -> Bool {
    number < limit && limit.negated < number
  }
}
