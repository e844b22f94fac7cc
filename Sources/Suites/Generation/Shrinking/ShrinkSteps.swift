import Documents

/// The ways to make a value a little smaller.
enum ShrinkSteps {
  /// For one value; and of a value's parts, together.
  private static let limit = 2_000
  private static let depthLimit = 64

  /// Smaller values, those that take away the most first.
  static func candidates(for value: Value) -> [Value] {
    var list: [Value] = []
    add(to: &list, value, depth: 0) { $0 }
    return list
  }

  private static func add(
    to list: inout [Value], _ value: Value, depth: Int, _ place: (Value) -> Value
  ) {
    guard depth < depthLimit, list.count < limit else { return }
    for smaller in steps(value) where list.count < limit { list.append(place(smaller)) }
    switch value.kind {
    case .object(let members):
      for member in members {
        add(to: &list, member.value, depth: depth + 1) { inner in
          place(value.with(member.name, inner))
        }
      }
    case .array(let items):
      for (index, item) in items.enumerated().prefix(200) {
        add(to: &list, item, depth: depth + 1) { inner in
          var copy = items
          copy[index] = inner
          return place(.array(copy))
        }
      }
    default: break
    }
  }

  /// Smaller values in the place of one.
  private static func steps(_ value: Value) -> [Value] {
    switch value.kind {
    case .null: []
    case .bool(let flag): flag ? [.bool(false)] : []
    case .number(let number): numbers(number)
    case .string(let text): texts(text).map { .string($0) }
    case .array(let items): chunks(items).map { .array($0) }
    case .object(let members):
      chunks(members.names).map { kept in
        let names = Set(kept.map { ExactName($0) })
        return value.without(members.names.filter { !names.contains(ExactName($0)) })
      }
    }
  }

  /// A list without all, without a half, and so on down to without one.
  private static func chunks<Item>(_ items: [Item]) -> [[Item]] {
    guard !items.isEmpty else { return [] }
    var lists: [[Item]] = [[]]
    var size = items.count / 2
    while size >= 1, lists.count < 200 {
      var start = 0
      while start < items.count, lists.count < 200 {
        let end = min(start + size, items.count)
        if end - start < items.count { lists.append(Array(items[..<start] + items[end...])) }
        start = end
      }
      size /= 2
    }
    return lists
  }

  /// Numbers closer to zero.
  private static func numbers(_ number: JSONNumber) -> [Value] {
    var list: [JSONNumber] = []
    if let integer = number.integer {
      guard integer != 0 else { return number.text == "0" ? [] : [.integer(0)] }
      list = [JSONNumber(0), JSONNumber(integer > 0 ? 1 : -1)]
      var distance = integer / 2
      while distance != 0 {
        list.append(JSONNumber(integer - distance))
        distance /= 2
      }
      if integer < 0, integer > Int.min { list.append(JSONNumber(-integer)) }
      // What is nearer to zero, or positive instead of negative.
      list = list.filter { candidate in
        guard let other = candidate.integer else { return false }
        return other.magnitude < integer.magnitude
          || (other.magnitude == integer.magnitude && integer < 0)
      }
    } else {
      list = [JSONNumber(0), JSONNumber(1), JSONNumber(-1)]
      let double = number.double
      if double.isFinite, abs(double) < 1e15, double.rounded(.towardZero) != double {
        list.append(JSONNumber(Int(double.rounded(.towardZero))))
      }
      if number.text.utf8.count > 3, let short = JSONNumber(text: String(number.text.dropLast())) {
        list.append(short)
      }
    }
    return list.filter { $0.text != number.text }.map { Value(.number($0)) }
  }

  /// Shorter texts, then plainer ones of the same length.
  private static func texts(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    guard !scalars.isEmpty else { return [] }
    var list = chunks(scalars).map { String(String.UnicodeScalarView($0)) }
    if scalars.contains(where: { $0 != "a" }) {
      list.append(String(repeating: "a", count: scalars.count))
      for place in scalars.indices.prefix(64) where scalars[place] != "a" {
        var plain = scalars
        plain[place] = "a"
        // Only towards the letter, so that no two steps lead in a circle.
        list.append(String(String.UnicodeScalarView(plain)))
      }
    }
    return list
  }
}
