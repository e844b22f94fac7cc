/// A set of code points, as ranges that don't overlap, in order.
struct CharacterRanges: Sendable {
  private(set) var ranges: [ClosedRange<UInt32>]

  static let top: UInt32 = 0x10FFFF
  static let any = CharacterRanges([0...top])
  static let digits = CharacterRanges([0x30...0x39])
  static let wordCharacters = CharacterRanges([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let blanks = CharacterRanges([
    0x9...0xD, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  static let lineEnds = CharacterRanges([0xA...0xA, 0xD...0xD, 0x2028...0x2029])
  /// What texts are made of where anything goes: letters and digits first.
  static let preferred: [CharacterRanges] = [
    CharacterRanges([0x61...0x7A]), CharacterRanges([0x30...0x39, 0x41...0x5A, 0x61...0x7A]),
    CharacterRanges([0x20...0x7E]), CharacterRanges([0xA1...0x24F]),
  ]

  init(_ ranges: [ClosedRange<UInt32>]) {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound &+ 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
  }

  init(_ scalar: UInt32) { ranges = [scalar...scalar] }

  var isEmpty: Bool { ranges.isEmpty }

  func union(_ other: CharacterRanges) -> CharacterRanges { CharacterRanges(ranges + other.ranges) }

  var inverted: CharacterRanges {
    var rest: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { rest.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.top { rest.append(next...Self.top) }
    return CharacterRanges(rest)
  }

  func intersection(_ other: CharacterRanges) -> CharacterRanges {
    var common: [ClosedRange<UInt32>] = []
    var mine = 0
    var theirs = 0
    while mine < ranges.count, theirs < other.ranges.count {
      let low = max(ranges[mine].lowerBound, other.ranges[theirs].lowerBound)
      let high = min(ranges[mine].upperBound, other.ranges[theirs].upperBound)
      if low <= high { common.append(low...high) }
      if ranges[mine].upperBound < other.ranges[theirs].upperBound {
        mine += 1
      } else {
        theirs += 1
      }
    }
    return CharacterRanges(common)
  }

  func contains(_ value: UInt32) -> Bool { ranges.contains { $0.contains(value) } }

  /// One of the characters, by preference a plain one; nil where there is none.
  func pick(_ random: inout SeededRandom) -> Unicode.Scalar? {
    for preferred in Self.preferred {
      let common = intersection(preferred)
      if let scalar = common.anyScalar(&random) { return scalar }
    }
    return anyScalar(&random)
  }

  private func anyScalar(_ random: inout SeededRandom) -> Unicode.Scalar? {
    let total = ranges.reduce(0) { $0 + Int($1.upperBound - $1.lowerBound) + 1 }
    guard total > 0 else { return nil }
    for _ in 0..<8 {
      var place = random.below(total)
      for range in ranges {
        let count = Int(range.upperBound - range.lowerBound) + 1
        if place < count {
          if let scalar = Unicode.Scalar(range.lowerBound + UInt32(place)) { return scalar }
          break
        }
        place -= count
      }
    }
    return nil
  }
}
