import Documents
import Schemas

/// The numbers that constraints allow: the multiples of a step between two limits.
struct NumberGrid {
  /// What all numbers are multiples of.
  let step: ScaledDecimal
  /// Of the step, the smallest allowed; nil: no limit.
  let lowest: Int128?
  /// Of the step, the largest allowed; nil: no limit.
  let highest: Int128?

  /// Nil where the limits are too long to calculate with.
  ///
  /// - Parameters:
  ///   - isWhole: whether only whole numbers are wanted.
  ///   - precision: the digits behind the point where nothing else says so.
  init?(_ constraints: Constraints, isWhole: Bool, precision: Int) {
    var step = ScaledDecimal(1, scale: isWhole ? 0 : precision)
    var hasStep = isWhole
    for multiple in constraints.multiples {
      guard let divisor = ScaledDecimal(multiple) else { return nil }
      if hasStep {
        guard let common = Self.commonMultiple(step, divisor) else { return nil }
        step = common
      } else {
        step = divisor
        hasStep = true
      }
    }
    self.step = step
    if let bound = constraints.least {
      guard let quotient = Self.quotient(bound.number, step) else { return nil }
      let (whole, isExact) = quotient
      lowest = isExact && !bound.isExclusive ? whole : whole + 1
    } else {
      lowest = nil
    }
    if let bound = constraints.most {
      guard let quotient = Self.quotient(bound.number, step) else { return nil }
      let (whole, isExact) = quotient
      highest = isExact && bound.isExclusive ? whole - 1 : whole
    } else {
      highest = nil
    }
  }

  var isEmpty: Bool {
    if let lowest, let highest { lowest > highest } else { false }
  }

  func number(_ factor: Int128) -> JSONNumber? { step.multiplied(by: factor)?.number }

  /// The largest whole number of steps that is no more than a number, and whether it is that number.
  private static func quotient(
    _ number: JSONNumber, _ step: ScaledDecimal
  ) -> (whole: Int128, isExact: Bool)? {
    guard let value = ScaledDecimal(number) else { return nil }
    let common = max(value.scale, step.scale)
    guard let dividend = value.rescaled(to: common)?.coefficient,
      let divisor = step.rescaled(to: common)?.coefficient, divisor > 0
    else { return nil }
    let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
    return (rest < 0 ? quotient - 1 : quotient, rest == 0)
  }

  private static func commonMultiple(
    _ left: ScaledDecimal, _ right: ScaledDecimal
  ) -> ScaledDecimal? {
    let common = max(left.scale, right.scale)
    guard let mine = left.rescaled(to: common)?.coefficient,
      let theirs = right.rescaled(to: common)?.coefficient, mine > 0, theirs > 0
    else { return nil }
    var (larger, smaller) = (mine, theirs)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    let (product, overflow) = (mine / larger).multipliedReportingOverflow(by: theirs)
    return overflow ? nil : ScaledDecimal(product, scale: common)
  }
}
