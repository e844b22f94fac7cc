import Documents
import Schemas

extension ValueBuilder {
  /// Numbers that should satisfy the constraints, the best first.
  mutating func numbers(_ constraints: Constraints, name: String?, isWhole: Bool) -> [Value] {
    var numbers: [JSONNumber] = []
    if size != .minimal, constraints.multiples.isEmpty, let name {
      numbers += DomainHints.numbers(name, &random).filter { isAllowed($0, constraints) }
    }
    for precision in isWhole ? [0] : [2, 0, 6, 12] {
      guard let grid = NumberGrid(constraints, isWhole: isWhole, precision: precision) else {
        break
      }
      guard !grid.isEmpty else {
        if isWhole || precision == 12 { fail("no number is left between its limits") }
        continue
      }
      numbers += drawn(from: grid)
      break
    }
    // Whole numbers first where fractions are too long to calculate with, then the limits themselves.
    numbers += [constraints.least, constraints.most].compactMap { $0?.number }
    numbers += constraints.multiples + [JSONNumber(0), JSONNumber(1), JSONNumber(-1)]
    if !isWhole, let half = JSONNumber(text: "0.5") { numbers.append(half) }
    return numbers.map { Value(.number($0)) }
  }

  private func isAllowed(_ number: JSONNumber, _ constraints: Constraints) -> Bool {
    if let least = constraints.least, number < least.number { return false }
    if let most = constraints.most, most.number < number { return false }
    return true
  }

  /// A few numbers of a grid: near its smaller end, or near zero where it has none.
  private mutating func drawn(from grid: NumberGrid) -> [JSONNumber] {
    let span: Int128 = 1_000 * (grid.step.scale == 2 ? 100 : 1)
    var low: Int128
    var high: Int128
    switch (grid.lowest, grid.highest) {
    case (let lowest?, let highest?):
      (low, high) = (lowest, highest)
      // Within wide limits, such as those of int64, ordinary numbers.
      if low < -span, high > span { (low, high) = (1, span) }
      if high - low > span { high = low + span }
    case (let lowest?, nil): (low, high) = (lowest, lowest + span)
    case (nil, let highest?):
      high = highest
      low = highest > 0 ? max(1, highest - span) : highest - span
    case (nil, nil): (low, high) = (1, span)
    }
    if low < 1, high > 1 { low = max(low, high > 0 ? 1 : low) }
    if size == .minimal { return [grid.number(low), grid.number(high)].compactMap { $0 } }
    var factors: [Int128] = []
    for _ in 0..<3 { factors.append(low + Int128(random.below(Int(clamping: high - low) + 1))) }
    // Where something else than the limits decides, any number near them may be the one.
    for offset in Int128(0)..<8 where low + offset <= high { factors.append(low + offset) }
    return factors.compactMap { grid.number($0) }
  }
}
