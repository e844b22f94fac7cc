import Documents

/// How many: a number, or a least and a greatest one.
struct Bounds: Sendable {
  private let least: Int
  private let most: Int?

  /// Nil, with diagnostics, for what is neither `n` nor `{min, max}`.
  init?(_ value: Value, of name: String, into diagnostics: inout [Diagnostic]) {
    let remedy = "write a number from 0, or {min: 1, max: 5}"
    func number(_ value: Value?) -> Int?? {
      guard let value else { return .some(nil) }
      guard let number = value.integer, number >= 0 else { return nil }
      return number
    }
    if let exact = value.integer, exact >= 0 {
      least = exact
      most = exact
      return
    }
    guard let members = value.object, !members.isEmpty,
      members.names.allSatisfy({ ["min", "max"].contains($0) }),
      let low = number(members["min"]), let high = number(members["max"])
    else {
      diagnostics.append(.badOperand(name, value, remedy))
      return nil
    }
    guard low ?? 0 <= high ?? Int.max else {
      diagnostics.append(.badOperand(name, value, "put the smaller number under `min`"))
      return nil
    }
    least = low ?? 0
    most = high
  }

  func holds(_ count: Int) -> Bool { count >= least && count <= most ?? Int.max }

  var text: String {
    guard let most else { return "at least \(least)" }
    if least == most { return "\(least)" }
    return least == 0 ? "at most \(most)" : "\(least) to \(most)"
  }
}

/// How long a text, an array or an object is: in characters (Unicode code points), items, members.
struct LengthPredicate: Predicate {
  static let name = "length"
  private let bounds: Bounds

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    guard let bounds = Bounds(value, of: Self.name, into: &diagnostics) else { return nil }
    self.bounds = bounds
  }

  var text: String { "has the length \(bounds.text)" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    let length: Int? =
      switch seen.value?.kind {
      case .string(let text): text.unicodeScalars.count
      case .array(let items): items.count
      case .object(let members): members.count
      default: nil
      }
    guard let length else {
      return complaint(
        unless: false, seen, expected: "a string, array or object of length \(bounds.text)")
    }
    return complaint(
      unless: bounds.holds(length), seen, expected: "length \(bounds.text)",
      actual: "length \(length): \(seen.text)")
  }
}

/// How many items an array has, or how many values a query selects.
struct CountPredicate: Predicate {
  static let name = "count"
  static let looksAtAll = true
  private let bounds: Bounds

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    guard let bounds = Bounds(value, of: Self.name, into: &diagnostics) else { return nil }
    self.bounds = bounds
  }

  var text: String { "counts \(bounds.text)" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    // A query counts what it selects, be it one array.
    let count = seen.isSingular ? seen.items?.count : seen.nodes.count
    guard let count else {
      return complaint(unless: false, seen, expected: "a list of \(bounds.text)")
    }
    return complaint(
      unless: bounds.holds(count), seen, expected: "\(bounds.text) in number", actual: "\(count)")
  }
}
