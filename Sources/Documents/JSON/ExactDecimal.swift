/// A decimal number of any length, held so that equal values have equal parts.
///
/// The value is (−1)^`isNegative` × coefficient × 10^`exponent`, where the coefficient ends in no
/// zero. Nothing is ever expanded: `1e999999999` costs as much as its eleven characters.
/// Exponents beyond ±10^36 count as ±10^36.
package struct ExactDecimal: Sendable, Hashable {
  package let isNegative: Bool
  /// The coefficient where it has up to 18 digits, else 0.
  let coefficient: UInt64
  /// The coefficient's digits (0 to 9, the highest first) where there are more than 18, else empty.
  let digits: [UInt8]
  /// The power of ten that the coefficient's last digit stands for.
  let exponent: Int128

  private static let smallDigits = 18
  private static let exponentLimit: Int128 = 1_000_000_000_000_000_000_000_000_000_000_000_000

  package init(_ integer: Int) {
    var magnitude = UInt64(integer.magnitude)
    var power: Int128 = 0
    while magnitude != 0, magnitude.isMultiple(of: 10) {
      magnitude /= 10
      power += 1
    }
    isNegative = integer < 0
    exponent = power
    if magnitude < 1_000_000_000_000_000_000 {
      coefficient = magnitude
      digits = []
    } else {
      coefficient = 0
      digits = String(magnitude).utf8.map { $0 &- 48 }
    }
  }

  /// Reads a number that follows the grammar of RFC 8259 §6; nil for most texts that don't.
  package init?(_ text: ArraySlice<UInt8>) {
    var cursor = text.startIndex
    let negative = text.first == UInt8(ascii: "-")
    if negative { cursor += 1 }
    var firstDigit: Int?
    var lastDigit = cursor
    var point: Int?
    var hasDigit = false
    scan: while cursor < text.endIndex {
      switch text[cursor] {
      case 48:
        hasDigit = true
      case 49...57:
        hasDigit = true
        if firstDigit == nil { firstDigit = cursor }
        lastDigit = cursor
      case UInt8(ascii: "."):
        guard point == nil else { return nil }
        point = cursor
      default:
        break scan
      }
      cursor += 1
    }
    guard hasDigit else { return nil }
    let mantissaEnd = cursor
    guard let power = Self.exponent(text[cursor...]) else { return nil }
    guard let first = firstDigit else {
      isNegative = false
      coefficient = 0
      digits = []
      exponent = 0
      return
    }
    // How many places the last significant digit stands left of the point (right: negative).
    let end = point ?? mantissaEnd
    let shift = lastDigit < end ? end - lastDigit - 1 : end - lastDigit
    let hasInnerPoint = point.map { first < $0 && $0 < lastDigit } ?? false
    let count = lastDigit - first + (hasInnerPoint ? 0 : 1)
    isNegative = negative
    exponent = power + Int128(shift)
    if count <= Self.smallDigits {
      var value: UInt64 = 0
      for byte in text[first...lastDigit] where byte != UInt8(ascii: ".") {
        value = value &* 10 &+ UInt64(byte &- 48)
      }
      coefficient = value
      digits = []
    } else {
      var all: [UInt8] = []
      all.reserveCapacity(count)
      for byte in text[first...lastDigit] where byte != UInt8(ascii: ".") {
        all.append(byte &- 48)
      }
      coefficient = 0
      digits = all
    }
  }

  private static func exponent(_ text: ArraySlice<UInt8>) -> Int128? {
    guard let mark = text.first else { return 0 }
    guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return nil }
    var rest = text.dropFirst()
    var negative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      negative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    guard !rest.isEmpty else { return nil }
    var value: Int128 = 0
    for byte in rest {
      guard (48...57).contains(byte) else { return nil }
      if value < exponentLimit { value = value * 10 + Int128(byte &- 48) }
    }
    value = min(value, exponentLimit)
    return negative ? -value : value
  }

  private init(negating other: ExactDecimal) {
    isNegative = !other.isNegative && !other.isZero
    coefficient = other.coefficient
    digits = other.digits
    exponent = other.exponent
  }

  package var negated: ExactDecimal { ExactDecimal(negating: self) }

  package var isZero: Bool { coefficient == 0 && digits.isEmpty }

  /// True where the value has no fractional part, however it was spelt.
  package var isInteger: Bool { exponent >= 0 }

  /// The value where it is a whole number that fits.
  package var integer: Int? {
    if isZero { return 0 }
    guard exponent >= 0, exponent <= 18 else { return nil }
    var magnitude: UInt64 = coefficient
    for digit in digits {
      let (product, tooBig) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = product.addingReportingOverflow(UInt64(digit))
      guard !tooBig, !overflow else { return nil }
      magnitude = sum
    }
    for _ in 0..<Int(exponent) {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      magnitude = product
    }
    if isNegative {
      return magnitude <= UInt64(Int.max) + 1 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil
    }
    return Int(exactly: magnitude)
  }

  /// How many digits the coefficient has.
  private var digitCount: Int {
    if !digits.isEmpty { return digits.count }
    var count = 1
    var bound: UInt64 = 10
    while count < Self.smallDigits, coefficient >= bound {
      count += 1
      bound *= 10
    }
    return count
  }

  private var allDigits: [UInt8] {
    digits.isEmpty ? String(coefficient).utf8.map { $0 &- 48 } : digits
  }
}

extension ExactDecimal: Comparable {
  package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    if left.isZero { return !right.isZero && !right.isNegative }
    if right.isZero { return left.isNegative }
    if left.isNegative != right.isNegative { return left.isNegative }
    let order = left.compareMagnitude(with: right)
    return left.isNegative ? order > 0 : order < 0
  }

  /// Negative, zero or positive as the magnitude is less than, equal to or greater than the other's;
  /// neither is zero.
  private func compareMagnitude(with other: ExactDecimal) -> Int {
    let count = digitCount
    let otherCount = other.digitCount
    let height = exponent + Int128(count)
    let otherHeight = other.exponent + Int128(otherCount)
    if height != otherHeight { return height < otherHeight ? -1 : 1 }
    if digits.isEmpty, other.digits.isEmpty {
      var mine = coefficient
      var theirs = other.coefficient
      for _ in 0..<max(0, otherCount - count) { mine *= 10 }
      for _ in 0..<max(0, count - otherCount) { theirs *= 10 }
      return mine == theirs ? 0 : (mine < theirs ? -1 : 1)
    }
    let mine = allDigits
    let theirs = other.allDigits
    for (digit, otherDigit) in zip(mine, theirs) where digit != otherDigit {
      return digit < otherDigit ? -1 : 1
    }
    return mine.count == theirs.count ? 0 : (mine.count < theirs.count ? -1 : 1)
  }
}

extension ExactDecimal {
  /// True where this is a whole number of times the divisor; false for a divisor of zero, unless
  /// this is zero too.
  ///
  /// Costs the product of both lengths where the divisor has more than 18 digits.
  package func isMultiple(of divisor: ExactDecimal) -> Bool {
    if isZero { return true }
    if divisor.isZero { return false }
    // The coefficients end in no zero, so powers of ten that only the divisor has can't cancel.
    let powers = exponent - divisor.exponent
    guard powers >= 0 else { return false }
    guard compareMagnitude(with: divisor) >= 0 else { return false }
    if divisor.digits.isEmpty {
      let modulus = divisor.coefficient
      var rest = coefficient % modulus
      for digit in digits { rest = (rest * 10 + UInt64(digit)) % modulus }
      // More factors of two or five than the modulus can hold change nothing.
      for _ in 0..<Int(min(powers, 64)) where rest != 0 { rest = rest * 10 % modulus }
      return rest == 0
    }
    let modulus = LargeNatural(digits: divisor.digits)
    var rest = LargeNatural(digits: [])
    for digit in allDigits { rest.shiftIn(digit, modulus: modulus) }
    for _ in 0..<Int(min(powers, Int128(divisor.digits.count) * 4)) where !rest.isZero {
      rest.shiftIn(0, modulus: modulus)
    }
    return rest.isZero
  }
}

/// A natural number in limbs of nine decimal digits, the lowest first: as much arithmetic as a
/// remainder needs.
private struct LargeNatural {
  private var limbs: [UInt32] = []
  private static let base: UInt64 = 1_000_000_000

  init(digits: [UInt8]) {
    var end = digits.count
    while end > 0 {
      let start = max(0, end - 9)
      limbs.append(digits[start..<end].reduce(0) { $0 * 10 + UInt32($1) })
      end = start
    }
    trim()
  }

  var isZero: Bool { limbs.isEmpty }

  /// Becomes (self × 10 + digit) mod modulus, where self is below the modulus.
  mutating func shiftIn(_ digit: UInt8, modulus: LargeNatural) {
    var carry = UInt64(digit)
    for index in limbs.indices {
      let value = UInt64(limbs[index]) * 10 + carry
      limbs[index] = UInt32(value % Self.base)
      carry = value / Self.base
    }
    if carry > 0 { limbs.append(UInt32(carry)) }
    while !isLess(than: modulus) { subtract(modulus) }
  }

  private func isLess(than other: LargeNatural) -> Bool {
    if limbs.count != other.limbs.count { return limbs.count < other.limbs.count }
    for index in limbs.indices.reversed() where limbs[index] != other.limbs[index] {
      return limbs[index] < other.limbs[index]
    }
    return false
  }

  private mutating func subtract(_ other: LargeNatural) {
    var borrow: UInt32 = 0
    for index in limbs.indices {
      let taken = (index < other.limbs.count ? other.limbs[index] : 0) + borrow
      if limbs[index] >= taken {
        limbs[index] -= taken
        borrow = 0
      } else {
        limbs[index] = limbs[index] + UInt32(Self.base) - taken
        borrow = 1
      }
    }
    trim()
  }

  private mutating func trim() {
    while limbs.last == 0 { limbs.removeLast() }
  }
}
