internal import Documents

/// A place in a registered document.
struct Location: Sendable, Hashable {
  let document: Int
  let pointer: JSONPointer

  /// A place inside of this one.
  func appending(_ token: String) -> Location {
    Location(document: document, pointer: pointer.appending(token))
  }

  /// The same for equal places, and else as good as random.
  var state: UInt64 {
    pointer.hashState ^ UInt64(truncatingIfNeeded: document) &* 0x9E37_79B9_7F4A_7C15
  }
}

/// Numbers by place: a dictionary that takes the hash that places know of themselves.
struct LocationTable {
  private struct Entry {
    var location: Location
    var number: Int32
  }

  private var entries: [Entry] = []
  /// Indexes of entries, −1 where a slot is free; at least twice as many as entries, a power of two.
  private var slots: [Int32] = []

  init() {
    grow(to: 64)
  }

  /// Makes room for so many places.
  mutating func reserveCapacity(_ count: Int) {
    entries.reserveCapacity(count)
    var size = slots.count
    while size < 2 * count { size *= 2 }
    if size > slots.count { grow(to: size) }
  }

  subscript(location: Location) -> Int32? {
    get {
      let entry = slots[slot(of: location)]
      return entry < 0 ? nil : entries[Int(entry)].number
    }
    set {
      guard let newValue else { return }
      if entered(location, as: newValue) != nil {
        entries[Int(slots[slot(of: location)])].number = newValue
      }
    }
  }

  /// The number at a place; nil where there was none, and now is the one given.
  mutating func entered(_ location: Location, as number: Int32) -> Int32? {
    let slot = slot(of: location)
    let entry = slots[slot]
    if entry >= 0 { return entries[Int(entry)].number }
    slots[slot] = Int32(clamping: entries.count)
    entries.append(Entry(location: location, number: number))
    if entries.count * 2 > slots.count { grow(to: slots.count * 2) }
    return nil
  }

  /// The slot that holds a place, or the free one where it belongs.
  private func slot(of location: Location) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: location.state) & mask
    while slots[slot] >= 0, entries[Int(slots[slot])].location != location {
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow(to size: Int) {
    slots = [Int32](repeating: -1, count: size)
    let mask = size - 1
    for (place, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.location.state) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(clamping: place)
    }
  }
}
