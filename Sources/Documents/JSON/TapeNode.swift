/// One value or member name of a `JSONDocument`, in 16 bytes.
///
/// The tape lists the values in the order of the text. A container comes before what it holds; a
/// member's name comes right before its value.
public struct TapeNode: Sendable {
  /// Kind in the low three bits, flags above; in the top byte, the bit of the value's class.
  package let head: UInt32
  /// Of the first byte of the value, in bytes from the start of the text (a string's quote).
  package let offset: UInt32
  /// Containers: index of the first node that is no longer inside. Strings: raw bytes between the
  /// quotes. Numbers: bytes.
  package var extent: UInt32
  /// Containers: how many items or members. Member names: `KeyHash` of the decoded name.
  package var extra: UInt32

  // Computed and public, so that other modules see the numbers: what is inlinable but `package` they call.
  /// `null`.
  @inlinable public static var null: UInt32 { 0 }
  /// `false`.
  @inlinable public static var no: UInt32 { 1 }
  /// `true`.
  @inlinable public static var yes: UInt32 { 2 }
  /// A number, however it is spelt.
  @inlinable public static var number: UInt32 { 3 }
  /// A string or a member's name.
  @inlinable public static var string: UInt32 { 4 }
  /// An array; containers are the kinds from here on.
  @inlinable public static var array: UInt32 { 5 }
  /// An object.
  @inlinable public static var object: UInt32 { 6 }
  /// The bits of the head that say the kind.
  @inlinable public static var kindMask: UInt32 { 7 }

  /// A string that holds escapes.
  @inlinable public static var escaped: UInt32 { 1 << 8 }
  /// A string with bytes beyond ASCII.
  @inlinable public static var wide: UInt32 { 1 << 9 }
  /// A number with a fraction part.
  @inlinable public static var fraction: UInt32 { 1 << 10 }
  /// A number with an exponent part.
  @inlinable public static var exponent: UInt32 { 1 << 11 }
  /// A string that is a member's name.
  @inlinable public static var name: UInt32 { 1 << 12 }

  /// How far the head is to be shifted for the class bit: 1 << kind, or 1 << 7 for a number that is
  /// spelt as an integer.
  @inlinable public static var classShift: UInt32 { 24 }

  @inline(__always)
  init(_ head: UInt32, offset: Int, extent: UInt32 = 0, extra: UInt32 = 0) {
    let kind = head & TapeNode.kindMask
    let isInteger =
      kind == TapeNode.number && head & (TapeNode.fraction | TapeNode.exponent) == 0
    self.head = head | 1 &<< (TapeNode.classShift &+ (isInteger ? 7 : kind))
    self.offset = UInt32(truncatingIfNeeded: offset)
    self.extent = extent
    self.extra = extra
  }
}

/// A 32-bit hash of member names, the same for all documents and schemas of a process.
///
/// Keyed with a random number, so that nobody can prepare names that collide. No order and no
/// output depends on it.
package enum KeyHash {
  static let seed = UInt64.random(in: .min ... .max)
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let lastFactor: UInt64 = 0xD6E8_FEB8_6659_FD93

  package static func of(_ name: String) -> UInt32 {
    // Without a copy to be changed, which would count references.
    if let hash = name.utf8.withContiguousStorageIfAvailable({ of($0) }) { return hash }
    var name = name
    return name.withUTF8 { of($0) }
  }

  package static func of(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
    of(name.baseAddress, count: name.count, seed: seed)
  }

  /// Reads exactly `count` bytes, which must be readable at `base`.
  static func of(_ base: UnsafePointer<UInt8>?, count: Int, seed: UInt64) -> UInt32 {
    guard let base else { return finish(0, count: 0, state: seed) }
    var state = seed
    var done = 0
    let raw = UnsafeRawPointer(base)
    while count - done > 8 {
      state = mix(state ^ raw.loadUnaligned(fromByteOffset: done, as: UInt64.self), factor)
      done += 8
    }
    return finish(last(raw + done, count: count - done), count: count, state: state)
  }

  /// Up to eight bytes as a little-endian number. What two loads have in common is the same in both.
  @inline(__always)
  private static func last(_ raw: UnsafeRawPointer, count: Int) -> UInt64 {
    switch count {
    case 4...:
      let low = UInt64(raw.loadUnaligned(as: UInt32.self))
      let high = UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
      return low | high &<< UInt64(8 * (count - 4))
    case 2...:
      let low = UInt64(raw.loadUnaligned(as: UInt16.self))
      let high = UInt64(raw.loadUnaligned(fromByteOffset: count - 2, as: UInt16.self))
      return low | high &<< UInt64(8 * (count - 2))
    case 1: return UInt64(raw.load(as: UInt8.self))
    default: return 0
    }
  }

  /// The same, where eight bytes beyond the last one may be read too.
  @inline(__always)
  static func padded(_ base: UnsafePointer<UInt8>, count: Int, seed: UInt64) -> UInt32 {
    var state = seed
    var done = 0
    let raw = UnsafeRawPointer(base)
    while count &- done > 8 {
      state = mix(state ^ raw.loadUnaligned(fromByteOffset: done, as: UInt64.self), factor)
      done &+= 8
    }
    let left = UInt64(truncatingIfNeeded: count &- done)
    var last: UInt64 = 0
    if left > 0 {
      last = raw.loadUnaligned(fromByteOffset: done, as: UInt64.self)
      last &= UInt64.max &>> (64 &- left &* 8)
    }
    return finish(last, count: count, state: state)
  }

  @inline(__always)
  private static func finish(_ last: UInt64, count: Int, state: UInt64) -> UInt32 {
    let word = last ^ UInt64(truncatingIfNeeded: count) &* factor
    let mixed = mix(state ^ word, lastFactor)
    return UInt32(truncatingIfNeeded: mixed ^ (mixed &>> 32))
  }

  @inline(__always)
  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
