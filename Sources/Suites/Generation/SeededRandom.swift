/// Random numbers that depend on nothing but a seed and labels: xoshiro256** by Blackman and Vigna,
/// its state filled by SplitMix64.
///
/// The labels make streams of their own, so that what one case draws changes nothing for another. All
/// that is drawn is computed here and not by the standard library, whose ways of drawing may change
/// from one version of Swift to the next.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var a: UInt64
  private var b: UInt64
  private var c: UInt64
  private var d: UInt64

  /// - Parameter labels: for instance an operation's id and the name of a case; their order counts.
  package init(seed: UInt64, labels: [String] = []) {
    // FNV-1a, with the lengths so that no two lists of labels read alike.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    func mix(_ word: UInt64) {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        mix(UInt8(truncatingIfNeeded: word &>> shift))
      }
    }
    mix(seed)
    for label in labels {
      mix(UInt64(label.utf8.count))
      for byte in label.utf8 { mix(byte) }
    }
    a = Self.splitMix(&hash)
    b = Self.splitMix(&hash)
    c = Self.splitMix(&hash)
    d = Self.splitMix(&hash)
  }

  private static func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word &>> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word &>> 31)
  }

  package mutating func next() -> UInt64 {
    let product = b &* 5
    let result = ((product &<< 7) | (product &>> 57)) &* 9
    let shifted = b &<< 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d &<< 45) | (d &>> 19)
    return result
  }

  /// A number from 0 to below the bound; 0 for a bound below 1. Uneven by less than one in 2^32 for
  /// bounds that occur.
  package mutating func below(_ bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// An item of a list; nil where it is empty.
  package mutating func pick<Item>(_ items: [Item]) -> Item? {
    items.isEmpty ? nil : items[below(items.count)]
  }
}
