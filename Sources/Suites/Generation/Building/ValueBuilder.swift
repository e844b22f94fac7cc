import Documents
import Schemas

/// Makes up values for schemas: reads what they say, builds something that should satisfy it, and
/// asks the compiled schemas; then again with other choices, as long as its effort allows.
struct ValueBuilder {
  typealias Rule = Constraints.Rule

  let book: SchemaBook
  let size: GenerationSize
  var random: SeededRandom
  var stepsLeft = GenerationLimits.steps
  /// Branches that are to be taken.
  var forced: [ChoicePoint: Int] = [:]
  /// From which depth on examples of the schemas are used.
  var examplesFrom = 0
  /// Values from elsewhere that are tried before all others.
  var examples: [Value] = []
  /// The schemas whose values are being built, the outermost first.
  private var ancestors: [SchemaNavigator.Place] = []
  /// Whether the present value is inside of another one of the same schema.
  private(set) var isRecursing = false
  /// What failed before, at the least depth: deeper there is only less room.
  private var hopeless: [[Rule]: Int] = [:]
  /// Why the first attempt failed.
  var reason: String?

  /// The most attempts for one part of a value.
  private static let attemptLimit = 60

  init(book: SchemaBook, size: GenerationSize, random: SeededRandom) {
    self.book = book
    self.size = size
    self.random = random
  }

  var isExhausted: Bool { stepsLeft <= 0 }

  mutating func fail(_ reason: String) {
    if self.reason == nil { self.reason = reason }
  }

  /// A value that satisfies some schemas; nil where none was found, with `reason` set.
  ///
  /// - Parameters:
  ///   - name: of the member that holds it.
  ///   - accepts: what else is asked of it.
  mutating func build(
    _ rules: [Rule], name: String?, depth: Int, where accepts: ((Value) -> Bool)? = nil
  ) -> Value? {
    guard depth <= GenerationLimits.depth else {
      fail("no value was found that is nested less than \(GenerationLimits.depth) levels deep")
      return nil
    }
    if accepts == nil, let known = hopeless[rules], known <= depth {
      fail("no value was found for \(ConstraintReader.words(rules))")
      return nil
    }
    let wasRecursing = isRecursing
    isRecursing = rules.contains { ancestors.contains($0.place) }
    ancestors += rules.map(\.place)
    defer {
      isRecursing = wasRecursing
      ancestors.removeLast(rules.count)
    }
    let salt = random.next()
    var number = 0
    var limit = 1
    while number < limit {
      guard !isExhausted else {
        fail("no value was found within \(GenerationLimits.steps) steps")
        return nil
      }
      stepsLeft -= 1
      let choice = BranchChoice(attempt: number, salt: salt, forced: forced)
      var (constraints, made) = ConstraintReader.read(rules, in: book, choice)
      if let reason = constraints.contradiction {
        fail(reason)
      } else {
        let value = candidate(
          &constraints, &made, number, rules: rules, name: name, depth: depth, accepts)
        if let value { return value }
      }
      limit = min(max(made.combinations + 3, 4), Self.attemptLimit)
      number += 1
    }
    fail("no value was found that \(ConstraintReader.words(rules)) accepts")
    // Whoever is short of steps or differs from its neighbours may find one later.
    if accepts == nil { hopeless[rules] = depth }
    return nil
  }

  /// Whether all schemas accept a value, as far as they can be asked alone.
  mutating func satisfies(_ rules: [Rule], _ value: Value) -> Bool {
    guard let document = SchemaBook.document(value) else { return false }
    for rule in rules {
      guard let schema = rule.place == book.rootPlace ? book.root : book.compiled[rule.place] else {
        continue
      }
      switch schema.verdict(on: document.root) {
      case .valid: continue
      case .invalid: return false
      case .undecided:
        stepsLeft -= GenerationLimits.undecidedCost
        fail("\(ConstraintReader.words(rule.place)) takes too much effort to validate")
        return false
      }
    }
    return true
  }

  private mutating func candidate(
    _ constraints: inout Constraints, _ choice: inout BranchChoice, _ number: Int, rules: [Rule],
    name: String?, depth: Int, _ accepts: ((Value) -> Bool)?
  ) -> Value? {
    if number == 0, depth >= examplesFrom {
      let given = depth == 0 ? examples : []
      for example in (given + constraints.examples).prefix(20) {
        if accepts?(example) ?? true, satisfies(rules, example) { return example }
      }
    }
    if let values = constraints.values {
      return listed(values, constraints, rules, accepts)
    }
    let types = preferredTypes(constraints, depth: depth)
    guard !types.isEmpty else {
      fail("no type is left that all its parts allow")
      return nil
    }
    let type = types[choice.pick(types.count, isOrdered: true)]
    var candidates: [Value] = []
    switch type {
    case .null: candidates = [.null]
    case .boolean:
      let flag = random.below(2) == 0
      candidates = [.bool(flag), .bool(!flag)]
    case .number, .integer, .fraction:
      candidates = numbers(constraints, name: name, isWhole: !constraints.types.contains(.fraction))
    case .string: candidates = texts(constraints, name: name)
    case .array:
      if let value = array(constraints, number, rules, name: name, depth: depth) {
        candidates = [value]
      }
    default:
      if let value = object(constraints, number, depth: depth) { candidates = [value] }
    }
    for candidate in candidates where accepts?(candidate) ?? true {
      if satisfies(rules, candidate) { return candidate }
      if isExhausted { return nil }
    }
    return nil
  }

  /// One of the values that a schema lists.
  private mutating func listed(
    _ values: [Value], _ constraints: Constraints, _ rules: [Rule], _ accepts: ((Value) -> Bool)?
  ) -> Value? {
    guard !values.isEmpty else {
      fail("the list of values is empty")
      return nil
    }
    let start = size == .minimal ? 0 : random.below(values.count)
    for offset in 0..<min(values.count, 200) {
      let value = values[(start + offset) % values.count]
      guard constraints.types.contains(JSONTypes(of: value)) || !constraints.hasTypes else {
        continue
      }
      if accepts?(value) ?? true, satisfies(rules, value) { return value }
      if isExhausted { return nil }
    }
    fail("none of the listed values satisfies what else is said")
    return nil
  }

  /// The types worth trying, the most telling first.
  private func preferredTypes(_ constraints: Constraints, depth: Int) -> [JSONTypes] {
    var order: [JSONTypes] = []
    func add(_ type: JSONTypes) {
      let allowed = constraints.types.intersection(type)
      guard !allowed.isEmpty else { return }
      let kind = JSONTypes.number.isSuperset(of: type) ? JSONTypes.number : type
      if !order.contains(kind) { order.append(kind) }
    }
    if depth > GenerationLimits.softDepth + 2 { add(.null) }
    for type in constraints.typeOrder { add(type) }
    if constraints.hasMemberWords { add(.object) }
    if !constraints.itemLayers.isEmpty || constraints.minItems > 0 || !constraints.contained.isEmpty
      || constraints.hasUniqueItems
    {
      add(.array)
    }
    if constraints.hasStringWords { add(.string) }
    if constraints.least != nil || constraints.most != nil || !constraints.multiples.isEmpty {
      add(.number)
    }
    if !constraints.hasTypes, depth > 0 { add(.string) }
    for kind in JSONTypes.kinds { add(kind) }
    return order
  }
}
