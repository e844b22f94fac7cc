import Documents
import Schemas

extension ViolationMaker {
  // MARK: Arrays

  mutating func arrays() -> [Candidate] {
    guard let items = site.value.array else { return [] }
    var list: [Candidate] = []
    let least = constraints.minItems
    if least > 0, items.count >= least {
      list.append(
        Candidate(
          "too-few-items", "\(subject) has \(least - 1) items, fewer than \(least)", .minItems,
          .array(Array(items.prefix(least - 1)))))
    }
    if let most = constraints.maxItems, most <= GenerationLimits.items {
      var maker = BoundaryMaker(site: site, book: book, random: random)
      if let more = maker.resized(items, to: most + 1) {
        list.append(
          Candidate(
            "too-many-items", "\(subject) has \(most + 1) items, more than \(most)", .maxItems,
            .array(more)))
      }
      random = maker.random
    }
    if constraints.hasUniqueItems, let first = items.first {
      var repeated = items
      if repeated.count > 1, repeated.count == constraints.maxItems {
        repeated[repeated.count - 1] = first
      } else {
        repeated.append(first)
      }
      list.append(
        Candidate("equal-items", "\(subject) has two equal items", .uniqueItems, .array(repeated)))
    }
    if !constraints.contained.isEmpty {
      var choices: [[Value]] = [[], [items.last ?? .null]]
      for kind in JSONTypes.kinds {
        for value in Self.simpleValues(of: kind) {
          choices.append(Array(repeating: value, count: max(1, least)))
        }
      }
      for choice in choices {
        list.append(
          Candidate(
            "contains", "\(subject) lacks the items that it must contain", .contains,
            .array(choice),
            isFallback: true))
      }
    }
    let front = constraints.frontCount
    if front > 0, items.count >= front {
      list.append(
        Candidate(
          "item-beyond", "\(subject) has an item beyond the \(front) that it may have", nil,
          .array(Array(items.prefix(front)) + [.string("extra")]), at: [String(front)],
          by: ["items", "additionalItems", "unevaluatedItems", "false"]))
    }
    return list
  }

  // MARK: Objects

  mutating func objects() -> [Candidate] {
    guard let members = site.value.object else { return [] }
    var list: [Candidate] = []
    for name in constraints.required where members[name] != nil {
      list.append(
        Candidate(
          "missing-\(BoundaryMaker.slug(name))", "\(subject) is without the required `\(name)`",
          .required, site.value.without([name]), by: ["discriminator"]))
    }
    list += additional(members)
    list += forbidden(members)
    list += counts(members)
    for dependent in constraints.dependents where members[dependent.name] != nil {
      for name in dependent.needs where members[name] != nil {
        list.append(
          Candidate(
            "missing-\(BoundaryMaker.slug(name))-beside-\(BoundaryMaker.slug(dependent.name))",
            "\(subject) has `\(dependent.name)` without `\(name)`", nil,
            site.value.without([name]), by: ["dependentRequired", "dependencies"]))
      }
    }
    if !constraints.memberNames.isEmpty {
      let value = members.first?.value ?? .string("extra")
      for name in [
        "", "not a name!", "0", "X", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ] {
        list.append(
          Candidate(
            "member-name", "\(subject) has a member with the wrong name \"\(name)\"", nil,
            site.value.with(name, value), at: [name], isFallback: true))
      }
    }
    for pin in constraints.pinned where members[pin.name] != nil {
      list.append(
        Candidate(
          "discriminator-unknown", "\(subject) names a kind in `\(pin.name)` that nobody knows",
          .discriminator, site.value.with(pin.name, .string("unknown-kind")), at: [pin.name]))
    }
    return list
  }

  private func additional(_ members: ValueObject) -> [Candidate] {
    let isClosed =
      constraints.memberLayers.contains { $0.additional != nil }
      || !constraints.unevaluatedMembers.isEmpty
    guard isClosed else { return [] }
    let name = "x-unnamed"
    return [Value.string("extra"), .integer(7), .object(ValueObject()), .null].map { value in
      Candidate(
        "additional-member", "\(subject) has the member `\(name)`, which is not allowed", nil,
        site.value.with(name, value), at: [name],
        by: ["additionalProperties", "unevaluatedProperties", "false"], isFallback: true)
    }
  }

  /// Members that the direction of travel forbids.
  private mutating func forbidden(_ members: ValueObject) -> [Candidate] {
    var list: [Candidate] = []
    let names = constraints.propertyNames.filter {
      constraints.forbidden.contains(ExactName($0)) && members[$0] == nil
    }
    for name in names.prefix(20) {
      var builder = ValueBuilder(book: book, size: .minimal, random: random)
      builder.stepsLeft = 200
      let value = builder.build(
        constraints.rules(forMember: name), name: name, depth: site.pointer.tokens.count + 1)
      random = builder.random
      guard let value else { continue }
      let word = book.direction == .request ? "readOnly" : "writeOnly"
      list.append(
        Candidate(
          "\(word.lowercased())-member", "\(subject) has `\(name)`, which is \(word)", nil,
          site.value.with(name, value), at: [name], by: [word]))
    }
    return list
  }

  private func counts(_ members: ValueObject) -> [Candidate] {
    var list: [Candidate] = []
    let least = constraints.minProperties
    if least > 0, members.count >= least {
      let optional = members.names.filter { !constraints.isRequired($0) }
      let surplus = optional.suffix(members.count - least + 1)
      list.append(
        Candidate(
          "too-few-members", "\(subject) has fewer than \(least) members", .minProperties,
          site.value.without(surplus)))
    }
    if let most = constraints.maxProperties, most < GenerationLimits.items,
      let sample = members.last?.value ?? Optional(.string("extra"))
    {
      var full = members
      for name in constraints.propertyNames where full.count <= most && full[name] == nil {
        full[name] = sample
      }
      var number = 0
      while full.count <= most {
        number += 1
        full["extra\(number)"] = sample
      }
      list.append(
        Candidate(
          "too-many-members", "\(subject) has \(full.count) members, more than \(most)",
          .maxProperties, .object(full)))
    }
    return list
  }
}
