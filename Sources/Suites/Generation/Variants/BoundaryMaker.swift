import Documents
import Schemas

/// Thinks of values at the edges of what schemas say about one part of a value. Whether they are
/// valid is found out by whoever asks.
struct BoundaryMaker: VariantMaker {
  typealias Candidate = VariantCollector.Candidate

  let site: ValueSite
  let book: SchemaBook
  var random: SeededRandom

  mutating func candidates() -> [Candidate] {
    var list: [Candidate] = []
    if site.pointer.tokens.isEmpty {
      // Last, so that an edge which it happens to lie at is known by its own name.
      var whole = Candidate("valid", "a valid value", nil, site.value)
      whole.isExtra = true
      list.append(whole)
    }
    if let values = constraints.values {
      list += values.prefix(50).map { value in
        Candidate(
          "enum-value", "\(subject) is the listed \(VariantCollector.shown(value))",
          constraints.valuesKeyword, value)
      }
    } else {
      switch site.value.kind {
      case .number: list += numbers()
      case .string: list += texts()
      case .array: list += arrays()
      case .object: list += objects()
      case .bool(let flag):
        list.append(Candidate("boolean", "\(subject) is \(!flag)", nil, .bool(!flag)))
      case .null: break
      }
      list += otherTypes()
    }
    if !site.value.isNull {
      list.append(Candidate("null", "\(subject) is null", .type, .null))
    }
    return list + branches()
  }

  /// One value of each other type that the schema names.
  private mutating func otherTypes() -> [Candidate] {
    guard constraints.hasTypes else { return [] }
    let own = JSONTypes(of: site.value)
    let present = JSONTypes.number.isSuperset(of: own) ? JSONTypes.number : own
    var list: [Candidate] = []
    for kind in JSONTypes.kinds
    where kind != present && kind != .null && !constraints.types.isDisjoint(with: kind) {
      for value in ViolationMaker.simpleValues(of: kind) {
        list.append(
          Candidate("type", "\(subject) is \(ViolationMaker.article(value))", .type, value))
      }
    }
    return list
  }

  /// One value for each branch of the alternatives.
  private mutating func branches() -> [Candidate] {
    var list: [Candidate] = []
    for alternative in constraints.alternatives.prefix(4) {
      let point = ChoicePoint(place: alternative.place, keyword: alternative.keyword)
      for index in alternative.branches.indices.prefix(20) {
        var builder = ValueBuilder(book: book, size: .typical, random: random)
        builder.stepsLeft = GenerationLimits.steps / 20
        builder.forced = [point: index]
        builder.examplesFrom = site.pointer.tokens.count + 1
        let value = builder.build(site.rules, name: site.hint, depth: site.pointer.tokens.count)
        random = builder.random
        guard let value else { continue }
        list.append(
          Candidate(
            "\(alternative.keyword.rawValue.lowercased())-branch-\(index + 1)",
            "\(subject) follows branch \(index + 1) of \(alternative.keyword.rawValue)",
            alternative.keyword, value))
      }
    }
    return list
  }
}
