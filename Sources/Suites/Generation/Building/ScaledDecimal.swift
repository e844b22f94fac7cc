import Documents

/// A decimal of moderate length to calculate with: `coefficient` × 10^−`scale`.
///
/// All operations are exact, and nil where the result would be too long.
struct ScaledDecimal: Sendable {
  var coefficient: Int128
  /// Digits behind the point, from 0 on.
  var scale: Int

  private static let scaleLimit = 24
  private static let limit: Int128 = 1_000_000_000_000_000_000_000_000_000_000_000

  init(_ coefficient: Int128, scale: Int = 0) {
    self.coefficient = coefficient
    self.scale = scale
  }

  init?(_ number: JSONNumber) {
    var digits: Int128 = 0
    var scale = 0
    var isBehindPoint = false
    var isNegative = false
    var rest = Array(number.text.utf8)[...]
    if rest.first == UInt8(ascii: "-") {
      isNegative = true
      rest = rest.dropFirst()
    }
    while let byte = rest.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if byte == UInt8(ascii: ".") {
        isBehindPoint = true
        continue
      }
      guard digits < Self.limit else { return nil }
      digits = digits * 10 + Int128(byte &- 48)
      if isBehindPoint { scale += 1 }
    }
    if !rest.isEmpty {
      guard let power = Int(String(decoding: rest.dropFirst(), as: UTF8.self)),
        (-60...60).contains(power)
      else { return nil }
      scale -= power
    }
    while scale < 0 {
      guard digits < Self.limit else { return nil }
      digits *= 10
      scale += 1
    }
    while scale > 0, digits % 10 == 0 {
      digits /= 10
      scale -= 1
    }
    guard scale <= Self.scaleLimit else { return nil }
    self.init(isNegative ? -digits : digits, scale: scale)
  }

  /// The same value with more digits behind the point.
  func rescaled(to scale: Int) -> ScaledDecimal? {
    guard scale >= self.scale, scale <= Self.scaleLimit else { return nil }
    var result = coefficient
    for _ in self.scale..<scale {
      guard result.magnitude < Self.limit.magnitude else { return nil }
      result *= 10
    }
    return ScaledDecimal(result, scale: scale)
  }

  func adding(_ other: ScaledDecimal) -> ScaledDecimal? {
    let common = max(scale, other.scale)
    guard let mine = rescaled(to: common), let theirs = other.rescaled(to: common) else {
      return nil
    }
    let (sum, overflow) = mine.coefficient.addingReportingOverflow(theirs.coefficient)
    return overflow ? nil : ScaledDecimal(sum, scale: common)
  }

  func multiplied(by factor: Int128) -> ScaledDecimal? {
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: factor)
    return overflow ? nil : ScaledDecimal(product, scale: scale)
  }

  var negated: ScaledDecimal { ScaledDecimal(-coefficient, scale: scale) }

  /// Without needless zeros, never with an exponent.
  var number: JSONNumber? {
    var digits = String(coefficient.magnitude)
    var places = scale
    while places > 0, digits.utf8.last == 48 {
      digits.removeLast()
      places -= 1
      if digits.isEmpty { digits = "0" }
    }
    if places > 0 {
      while digits.utf8.count <= places { digits = "0" + digits }
      let split = digits.index(digits.endIndex, offsetBy: -places)
      digits = digits[..<split] + "." + digits[split...]
    }
    return JSONNumber(text: (coefficient < 0 ? "-" : "") + digits)
  }
}
