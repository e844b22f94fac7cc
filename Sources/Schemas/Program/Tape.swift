/// The kinds and flags of `TapeNode` once more.
///
/// Constants of another module are read through a function call each time, which took a fifth of a
/// validation. A test holds the two lists equal.
enum Tape {
  static let null: UInt32 = 0
  static let no: UInt32 = 1
  static let yes: UInt32 = 2
  static let number: UInt32 = 3
  static let string: UInt32 = 4
  static let array: UInt32 = 5
  static let object: UInt32 = 6
  static let kindMask: UInt32 = 7

  static let escaped: UInt32 = 1 << 8
  static let wide: UInt32 = 1 << 9
  static let fraction: UInt32 = 1 << 10
  static let exponent: UInt32 = 1 << 11

  static let classShift: UInt32 = 24
}
