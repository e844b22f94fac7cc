import Documents
import Schemas

// allOf, anyOf, oneOf, not, if and discriminator: of the alternatives one is read.

extension ConstraintReader {
  mutating func readCombinations(_ node: Node, _ place: Place, _ scope: [Int]) {
    for index in node[.allOf]?.array?.indices ?? 0..<0 {
      read(rule(place, scope, .allOf, String(index)))
    }
    let isChosenByName = readDiscriminator(node, place, scope)
    if !isChosenByName {
      for keyword in [Keyword.anyOf, .oneOf] { readBranches(node, place, scope, keyword) }
    }
    if node[.not] != nil { exclude(rule(place, scope, .not)) }
    readCondition(node, place, scope)
  }

  private mutating func readBranches(
    _ node: Node, _ place: Place, _ scope: [Int], _ keyword: Keyword
  ) {
    guard let list = node[keyword]?.array, !list.isEmpty else { return }
    let branches = list.indices.map { rule(place, scope, keyword, String($0)) }
    let chosen: Int
    if let value = choice.value {
      guard let first = branches.firstIndex(where: { book.accepts($0.place, value) == true }) else {
        return
      }
      chosen = first
    } else if let forced = choice.forced[ChoicePoint(place: place, keyword: keyword)],
      branches.indices.contains(forced)
    {
      chosen = forced
    } else {
      chosen = choice.pick(branches.count, isOrdered: false)
    }
    result.alternatives.append(
      .init(place: place, keyword: keyword, branches: branches, chosen: chosen))
    read(branches[chosen])
    guard keyword == .oneOf, choice.value == nil else { return }
    for (index, branch) in branches.enumerated() where index != chosen { avoid(branch) }
  }

  private mutating func readCondition(_ node: Node, _ place: Place, _ scope: [Int]) {
    guard node[.ifSchema] != nil else { return }
    let condition = rule(place, scope, .ifSchema)
    let holds: Bool
    if let value = choice.value {
      holds = book.accepts(condition.place, value) == true
    } else {
      holds = choice.pick(2, isOrdered: true) == 0
    }
    if holds {
      read(condition)
      if node[.thenSchema] != nil { read(rule(place, scope, .thenSchema)) }
    } else {
      avoid(condition)
      if node[.elseSchema] != nil { read(rule(place, scope, .elseSchema)) }
    }
  }

  // MARK: Negations

  private mutating func exclude(_ rule: Rule) {
    result.negations.append(rule)
    avoid(rule)
  }

  /// Takes from the constraints what plainly leads to a schema that must not hold. The rest is found
  /// by trying.
  private mutating func avoid(_ rule: Rule) {
    guard choice.value == nil, let node = book.node(at: rule.place) else { return }
    guard let members = node.value.object else { return }
    let words = members.names.filter { !Self.silentWords.contains($0) }
    if words == ["$ref"], let text = node[.ref]?.string,
      let target = book.navigator.target(of: text, from: rule.place), target != rule.place
    {
      return avoidDirectly(target)
    }
    avoidDirectly(rule.place)
  }

  private static let silentWords: Set<String> = [
    "description", "title", "$comment", "example", "examples", "default",
  ]

  private mutating func avoidDirectly(_ place: Place) {
    guard let node = book.node(at: place), let members = node.value.object else { return }
    let words = members.names.filter { !Self.silentWords.contains($0) }
    guard words.count == 1, let word = words.first else { return avoidMembers(node) }
    switch word {
    case "type":
      let names = node[.type]?.array?.compactMap(\.string) ?? node[.type]?.string.map { [$0] } ?? []
      for name in names where name != "integer" || !result.types.contains(.fraction) {
        result.types.subtract(JSONTypes(named: name))
      }
      if names.contains("integer") { result.types.remove(.integer) }
      if result.types.isEmpty { contradict("what it must not be is all that it may be") }
    case "required", "properties": avoidMembers(node)
    case "not": read(Rule(place: place.appending("not")))
    default: break
    }
  }

  /// An object without one of the members that the schema requires doesn't satisfy it.
  private mutating func avoidMembers(_ node: Node) {
    let names = node[.required]?.array?.compactMap(\.string) ?? []
    guard !names.isEmpty else { return }
    let choices = names.filter { !result.isRequired($0) }
    guard !choices.isEmpty else { return }
    let chosen = choice.pick(choices.count, isOrdered: true)
    result.avoided.insert(ExactName(choices[chosen]))
  }

  // MARK: Discriminators

  /// Whether a discriminator has chosen the branch.
  private mutating func readDiscriminator(
    _ node: Node, _ place: Place, _ scope: [Int]
  ) -> Bool {
    guard let value = node[.discriminator] else { return false }
    guard let property = value.string ?? value["propertyName"]?.string else { return false }
    let keyword: Keyword = node[.oneOf] == nil ? .anyOf : .oneOf
    let branches = node[keyword]?.array ?? []
    result.hasMemberWords = true
    if value.object != nil, !branches.isEmpty,
      branches.allSatisfy({ $0["$ref"]?.string != nil })
    {
      return chooseByName(value, property, branches, keyword, place, scope)
    }
    result.require(property)
    guard choice.value == nil else { return false }
    // Alone it says which models the value may be: those that it is meant to be, and this one.
    var names = startNames(beside: place)
    if let own = place.pointer.tokens.last, !names.contains(own) { names.append(own) }
    names += value["mapping"]?.object?.names ?? []
    let chosen = choice.pick(names.count, isOrdered: true)
    if names.indices.contains(chosen) { result.pinned.append((property, .string(names[chosen]))) }
    return false
  }

  private mutating func chooseByName(
    _ value: Value, _ property: String, _ branches: [Value], _ keyword: Keyword, _ place: Place,
    _ scope: [Int]
  ) -> Bool {
    var named: [(name: String, rule: Rule)] = []
    for entry in value["mapping"]?.object ?? ValueObject() {
      guard let text = entry.value.string else { continue }
      let isName = !text.utf8.contains { $0 == 0x23 || $0 == 0x2F || $0 == 0x2E }
      let reference = isName ? "#/components/schemas/" + JSONPointer.escaped(text) : text
      guard let target = book.navigator.target(of: reference, from: place) else { continue }
      named.append((entry.name, Rule(place: target, scope: scope)))
    }
    let mapped = Set(named.map(\.rule.place))
    for (index, branch) in branches.enumerated() {
      guard let text = branch["$ref"]?.string,
        let target = book.navigator.target(of: text, from: place), !mapped.contains(target),
        let name = target.pointer.tokens.last
      else { continue }
      named.append((name, rule(place, scope, keyword, String(index))))
    }
    guard !named.isEmpty else { return false }
    let chosen: Int
    if let value = choice.value {
      guard let text = value[property]?.string,
        let index = named.firstIndex(where: { ExactName.isSame($0.name, text) })
      else { return true }
      chosen = index
    } else if let forced = choice.forced[ChoicePoint(place: place, keyword: keyword)],
      named.indices.contains(forced)
    {
      chosen = forced
    } else {
      chosen = choice.pick(named.count, isOrdered: false)
    }
    result.alternatives.append(
      .init(place: place, keyword: keyword, branches: named.map(\.rule), chosen: chosen))
    result.require(property)
    result.pinned.append((property, .string(named[chosen].name)))
    read(named[chosen].rule)
    return true
  }
}
