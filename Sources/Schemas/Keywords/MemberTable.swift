internal import Documents

/// The names that an object's rules mention, each once.
struct MemberTable {
  /// A name, and what the rules say about it.
  struct Member {
    var name: String
    /// The place of its schema in the program; -1: none.
    var schema: Int32 = -1
    /// Its number among the required ones; -1: it is not required.
    var required: Int32 = -1
    /// Whether the direction of travel forbids it.
    var isForbidden = false
  }

  /// Those with schemas in the order of the file, then the others that are required.
  private(set) var members: [Member] = []
  /// How many are required.
  private(set) var requiredCount: Int32 = 0
  /// Places of the names, where there are too many to look through one by one.
  private var places: [ExactName: Int] = [:]
  /// Behind the place that was found last: required names mostly come in the order of the properties.
  private var expected = 0
  private static let few = 12

  private mutating func place(of name: String) -> Int? {
    for place in expected..<min(members.count, expected + Self.few)
    where ExactName.isSame(members[place].name, name) {
      expected = place + 1
      return place
    }
    guard members.count > Self.few else {
      return members.indices.first { ExactName.isSame(members[$0].name, name) }
    }
    while places.count < members.count {
      places[ExactName(members[places.count].name)] = places.count
    }
    return places[ExactName(name)]
  }

  /// Makes room for so many at once.
  mutating func reserveCapacity(_ count: Int) { members.reserveCapacity(count) }

  /// Adds a name that is not there yet.
  mutating func add(_ name: String, schema: Int32, isForbidden: Bool) {
    members.append(Member(name: name, schema: schema, isForbidden: isForbidden))
  }

  /// Adds a name to the required ones, where it is not forbidden.
  mutating func require(_ name: String) {
    guard let place = place(of: name) else {
      members.append(Member(name: name, required: requiredCount))
      requiredCount += 1
      return
    }
    guard members[place].required < 0, !members[place].isForbidden else { return }
    members[place].required = requiredCount
    requiredCount += 1
  }
}
