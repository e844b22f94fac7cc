import Documents
import Schemas

/// What several schemas say together about one value, in one way of choosing among alternatives.
struct Constraints {
  typealias Place = SchemaNavigator.Place

  /// A schema with the resources that were entered on the way to it.
  struct Rule: Hashable, Sendable {
    var place: Place
    var scope: [Int] = []
  }

  /// A limit of a number.
  struct Bound {
    var number: JSONNumber
    var isExclusive: Bool
    var keyword: Keyword
  }

  /// What one schema object says about members: `additionalProperties` is about those that the same
  /// object doesn't name.
  struct MemberLayer {
    var properties: [(name: String, rule: Rule)] = []
    var places: [ExactName: Int] = [:]
    var patterns: [(check: PatternCheck, source: String, rule: Rule)] = []
    var additional: Rule?

    func property(_ name: String) -> Rule? { places[ExactName(name)].map { properties[$0].rule } }
  }

  struct ItemLayer {
    var front: [Rule] = []
    var rest: Rule?
  }

  struct Contained {
    var rule: Rule
    var least: Int
    var most: Int?
  }

  /// A point where one of several schemas was chosen.
  struct Alternative {
    var place: Place
    var keyword: Keyword
    var branches: [Rule]
    var chosen: Int
  }

  var types = JSONTypes.all
  /// Whether some schema names types.
  var hasTypes = false
  var typeOrder: [JSONTypes] = []
  var values: [Value]?
  var valuesKeyword = Keyword.enumeration
  var examples: [Value] = []

  var least: Bound?
  var most: Bound?
  var multiples: [JSONNumber] = []
  var numberFormat: String?
  var spellsIntegers = false

  var minLength = 0
  var maxLength: Int?
  var patterns: [String] = []
  var format: String?
  var hasStringWords = false

  var minItems = 0
  var maxItems: Int?
  var hasUniqueItems = false
  var itemLayers: [ItemLayer] = []
  var contained: [Contained] = []
  var unevaluatedItems: [Rule] = []

  var memberLayers: [MemberLayer] = []
  var unevaluatedMembers: [Rule] = []
  var memberNames: [Rule] = []
  var minProperties = 0
  var maxProperties: Int?
  var required: [String] = []
  var dependents: [(name: String, needs: [String])] = []
  /// Members that had better be left out.
  var avoided: Set<ExactName> = []
  /// Members that must not travel in this direction.
  var forbidden: Set<ExactName> = []
  /// Members whose value a discriminator says.
  var pinned: [(name: String, value: Value)] = []
  var hasMemberWords = false

  var alternatives: [Alternative] = []
  var negations: [Rule] = []
  /// In words why nothing satisfies them; nil where nothing is known against it.
  var contradiction: String?

  mutating func require(_ name: String) {
    if !required.contains(where: { ExactName.isSame($0, name) }) { required.append(name) }
  }

  func isRequired(_ name: String) -> Bool {
    required.contains { ExactName.isSame($0, name) }
  }

  mutating func raise(_ bound: Bound) {
    guard let known = least else { return least = bound }
    let isHigher = known.number < bound.number
    if isHigher || (known.number == bound.number && bound.isExclusive) { least = bound }
  }

  mutating func lower(_ bound: Bound) {
    guard let known = most else { return most = bound }
    let isLower = bound.number < known.number
    if isLower || (known.number == bound.number && bound.isExclusive) { most = bound }
  }
}

// MARK: - Members and items

extension Constraints {
  /// The declared members, each once, in the order of the schemas.
  var propertyNames: [String] {
    var seen: Set<ExactName> = []
    return memberLayers.flatMap { layer in layer.properties.map(\.name) }.filter {
      seen.insert(ExactName($0)).inserted
    }
  }

  /// The schemas that a member's value has to satisfy.
  func rules(forMember name: String) -> [Rule] {
    var rules: [Rule] = []
    var isEvaluated = false
    for layer in memberLayers {
      var isKnown = false
      if let rule = layer.property(name) {
        rules.append(rule)
        isKnown = true
      }
      for pattern in layer.patterns where pattern.check.matches(name) == true {
        rules.append(pattern.rule)
        isKnown = true
      }
      if !isKnown, let additional = layer.additional {
        rules.append(additional)
        isKnown = true
      }
      if isKnown { isEvaluated = true }
    }
    return isEvaluated ? rules : rules + unevaluatedMembers
  }

  /// The schemas that the item at an index has to satisfy.
  func rules(forItem index: Int) -> [Rule] {
    var rules: [Rule] = []
    var isEvaluated = false
    for layer in itemLayers {
      if index < layer.front.count {
        rules.append(layer.front[index])
        isEvaluated = true
      } else if let rest = layer.rest {
        rules.append(rest)
        isEvaluated = true
      }
    }
    return isEvaluated ? rules : rules + unevaluatedItems
  }

  /// How many items have a schema of their own.
  var frontCount: Int { itemLayers.map(\.front.count).max() ?? 0 }
}
