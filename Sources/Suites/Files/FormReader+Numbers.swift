import Documents

extension FormReader {
  /// A number of seconds above 0, or from 0 where `allowsZero`, up to an hour.
  func seconds(
    _ name: String, allowsZero: Bool = false, into diagnostics: inout [Diagnostic]
  ) -> Double? {
    guard let value = self[name] else { return nil }
    if let seconds = value.number?.double, seconds <= 3600,
      seconds > 0 || (allowsZero && seconds == 0)
    {
      return seconds
    }
    diagnostics.append(
      Diagnostic(
        .error, code: "bad-number", "`\(name)` of \(what) can't be \(value.shown)",
        remedy: "write a number of seconds, \(allowsZero ? "from 0" : "above 0") and at most 3600",
        at: value.range))
    return nil
  }

  /// A whole number in a range.
  func count(
    _ name: String, _ range: ClosedRange<Int>, into diagnostics: inout [Diagnostic]
  ) -> Int? {
    guard let value = self[name] else { return nil }
    if let number = value.integer, range.contains(number) { return number }
    diagnostics.append(
      Diagnostic(
        .error, code: "bad-number", "`\(name)` of \(what) can't be \(value.shown)",
        remedy: "write a whole number from \(range.lowerBound) to \(range.upperBound)",
        at: value.range))
    return nil
  }

  /// A list of texts, or one alone.
  func texts(_ name: String, _ what: String, into diagnostics: inout [Diagnostic]) -> [String] {
    guard let value = self[name] else { return [] }
    return (value.array ?? [value]).compactMap { item in
      if item.string == nil {
        diagnostics.append(
          Diagnostic(
            .error, code: "wrong-type", "\(what) must be a string, not \(item.typePhrase)",
            remedy: "put it in quotation marks", at: item.range))
      }
      return item.string
    }
  }
}
