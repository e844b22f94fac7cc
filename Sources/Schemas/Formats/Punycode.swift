/// The encoding of Unicode labels in ASCII (RFC 3492).
enum Punycode {
  private static let base = 36
  private static let tMin = 1
  private static let tMax = 26

  /// Nil where the text is no encoding of anything.
  static func decode(_ text: ArraySlice<UInt8>) -> [Unicode.Scalar]? {
    var output: [Unicode.Scalar] = []
    var rest = text
    if let dash = text.lastIndex(of: 0x2D) {
      output = text[..<dash].map { Unicode.Scalar($0) }
      rest = text[(dash + 1)...]
    }
    guard output.allSatisfy(\.isASCII), !rest.isEmpty else { return nil }
    var code = 128
    var place = 0
    var bias = 72
    while !rest.isEmpty {
      let start = place
      var weight = 1
      var step = base
      while true {
        guard let byte = rest.popFirst(), let digit = digit(byte) else { return nil }
        place += digit * weight
        guard place <= 0x7FFF_FFFF else { return nil }
        let threshold = step <= bias ? tMin : min(step - bias, tMax)
        if digit < threshold { break }
        weight *= base - threshold
        guard weight <= 0x7FFF_FFFF else { return nil }
        step += base
      }
      let count = output.count + 1
      bias = adapt(place - start, count, isFirst: start == 0)
      code += place / count
      place %= count
      guard let value = UInt32(exactly: code), let scalar = Unicode.Scalar(value) else {
        return nil
      }
      output.insert(scalar, at: place)
      place += 1
    }
    return output
  }

  /// A label's encoding, without the prefix.
  static func encode(_ label: [Unicode.Scalar]) -> [UInt8] {
    var output = label.filter(\.isASCII).map { UInt8($0.value) }
    let basic = output.count
    if basic > 0 { output.append(0x2D) }
    let codes = label.map { Int($0.value) }
    var code = 128
    var delta = 0
    var bias = 72
    var handled = basic
    while handled < codes.count {
      guard let next = codes.filter({ $0 >= code }).min() else { break }
      delta += (next - code) * (handled + 1)
      code = next
      for value in codes {
        if value < code { delta += 1 }
        guard value == code else { continue }
        var rest = delta
        var step = base
        while true {
          let threshold = step <= bias ? tMin : min(step - bias, tMax)
          if rest < threshold { break }
          output.append(letter(threshold + (rest - threshold) % (base - threshold)))
          rest = (rest - threshold) / (base - threshold)
          step += base
        }
        output.append(letter(rest))
        bias = adapt(delta, handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return output
  }

  private static func letter(_ digit: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: digit < 26 ? digit + 0x61 : digit - 26 + 0x30)
  }

  private static func adapt(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var step = 0
    while delta > (base - tMin) * tMax / 2 {
      delta /= base - tMin
      step += base
    }
    return step + (base - tMin + 1) * delta / (delta + 38)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    if byte.isDigit { return Int(byte) - 0x30 + 26 }
    return byte.isLetter ? Int(byte | 0x20) - 0x61 : nil
  }
}
