import Documents
import Schemas

extension BoundaryMaker {
  // MARK: Arrays

  mutating func arrays() -> [Candidate] {
    guard let items = site.value.array else { return [] }
    var list: [Candidate] = []
    let least = constraints.minItems
    list.append(
      Candidate("empty-array", "\(subject) has no items", least > 0 ? .minItems : nil, .array([])))
    var counts: [(String, String, Keyword?, Int)] = [("one-item", "one item", nil, 1)]
    if least > 1 { counts.append(("fewest-items", "\(least) items, the fewest", .minItems, least)) }
    if let most = constraints.maxItems {
      counts.append(("most-items", "\(most) items, the most", .maxItems, most))
      if most > least + 1 {
        counts.append(("near-most-items", "\(most - 1) items", .maxItems, most - 1))
      }
    } else {
      counts.append(("many-items", "20 items", nil, max(20, least + 1)))
    }
    for (slug, words, keyword, count) in counts where count <= 200 {
      guard let resized = resized(items, to: count) else { continue }
      list.append(Candidate(slug, "\(subject) has \(words)", keyword, .array(resized)))
    }
    if !constraints.hasUniqueItems, let first = items.first {
      list.append(
        Candidate("equal-items", "\(subject) has two equal items", nil, .array([first, first])))
    }
    return list
  }

  /// The array with more or fewer items; nil where no more are found.
  mutating func resized(_ items: [Value], to count: Int) -> [Value]? {
    guard items.count < count else { return Array(items.prefix(count)) }
    var items = items
    var builder = ValueBuilder(book: book, size: .minimal, random: random)
    builder.stepsLeft = GenerationLimits.steps / 4
    defer { random = builder.random }
    var texts = Set(items.map { JSONWriter.text($0) })
    while items.count < count {
      let rules = constraints.rules(forItem: items.count)
      if !constraints.hasUniqueItems, items.count > constraints.frontCount, let last = items.last {
        items.append(last)
        continue
      }
      let isUnique = constraints.hasUniqueItems
      var item = builder.build(rules, name: site.hint, depth: site.pointer.tokens.count + 1) {
        !isUnique || !texts.contains(JSONWriter.text($0))
      }
      if item == nil {
        item = numbered(items.count, rules, &builder, texts)
      }
      guard let item else { return nil }
      texts.insert(JSONWriter.text(item))
      items.append(item)
    }
    return items
  }

  /// An item made different by a number.
  private func numbered(
    _ count: Int, _ rules: [Constraints.Rule], _ builder: inout ValueBuilder, _ texts: Set<String>
  ) -> Value? {
    for value in [Value.integer(count), .string("item \(count)"), .string("\(count)")]
    where !texts.contains(JSONWriter.text(value)) && builder.satisfies(rules, value) {
      return value
    }
    return nil
  }

  // MARK: Objects

  mutating func objects() -> [Candidate] {
    guard let members = site.value.object else { return [] }
    var list: [Candidate] = []
    let optional = members.names.filter { !constraints.isRequired($0) }
    if !optional.isEmpty {
      list.append(
        Candidate(
          "only-required",
          "\(subject) has only its required members", .required, site.value.without(optional)))
    }
    for name in optional.prefix(40) {
      list.append(
        Candidate(
          "without-\(Self.slug(name))", "\(subject) is without `\(name)`", .required,
          site.value.without([name])))
    }
    let chosen = Array(optional.prefix(12))
    if chosen.count > 2 {
      for (number, row) in PairwiseCover.rows(chosen.count).enumerated() {
        let left = zip(chosen, row).filter { !$0.1 }.map(\.0)
        let names = left.map { "`\($0)`" }.joined(separator: ", ")
        list.append(
          Candidate(
            "members-\(number + 1)",
            "\(subject) is without \(names.isEmpty ? "nothing" : names)", nil,
            site.value.without(left)))
      }
    }
    if let most = constraints.maxProperties, most <= 200, members.count < most {
      var full = members
      for number in 0..<(most - members.count) {
        full["extra\(number + 1)"] = members.last?.value ?? .string("extra")
      }
      list.append(
        Candidate(
          "most-members", "\(subject) has \(most) members, the most", .maxProperties, .object(full))
      )
    }
    if constraints.minProperties > 0, members.count > constraints.minProperties {
      let surplus = optional.suffix(members.count - constraints.minProperties)
      list.append(
        Candidate(
          "fewest-members", "\(subject) has \(constraints.minProperties) members, the fewest",
          .minProperties, site.value.without(surplus)))
    }
    list.append(
      Candidate(
        "additional-member", "\(subject) has a member that its schema doesn't name",
        .additionalProperties, site.value.with("x-unnamed", .string("extra"))))
    return list
  }

  /// A name as part of an id.
  static func slug(_ name: String) -> String {
    let words = MemberWords(name).all.joined(separator: "-")
    return words.isEmpty ? "member" : ValueBuilder.excerpt(words)
  }
}
