internal import Markup

/// Numbers as the reports spell them, the same in every locale.
package enum Numbers {
  /// `12.345`: seconds with three decimals. What is no sensible duration is 0.
  package static func seconds(_ seconds: Double) -> String {
    var text = TextBuffer(capacity: 32)
    write(seconds: seconds, to: &text)
    return text.text()
  }

  static func write(seconds: Double, to text: inout TextBuffer) {
    let thousandths = count(thousandthsIn: seconds)
    text.append(decimal: thousandths / 1000)
    text.append(UInt8(ascii: "."))
    text.append(decimal: thousandths % 1000, width: 3)
  }

  /// For people: `12 ms`, `1.24 s`, `3 min 05 s`.
  package static func duration(_ seconds: Double) -> String {
    let thousandths = count(thousandthsIn: seconds)
    switch thousandths {
    case ..<1000: return "\(thousandths) ms"
    case ..<60_000:
      return "\(thousandths / 1000).\(padded(thousandths % 1000 / 10, to: 2)) s"
    default:
      return "\(thousandths / 60_000) min \(padded(thousandths / 1000 % 60, to: 2)) s"
    }
  }

  /// `95%` or `97.2%`: cut, not rounded, so that 99.99 never reads as 100.
  package static func percent(_ value: Double) -> String {
    guard value.isFinite else { return "0%" }
    let tenths = Int((min(max(value, 0), 1_000_000) * 10).rounded(.down))
    return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
  }

  /// `12,345`.
  package static func grouped(_ number: Int) -> String {
    if (0..<1000).contains(number) { return String(number) }
    let digits = Array(String(number.magnitude).utf8)
    var result = number < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { result += "," }
      result.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return result
  }

  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  private static func count(thousandthsIn seconds: Double) -> Int {
    guard seconds.isFinite, seconds > 0 else { return 0 }
    return Int((min(seconds, 1e12) * 1000).rounded())
  }
}

/// `1 case`, `2 cases`.
package enum Plural {
  package static func of(_ count: Int, _ noun: String) -> String {
    of(count, noun, noun + "s")
  }

  package static func of(_ count: Int, _ noun: String, _ plural: String) -> String {
    "\(Numbers.grouped(count)) \(count == 1 ? noun : plural)"
  }
}
