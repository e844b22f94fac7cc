/// How long answers took, in steps of a sixteenth of a doubling: counts that a year of nights can keep.
package struct LatencyHistogram: Sendable, Hashable {
  /// Steps of a doubling.
  private static let fineness = 16.0
  /// Microseconds 2 to the power of 36 are 19 hours.
  private static let last = 36 * 16

  /// By step.
  private var counts: [Int: Int] = [:]
  package private(set) var total = 0

  package init() {}

  /// Seconds; what is none, as with a silent clock, is not counted.
  package mutating func add(_ seconds: Double) {
    guard seconds.isFinite, seconds > 0 else { return }
    let step = Int(max(0, min(Self.logarithm(seconds * 1e6) * Self.fineness, Double(Self.last))))
    counts[step, default: 0] += 1
    total += 1
  }

  /// Seconds below which a part of the answers came; nil where there is none. Within a step the answers
  /// are taken to be spread evenly.
  ///
  /// - Parameter part: from 0 to 1.
  package func quantile(_ part: Double) -> Double? {
    guard total > 0 else { return nil }
    let rank = max(0, min(part, 1)) * Double(total)
    var before = 0.0
    for (step, count) in counts.sorted(by: { $0.key < $1.key }) {
      let after = before + Double(count)
      if after >= rank {
        let within = (rank - before) / Double(count)
        return Self.power((Double(step) + within) / Self.fineness) / 1e6
      }
      before = after
    }
    return nil
  }

  /// Steps and counts, each as the difference to the one before and in as few bytes as it takes.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var last = 0
    for (step, count) in counts.sorted(by: { $0.key < $1.key }) {
      Self.append(step - last, to: &bytes)
      Self.append(count, to: &bytes)
      last = step
    }
    return bytes
  }

  /// Nil for bytes that are none of a histogram.
  package init?(bytes: [UInt8]) {
    var rest = bytes[...]
    var step = 0
    while !rest.isEmpty {
      guard let difference = Self.number(&rest), let count = Self.number(&rest),
        difference <= Self.last, step + difference <= Self.last
      else { return nil }
      step += difference
      // A sum of which every part fits: no night has as many requests.
      guard count <= 1 << 40, total <= 1 << 50 else { return nil }
      counts[step, default: 0] += count
      total += count
    }
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func number(_ bytes: inout ArraySlice<UInt8>) -> Int? {
    var number = 0
    for shift in stride(from: 0, to: 42, by: 7) {
      guard let byte = bytes.popFirst() else { return nil }
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }

  /// Base 2, of what is above 0, without a library: the exponent, and the significand's part by squaring.
  private static func logarithm(_ number: Double) -> Double {
    guard number > 1 else { return 0 }
    var result = Double(number.exponent)
    var significand = number.significand
    var part = 0.5
    for _ in 0..<20 {
      significand *= significand
      if significand >= 2 {
        significand /= 2
        result += part
      }
      part /= 2
    }
    return result
  }

  /// 2 to a power from 0 to 37.
  private static func power(_ exponent: Double) -> Double {
    let whole = exponent.rounded(.down)
    var rest = exponent - whole
    var result = 1.0
    // The roots of 2, each the square root of the one before.
    var root = 2.0.squareRoot()
    for _ in 0..<30 {
      rest *= 2
      if rest >= 1 {
        result *= root
        rest -= 1
      }
      root = root.squareRoot()
    }
    return result * Double(UInt64(1) << UInt64(max(0, min(whole, 62))))
  }
}
