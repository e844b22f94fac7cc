import Documents
import Schemas

extension ValueBuilder {
  /// Whether what may be left out is to be there.
  private func isRoomy(_ depth: Int) -> Bool {
    depth <= GenerationLimits.softDepth && !isRecursing
  }

  // MARK: Arrays

  mutating func array(
    _ constraints: Constraints, _ attempt: Int, _ rules: [Rule], name: String?, depth: Int
  ) -> Value? {
    let wanted = constraints.contained.reduce(0) { $0 + min($1.least, GenerationLimits.items + 1) }
    let least = max(constraints.minItems, constraints.contained.map(\.least).max() ?? 0)
    guard least <= GenerationLimits.items, wanted <= GenerationLimits.items else {
      fail("\(least) items are more than the \(GenerationLimits.items) that are tried")
      return nil
    }
    let most = constraints.maxItems ?? GenerationLimits.items
    var count = least
    if isRoomy(depth), size != .minimal, attempt < 3 {
      let usual = max(constraints.frontCount, size == .full ? 2 : 1 + random.below(2))
      count = min(max(usual, least), most)
    }
    count = min(max(count, min(wanted, most)), most)
    // What must be contained takes the last places: the first may have schemas of their own.
    var needs: [Rule] = []
    for contained in constraints.contained {
      needs += Array(repeating: contained.rule, count: contained.least)
    }
    let firstNeed = max(0, count - needs.count)
    var items: [Value] = []
    var texts: Set<String> = []
    let itemName = name.map { DomainHints.singular($0) }
    while items.count < count {
      var itemRules = constraints.rules(forItem: items.count)
      let need = items.count - firstNeed
      if needs.indices.contains(need) { itemRules.append(needs[need]) }
      let known = texts
      let isNew: ((Value) -> Bool)? =
        constraints.hasUniqueItems ? { !known.contains(JSONWriter.text($0)) } : nil
      let item = build(itemRules, name: itemName, depth: depth + 1, where: isNew)
      guard let item else {
        return items.count >= least && needs.isEmpty ? .array(items) : nil
      }
      if isNew != nil { texts.insert(JSONWriter.text(item)) }
      items.append(item)
    }
    return .array(items)
  }

  // MARK: Objects

  mutating func object(_ constraints: Constraints, _ attempt: Int, depth: Int) -> Value? {
    guard constraints.minProperties <= GenerationLimits.items,
      constraints.required.count <= GenerationLimits.items
    else {
      fail("\(constraints.minProperties) members are more than the \(GenerationLimits.items) tried")
      return nil
    }
    let names = memberNames(constraints, attempt, depth: depth)
    var members = ValueObject()
    for name in names {
      if let value = member(name, constraints, depth: depth) {
        members[name] = value
      } else if isNeeded(name, constraints) {
        return nil
      }
    }
    addMembers(to: &members, constraints, depth: depth)
    if !constraints.negations.isEmpty, attempt > 0, members["x-unnamed"] == nil,
      let value = member("x-unnamed", constraints, depth: depth)
    {
      // What must not be is sometimes what has no other members.
      members["x-unnamed"] = value
    }
    DomainHints.orderDates(in: &members)
    guard members.count >= constraints.minProperties else {
      fail("fewer members were found than minProperties \(constraints.minProperties)")
      return nil
    }
    return .object(members)
  }

  private func isNeeded(_ name: String, _ constraints: Constraints) -> Bool {
    constraints.isRequired(name)
      || constraints.dependents.contains { dependent in
        dependent.needs.contains { ExactName.isSame($0, name) }
          && constraints.isRequired(dependent.name)
      }
  }

  private mutating func member(_ name: String, _ constraints: Constraints, depth: Int) -> Value? {
    let rules = constraints.rules(forMember: name)
    if let pinned = constraints.pinned.first(where: { ExactName.isSame($0.name, name) })?.value,
      satisfies(rules, pinned)
    {
      return pinned
    }
    let isOptional = !isNeeded(name, constraints)
    guard isOptional else { return build(rules, name: name, depth: depth + 1) }
    // What may be left out gets only a share of the effort.
    let saved = reason
    let share = max(50, stepsLeft / 4)
    let before = stepsLeft
    stepsLeft = min(stepsLeft, share)
    let value = build(rules, name: name, depth: depth + 1)
    stepsLeft = before - (min(before, share) - stepsLeft)
    if value == nil { reason = saved }
    return value
  }

  /// The members to begin with, in the order in which the schemas name them.
  private mutating func memberNames(
    _ constraints: Constraints, _ attempt: Int, depth: Int
  ) -> [String] {
    var chosen: Set<ExactName> = Set(constraints.required.map { ExactName($0) })
    let isOpen = isRoomy(depth) && attempt < 6
    let declared = constraints.propertyNames
    if size != .minimal, isOpen {
      // Later attempts try with fewer optional members.
      for name in declared.prefix(GenerationLimits.optionalMembers)
      where attempt < 2 || random.below(2) == 0 {
        let key = ExactName(name)
        guard !constraints.avoided.contains(key), !constraints.forbidden.contains(key) else {
          continue
        }
        if size == .full || depth <= 1 || random.below(3) > 0 { chosen.insert(key) }
      }
    }
    close(&chosen, constraints)
    if let most = constraints.maxProperties, chosen.count > most {
      for name in declared.reversed() where chosen.count > most && !isNeeded(name, constraints) {
        chosen.remove(ExactName(name))
      }
    }
    var order = declared.filter { chosen.contains(ExactName($0)) }
    let known = Set(order.map { ExactName($0) })
    order += constraints.required.filter { !known.contains(ExactName($0)) }
    let listed = Set(order.map { ExactName($0) })
    order += chosen.map(\.text).filter { !listed.contains(ExactName($0)) }.sorted()
    return order
  }

  /// Adds what the chosen members need beside them.
  private func close(_ chosen: inout Set<ExactName>, _ constraints: Constraints) {
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for dependent in constraints.dependents where chosen.contains(ExactName(dependent.name)) {
        for name in dependent.needs where chosen.insert(ExactName(name)).inserted {
          isGrowing = true
        }
      }
    }
  }

  /// Adds members until there are as many as there must be: declared ones, then such as patterns or
  /// `propertyNames` allow, then any.
  private mutating func addMembers(
    to members: inout ValueObject, _ constraints: Constraints, depth: Int
  ) {
    let least = constraints.minProperties
    for name in constraints.propertyNames where members.count < least {
      let key = ExactName(name)
      guard members[name] == nil, !constraints.forbidden.contains(key),
        !constraints.avoided.contains(key)
      else { continue }
      if let value = member(name, constraints, depth: depth) { members[name] = value }
    }
    // A map shows what it is for by one entry.
    var target = least
    let isMap =
      constraints.propertyNames.isEmpty
      && (constraints.memberLayers.contains { layer in
        !layer.patterns.isEmpty || layer.additional.map { isSchema($0) } ?? false
      } || !constraints.memberNames.isEmpty)
    if isMap, size != .minimal, isRoomy(depth) {
      target = max(target, 1)
      if let most = constraints.maxProperties { target = min(target, most) }
    }
    var misses = 0
    while members.count < target, misses < 8, !isExhausted {
      guard let name = newName(members.count + misses, constraints, depth: depth),
        members[name] == nil, !constraints.avoided.contains(ExactName(name)),
        let value = member(name, constraints, depth: depth)
      else {
        misses += 1
        continue
      }
      members[name] = value
    }
  }

  /// Whether a schema is more than `true` or `false`.
  private func isSchema(_ rule: Rule) -> Bool {
    book.node(at: rule.place)?.value.object != nil
  }

  private mutating func newName(
    _ number: Int, _ constraints: Constraints, depth: Int
  ) -> String? {
    let patterns = constraints.memberLayers.flatMap(\.patterns)
    if !constraints.memberNames.isEmpty {
      return build(constraints.memberNames, name: nil, depth: depth + 1)?.string
    }
    if !patterns.isEmpty {
      let pattern = patterns[number % patterns.count]
      for _ in 0..<6 {
        let text = PatternSampler(pattern.source)?.sample(lengths: 0...64, isShort: false, &random)
        if let text, pattern.check.matches(text) == true { return text }
      }
    }
    return "key\(number + 1)"
  }
}
