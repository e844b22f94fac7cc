import Documents
import Schemas

/// Where one of several schemas may be chosen.
struct ChoicePoint: Hashable, Sendable {
  var place: SchemaNavigator.Place
  var keyword: Keyword
}

/// How alternatives are chosen while schemas are read.
struct BranchChoice {
  private enum Way {
    /// One combination after the other, as the number of the attempt says.
    case attempt(number: Int, salt: UInt64)
    /// What a value satisfies.
    case following(JSONNode)
  }

  private let way: Way
  /// Choices that are made already.
  let forced: [ChoicePoint: Int]
  /// How many combinations there are, as far as they were met; bounded.
  private(set) var combinations = 1
  private var points: UInt64 = 0

  private static let combinationLimit = 1 << 20

  init(attempt number: Int, salt: UInt64, forced: [ChoicePoint: Int] = [:]) {
    way = .attempt(number: number, salt: salt)
    self.forced = forced
  }

  init(following value: JSONNode) {
    way = .following(value)
    forced = [:]
  }

  /// The value that the choices follow; nil where they follow none.
  var value: JSONNode? {
    if case .following(let value) = way { value } else { nil }
  }

  /// One of several options that differ by attempt. The first attempt takes the first option where
  /// the order counts, else any.
  mutating func pick(_ count: Int, isOrdered: Bool) -> Int {
    guard count > 1, case .attempt(let number, let salt) = way else { return 0 }
    points &+= 1
    var start = 0
    if !isOrdered {
      var word = salt &+ points &* 0x9E37_79B9_7F4A_7C15
      word = (word ^ (word &>> 31)) &* 0xBF58_476D_1CE4_E5B9
      start = Int(truncatingIfNeeded: (word ^ (word &>> 29)) % UInt64(count))
    }
    let choice = (start + number / combinations) % count
    combinations = min(combinations * min(count, 1_024), Self.combinationLimit)
    return choice
  }
}
