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
  /// The members that are keywords of the dialect, and where they stand.
  private let known: [(keyword: Keyword, place: Int)]
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
    var known: [(keyword: Keyword, place: Int)] = []
    known.reserveCapacity(members.count)
    var present: KeywordSet = []
    for place in members.members.indices {
      guard let keyword = Keyword.named(members.members[place].name), rules.knows(keyword) else {
        continue
      }
      known.append((keyword, place))
      present.insert(keyword)
    }
    self.known = known
    self.present = present
  }

  /// Whether one of some keywords is there.
  func has(_ keywords: KeywordSet) -> Bool { !present.isDisjoint(with: keywords) }

  /// The member of a keyword, where the dialect knows the keyword.
  subscript(keyword: Keyword) -> ValueObject.Member? {
    guard present.contains(keyword) else { return nil }
    for entry in known where entry.keyword == keyword { return members.members[entry.place] }
    return nil
  }
}
