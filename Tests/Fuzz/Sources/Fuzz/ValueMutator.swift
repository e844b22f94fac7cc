internal import Documents

/// Changes a JSON value as a value, where changed bytes would mostly be no JSON any more.
struct ValueMutator {
  /// Names of members that mean something to the target.
  let words: [String]
  private var random: Generator

  init(words: [String], seed: UInt64) {
    self.words = words
    random = Generator(state: seed)
  }

  /// A number below a bound above 0.
  mutating func pick(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  /// One to three changes, each at a random place.
  mutating func mutated(_ value: Value) -> Value {
    var value = value
    for _ in 0...pick(3) {
      let places = Self.places(in: value)
      let place = places[pick(places.count)]
      let donor = value[places[pick(places.count)]] ?? .null
      guard let old = value[place] else { continue }
      value = Self.replacing(value, at: place.tokens[...], with: changed(old, donor))
    }
    return value
  }

  private mutating func changed(_ old: Value, _ donor: Value) -> Value {
    let word = words[pick(words.count)]
    switch (pick(8), old.kind) {
    case (0, _): return donor
    case (1, _): return scalar(word)
    case (2, _): return .object([(word, old)])
    case (3, _): return .array([old, donor])
    case (4, .object(var members)) where !members.isEmpty:
      members[members.names[pick(members.count)]] = nil
      return .object(members)
    case (5, .object(var members)) where !members.isEmpty:
      let name = members.names[pick(members.count)]
      let value = members[name]
      members[name] = nil
      members[word] = value
      return .object(members)
    case (_, .object(var members)):
      members[word] = pick(2) == 0 ? donor : scalar(word)
      return .object(members)
    case (4...5, .array(var items)) where !items.isEmpty:
      items.remove(at: pick(items.count))
      return .array(items)
    case (_, .array(var items)):
      items.insert(pick(2) == 0 ? donor : scalar(word), at: pick(items.count + 1))
      return .array(items)
    default: return scalar(word)
    }
  }

  private static let numbers = [
    "0", "1", "-1", "2", "1.0", "0.5", "1e400", "-1e-400", "9007199254740993", "2147483648",
    "9223372036854775808", "1e2", "0.1", "200", "4294967296",
  ]
  private static let strings = [
    "", "a", "b", "ab", "#", "#/", "#a", "a#", "é", "\u{1F600}", "\u{0}", "^a", "(a+)+$", "[",
    "x/../y",
    "string", "integer", "number", "object", "array", "null", "boolean", "2020-02-29", "a@b.c",
    "http://x/", "{a}", "1", "true", "date-time", "uri", "regex", "int32", "byte", "query", "path",
    "body",
  ]

  private mutating func scalar(_ word: String) -> Value {
    switch pick(10) {
    case 0: return .null
    case 1: return .bool(pick(2) == 0)
    case 2: return .object([])
    case 3: return .array([])
    case 4: return .string(word)
    case 5: return .string("#/\(word)/a")
    case 6, 7:
      let text = Self.numbers[pick(Self.numbers.count)]
      return JSONNumber(text: text).map { Value(.number($0)) } ?? .null
    default: return .string(Self.strings[pick(Self.strings.count)])
    }
  }

  private static func places(in value: Value) -> [JSONPointer] {
    var places: [JSONPointer] = []
    var left = [(JSONPointer(), value)]
    while let (place, value) = left.popLast(), places.count < 1000 {
      places.append(place)
      for (index, item) in (value.array ?? []).enumerated() {
        left.append((JSONPointer(place.tokens + [String(index)]), item))
      }
      for member in value.object ?? ValueObject() {
        left.append((JSONPointer(place.tokens + [member.name]), member.value))
      }
    }
    return places
  }

  private static func replacing(
    _ value: Value, at tokens: ArraySlice<String>, with other: Value
  ) -> Value {
    guard let first = tokens.first else { return other }
    switch value.kind {
    case .object(var members):
      members[first] = members[first].map { replacing($0, at: tokens.dropFirst(), with: other) }
      return .object(members)
    case .array(var items):
      guard let index = Int(first), items.indices.contains(index) else { return value }
      items[index] = replacing(items[index], at: tokens.dropFirst(), with: other)
      return .array(items)
    default: return value
    }
  }

  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
