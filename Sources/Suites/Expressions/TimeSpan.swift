/// A duration of ISO 8601 with a sign: `-P1Y2M3W4DT5H6M7S`. Without a sign it goes forward.
struct TimeSpan: Sendable, Hashable {
  private(set) var months = 0
  private(set) var days = 0
  private(set) var seconds = 0
  /// Whether hours, minutes or seconds are named.
  private(set) var hasTime = false

  /// Nil where the text is no duration, or one of more than 999,999 of a unit.
  init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    var sign = 1
    if rest.first == UInt8(ascii: "-") { sign = -1 }
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    guard rest.popFirst() == UInt8(ascii: "P"), !rest.isEmpty else { return nil }
    var units = Array("YMWD".utf8)[...]
    while !rest.isEmpty {
      if rest.first == UInt8(ascii: "T"), !hasTime {
        rest.removeFirst()
        hasTime = true
        units = Array("HMS".utf8)[...]
        guard !rest.isEmpty else { return nil }
      }
      let digits = rest.prefix { (48...57).contains($0) }
      guard (1...6).contains(digits.count),
        let number = Int(String(decoding: digits, as: UTF8.self))
      else { return nil }
      rest = rest.dropFirst(digits.count)
      guard let unit = rest.popFirst(), let index = units.firstIndex(of: unit) else { return nil }
      units = units[(index + 1)...]
      add(sign * number, unit)
    }
  }

  private mutating func add(_ number: Int, _ unit: UInt8) {
    switch unit {
    case UInt8(ascii: "Y"): months += number * 12
    case UInt8(ascii: "M"): if hasTime { seconds += number * 60 } else { months += number }
    case UInt8(ascii: "W"): days += number * 7
    case UInt8(ascii: "D"): days += number
    case UInt8(ascii: "H"): seconds += number * 3600
    default: seconds += number
    }
  }
}
