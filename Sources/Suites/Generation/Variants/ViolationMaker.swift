import Documents
import Schemas

/// Thinks of values that break one constraint of one part of a value. Whether they do, and break
/// nothing else, is found out by whoever asks.
struct ViolationMaker: VariantMaker {
  typealias Candidate = VariantCollector.Candidate

  let site: ValueSite
  let book: SchemaBook
  var random: SeededRandom

  mutating func candidates() -> [Candidate] {
    var list: [Candidate] = []
    if constraints.hasTypes { list += wrongTypes() }
    if constraints.values != nil {
      list += unlisted()
    } else {
      switch site.value.kind {
      case .number: list += numbers()
      case .string: list += texts()
      case .array: list += arrays()
      case .object: list += objects()
      case .bool, .null: break
      }
    }
    return list + alternatives() + negations()
  }

  /// A few plain values of a type, the first the plainest.
  static func simpleValues(of kind: JSONTypes) -> [Value] {
    switch kind {
    case .null: [.null]
    case .boolean: [.bool(true)]
    case .integer: [.integer(7)]
    case .fraction: [JSONNumber(text: "1.5").map { Value(.number($0)) } ?? .null]
    case .number: [.integer(7), JSONNumber(text: "1.5").map { Value(.number($0)) } ?? .null]
    case .string: [.string("text")]
    case .array: [.array([]), .array([.integer(7)])]
    default: [.object(ValueObject()), .object([("member", .integer(7))])]
    }
  }

  /// A value's type in words, with the value where it is short.
  static func article(_ value: Value) -> String {
    switch value.kind {
    case .null: "null"
    case .bool(let flag): "the boolean \(flag)"
    case .number(let number): (number.isInteger() ? "the integer " : "the number ") + number.text
    case .string: "the text " + VariantCollector.shown(value)
    case .array(let items): items.isEmpty ? "an empty array" : "an array"
    case .object(let members): members.isEmpty ? "an empty object" : "an object"
    }
  }

  private func wrongTypes() -> [Candidate] {
    var list: [Candidate] = []
    // One other type for every part first, then the rest.
    var isFirst = true
    let kinds: [JSONTypes] = [.null, .boolean, .integer, .fraction, .string, .array, .object]
    for kind in kinds where constraints.types.isDisjoint(with: kind) {
      guard let value = Self.simpleValues(of: kind).first else { continue }
      let slug = kind == .null ? "null-refused" : "type-\(Self.name(kind))"
      var candidate = Candidate(
        slug, "\(subject) is \(Self.article(value)), not \(typeNames)", .type, value)
      if kind != .null {
        candidate.isExtra = !isFirst
        isFirst = false
      }
      list.append(candidate)
    }
    return list
  }

  private static func name(_ kind: JSONTypes) -> String {
    switch kind {
    case .null: "null"
    case .boolean: "boolean"
    case .integer: "integer"
    case .fraction, .number: "number"
    case .string: "string"
    case .array: "array"
    default: "object"
    }
  }

  private var typeNames: String {
    var names: [String] = []
    for kind in JSONTypes.kinds where !constraints.types.isDisjoint(with: kind) {
      let isWhole = kind == .number && !constraints.types.contains(.fraction)
      names.append(Self.name(isWhole ? .integer : kind))
    }
    return names.joined(separator: " or ")
  }

  private func unlisted() -> [Candidate] {
    var others: [Value] = []
    switch site.value.kind {
    case .string(let text):
      others = ["-unlisted", "unlisted", "0"].map { .string(text + $0) }
      // The same word in other letters, which lenient targets take.
      let swapped = text == text.uppercased() ? text.lowercased() : text.uppercased()
      if swapped != text { others.append(.string(swapped)) }
    case .number: others = [7_777, 0, 1, -1, 2].map { .integer($0) }
    case .bool(let flag): others = [.bool(!flag)]
    default: others = Self.simpleValues(of: JSONTypes(of: site.value))
    }
    let keyword = constraints.valuesKeyword
    return others.map { value in
      let isCase = value.string.map { $0.lowercased() == site.value.string?.lowercased() } ?? false
      return Candidate(
        isCase ? "enum-letter-case" : keyword == .const ? "const-mismatch" : "enum-unlisted",
        "\(subject) is \(VariantCollector.shown(value)), which is not listed", nil, value,
        by: ["enum", "const"], isFallback: !isCase)
    }
  }

  // MARK: Alternatives

  /// Values that no branch accepts, and such that two branches of `oneOf` do.
  private mutating func alternatives() -> [Candidate] {
    var list: [Candidate] = []
    for alternative in constraints.alternatives.prefix(4) {
      let word = alternative.keyword.rawValue
      for kind in JSONTypes.kinds {
        for value in Self.simpleValues(of: kind) {
          list.append(
            Candidate(
              "\(word.lowercased())-none",
              "\(subject) is \(Self.article(value)), which no branch of \(word) accepts",
              alternative.keyword, value, isFallback: true))
        }
      }
      guard alternative.keyword == .oneOf else { continue }
      let branches = alternative.branches.prefix(4)
      for (index, first) in branches.enumerated() {
        for second in branches.dropFirst(index + 1) {
          var builder = ValueBuilder(book: book, size: .typical, random: random)
          builder.stepsLeft = 100
          let depth = site.pointer.tokens.count
          let value = builder.build([first, second], name: site.hint, depth: depth)
          random = builder.random
          guard let value else { continue }
          list.append(
            Candidate(
              "oneof-several", "\(subject) satisfies two branches of oneOf", .oneOf, value,
              isFallback: true))
        }
      }
    }
    return list
  }

  private mutating func negations() -> [Candidate] {
    var list: [Candidate] = []
    let own = JSONTypes(of: site.value)
    for rule in constraints.negations.prefix(3) {
      // A negation can't be taken out of a schema: so what it names is built together with the parts
      // beside it, then alone, first of the type that the value has.
      for beside in [siblings(of: rule), []] {
        for isOfOwnType in [true, false] {
          var builder = ValueBuilder(book: book, size: .typical, random: random)
          builder.stepsLeft = 60
          let value = builder.build(
            [rule] + beside, name: site.hint, depth: site.pointer.tokens.count,
            where: isOfOwnType ? { JSONTypes(of: $0) == own } : nil)
          random = builder.random
          guard let value else { continue }
          list.append(
            Candidate(
              "not", "\(subject) is \(Self.article(value)), which it must not be", .not, value,
              isFallback: true))
        }
      }
    }
    return list
  }

  /// The members' schemas can't be asked apart from the negation, but the parts of `allOf` can.
  private func siblings(of rule: Constraints.Rule) -> [Constraints.Rule] {
    var place = rule.place
    place.pointer.tokens.removeLast()
    guard let parts = book.node(at: place)?[.allOf]?.array else { return [] }
    return parts.indices.map {
      Constraints.Rule(place: place.appending("allOf", String($0)), scope: rule.scope)
    }
  }
}
