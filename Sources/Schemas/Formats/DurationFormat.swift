/// `duration` of RFC 3339 appendix A.
enum DurationFormat {
  static func isDuration(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "P") else { return false }
    var rest = text.dropFirst()
    if rest.last == UInt8(ascii: "W") {
      let weeks = rest.dropLast()
      return !weeks.isEmpty && weeks.allSatisfy(\.isDigit)
    }
    let hasDate = !rest.isEmpty && rest.first != UInt8(ascii: "T")
    if hasDate {
      guard units("YMD", &rest) else { return false }
    }
    guard !rest.isEmpty else { return hasDate }
    guard rest.first == UInt8(ascii: "T") else { return false }
    rest = rest.dropFirst()
    return !rest.isEmpty && units("HMS", &rest) && rest.isEmpty
  }

  /// Takes numbers with their units: in order, and without leaving one out in between.
  private static func units(_ letters: StaticString, _ rest: inout ArraySlice<UInt8>) -> Bool {
    letters.withUTF8Buffer { letters in
      var expected = 0
      var isFirst = true
      while let first = rest.first, first.isDigit {
        let number = rest.prefix(while: \.isDigit)
        guard let unit = rest.dropFirst(number.count).first,
          let place = letters.firstIndex(of: unit),
          isFirst ? place >= expected : place == expected
        else { return false }
        isFirst = false
        expected = place + 1
        rest = rest.dropFirst(number.count + 1)
      }
      return !isFirst
    }
  }
}
