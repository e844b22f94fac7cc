/// Finds names among many: where each stands in a list that others hold.
///
/// A dictionary would work out a hash that takes several times as long.
struct NameIndex {
  /// Places in the list, −1 where a slot is free; at least twice as many as names, a power of two.
  private var slots: [Int32]

  /// Makes room for so many names.
  init(_ count: Int) {
    var size = 16
    while size < 2 * count { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
  }

  /// For how many names there is room.
  var room: Int { slots.count / 2 }

  /// Enters a name that is new, where there is room.
  mutating func insert(_ name: String, at place: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: KeyHash.of(name)) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(clamping: place)
  }

  /// The place of a name; −1 where it is not there.
  ///
  /// - Parameter isAt: whether the name is the one that stands at a place of the list.
  func place(of name: String, isAt: (Int) -> Bool) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: KeyHash.of(name)) & mask
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if isAt(place) { return place }
      slot = (slot + 1) & mask
    }
    return -1
  }
}
