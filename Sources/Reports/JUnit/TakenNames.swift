/// The hashes of the names that were given, in memory that hardly grows with the cases.
///
/// It never takes a given name for a free one, so that names stay unique. A few in a million free
/// ones it takes for given; such a test case gets its id into its name.
struct TakenNames: Sendable {
  /// Hashes kept whole, before the filters begin.
  private static let exactLimit = 1 << 16
  /// 128 KiB.
  private static let hintWords = 1 << 14
  /// Hashes in one filter: 16 bits for each.
  private static let filterLimit = 1 << 21
  /// 4 MiB.
  private static let filterWords = 1 << 19
  /// Bits set for one hash.
  private static let bits = 8

  /// An open hash table of the exact hashes; 0 stands for an empty place.
  private var exact: [UInt64] = Array(repeating: 0, count: 1 << 10)
  private var exactCount = 0
  /// A bit for each exact hash by its last bits: small enough for the processor's cache, which the
  /// table is not, it tells of most others that they are none.
  private var hints: [UInt64] = Array(repeating: 0, count: hintWords)
  /// Whether the hash that is 0 was given.
  private var hasZero = false
  /// Bloom filters that are full.
  private var full: [[UInt64]] = []
  /// The filter that is being filled; empty as long as the exact hashes have room.
  private var filter: [UInt64] = []
  /// Hashes in it.
  private var filled = 0

  /// Remembers a hash; false where it may have been given before.
  mutating func take(_ hash: UInt64) -> Bool {
    let mixed = TakenNames.mixed(hash)
    if isExact(hash, mixed) { return false }
    for older in full where TakenNames.holds(older, mixed) { return false }
    guard exactCount >= TakenNames.exactLimit else {
      insert(hash, mixed)
      return true
    }
    if filter.isEmpty || filled == TakenNames.filterLimit {
      if !filter.isEmpty { full.append(filter) }
      filter = Array(repeating: 0, count: TakenNames.filterWords)
      filled = 0
    }
    // Setting bits that are set changes nothing, so that looking and setting are one.
    var missing: UInt64 = 0
    for number in 0..<TakenNames.bits {
      let (word, bit) = TakenNames.place(number, mixed)
      let old = filter[word]
      missing |= ~old & bit
      filter[word] = old | bit
    }
    guard missing != 0 else { return false }
    filled += 1
    return true
  }

  private func isExact(_ hash: UInt64, _ mixed: UInt64) -> Bool {
    let (word, bit) = TakenNames.hint(mixed)
    guard hints[word] & bit != 0 else { return false }
    return hash == 0 ? hasZero : exact[place(of: hash, mixed)] == hash
  }

  private static func hint(_ mixed: UInt64) -> (word: Int, bit: UInt64) {
    (Int((mixed >> 6) & UInt64(hintWords - 1)), 1 << (mixed & 63))
  }

  /// Where an exact hash is, or has its place.
  private func place(of hash: UInt64, _ mixed: UInt64) -> Int {
    let mask = exact.count - 1
    var place = Int(truncatingIfNeeded: mixed) & mask
    while exact[place] != hash, exact[place] != 0 { place = (place + 1) & mask }
    return place
  }

  private mutating func insert(_ hash: UInt64, _ mixed: UInt64) {
    exactCount += 1
    let (word, bit) = TakenNames.hint(mixed)
    hints[word] |= bit
    if hash == 0 {
      hasZero = true
      return
    }
    exact[place(of: hash, mixed)] = hash
    guard 2 * exactCount > exact.count else { return }
    let old = exact
    exact = Array(repeating: 0, count: 2 * old.count)
    for hash in old where hash != 0 {
      exact[self.place(of: hash, TakenNames.mixed(hash))] = hash
    }
  }

  private static func holds(_ filter: [UInt64], _ mixed: UInt64) -> Bool {
    for number in 0..<bits {
      let (word, bit) = place(number, mixed)
      if filter[word] & bit == 0 { return false }
    }
    return true
  }

  /// FNV spreads its last bytes over few bits; this is the last step of MurmurHash3.
  private static func mixed(_ hash: UInt64) -> UInt64 {
    var mixed = hash
    mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return mixed ^ (mixed >> 33)
  }

  /// A hash's bits start somewhere and are equally far apart; an odd distance meets no bit twice.
  private static func place(_ number: Int, _ mixed: UInt64) -> (word: Int, bit: UInt64) {
    let bit = mixed &+ UInt64(number) &* ((mixed >> 32) | 1)
    return (Int((bit >> 6) & UInt64(filterWords - 1)), 1 << (bit & 63))
  }
}
