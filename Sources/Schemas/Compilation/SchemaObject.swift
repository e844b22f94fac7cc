internal import Documents

/// A schema that is being compiled: its members, seen through its dialect.
struct SchemaObject {
  let members: ValueObject
  let location: Location
  let range: SourceRange?
  let rules: DialectRules
  /// The resource that it belongs to.
  let resource: Int
  /// Its place in the program.
  let index: Int
  /// The first members that are keywords of the dialect, by number, and where they stand. An array
  /// would be allocated for each schema.
  private let numbers: SIMD16<UInt8>
  private let places: SIMD16<UInt8>
  private let count: Int
  /// Those for which there was no room.
  private let others: [(keyword: Keyword, place: Int)]
  /// The same keywords: most of those that are asked for are not there.
  private let present: KeywordSet

  init(
    members: ValueObject, location: Location, range: SourceRange?, rules: DialectRules,
    resource: Int, index: Int
  ) {
    self.members = members
    self.location = location
    self.range = range
    self.rules = rules
    self.resource = resource
    self.index = index
    var numbers = SIMD16<UInt8>()
    var places = SIMD16<UInt8>()
    var count = 0
    var others: [(keyword: Keyword, place: Int)] = []
    var present: KeywordSet = []
    for place in members.indices {
      guard let keyword = Keyword.named(members.name(at: place)), rules.knows(keyword) else {
        continue
      }
      present.insert(keyword)
      guard count < SIMD16<UInt8>.scalarCount, let short = UInt8(exactly: place) else {
        others.append((keyword, place))
        continue
      }
      numbers[count] = keyword.number
      places[count] = short
      count += 1
    }
    self.numbers = numbers
    self.places = places
    self.count = count
    self.others = others
    self.present = present
  }

  /// Whether one of some keywords is there.
  func has(_ keywords: KeywordSet) -> Bool { !present.isDisjoint(with: keywords) }

  /// Whether a keyword is there.
  func has(_ keyword: Keyword) -> Bool { present.contains(keyword) }

  /// What a keyword says, where the dialect knows the keyword.
  subscript(keyword: Keyword) -> Value? {
    guard present.contains(keyword) else { return nil }
    for slot in 0..<count where numbers[slot] == keyword.number {
      return members.value(at: Int(places[slot]))
    }
    for entry in others where entry.keyword == keyword { return members.value(at: entry.place) }
    return nil
  }
}
