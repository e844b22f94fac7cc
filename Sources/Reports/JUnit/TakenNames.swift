/// The hashes of the names that were given, in memory that hardly grows with the cases.
///
/// It never takes a given name for a free one, so that names stay unique. A few in a million free
/// ones it takes for given; such a test case gets its id into its name.
struct TakenNames: Sendable {
  /// Hashes kept whole, before the filters begin.
  private static let exactLimit = 1 << 16
  /// Hashes in one filter: 16 bits for each.
  private static let filterLimit = 1 << 21
  /// 4 MiB.
  private static let filterWords = 1 << 19
  /// Bits set for one hash.
  private static let bits = 8

  private var exact: Set<UInt64> = []
  /// Bloom filters: all of them full but the last.
  private var filters: [[UInt64]] = []
  /// Hashes in the last filter.
  private var filled = 0

  /// Remembers a hash; false where it may have been given before.
  mutating func take(_ hash: UInt64) -> Bool {
    if exact.contains(hash) { return false }
    let places = TakenNames.places(of: hash)
    for filter in filters where TakenNames.holds(filter, places) { return false }
    guard exact.count >= TakenNames.exactLimit else { return exact.insert(hash).inserted }
    if filters.isEmpty || filled == TakenNames.filterLimit {
      filters.append(Array(repeating: 0, count: TakenNames.filterWords))
      filled = 0
    }
    filled += 1
    let last = filters.count - 1
    for number in 0..<TakenNames.bits {
      let (word, bit) = TakenNames.place(number, places)
      filters[last][word] |= bit
    }
    return true
  }

  private static func holds(_ filter: [UInt64], _ places: (UInt64, UInt64)) -> Bool {
    for number in 0..<bits {
      let (word, bit) = place(number, places)
      if filter[word] & bit == 0 { return false }
    }
    return true
  }

  /// Where a hash's bits start, and how far apart they are; an odd distance meets no bit twice.
  private static func places(of hash: UInt64) -> (UInt64, UInt64) {
    var mixed = hash
    // FNV spreads its last bytes over few bits; this is the last step of MurmurHash3.
    mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    mixed ^= mixed >> 33
    return (mixed, (mixed >> 32) | 1)
  }

  private static func place(
    _ number: Int, _ places: (UInt64, UInt64)
  ) -> (word: Int, bit: UInt64) {
    let bit = places.0 &+ UInt64(number) &* places.1
    return (Int((bit >> 6) & UInt64(filterWords - 1)), 1 << (bit & 63))
  }
}
