import Documents
import Schemas

/// Reads what schemas say about one value into `Constraints`, following references and choosing among
/// alternatives.
struct ConstraintReader {
  typealias Place = SchemaNavigator.Place
  typealias Node = SchemaNavigator.Node
  typealias Rule = Constraints.Rule

  let book: SchemaBook
  var choice: BranchChoice
  var result = Constraints()
  /// The schemas from which reading began: what a discriminator is asked about.
  private var starts: [Place] = []
  private var seen: Set<Place> = []

  /// Schemas that apply to one value.
  private static let schemaLimit = 400

  init(book: SchemaBook, choice: BranchChoice) {
    self.book = book
    self.choice = choice
  }

  /// What some schemas say together.
  static func read(
    _ rules: [Rule], in book: SchemaBook, _ choice: BranchChoice
  ) -> (constraints: Constraints, choice: BranchChoice) {
    var reader = ConstraintReader(book: book, choice: choice)
    reader.starts = rules.map(\.place)
    for rule in rules { reader.read(rule) }
    return (reader.result, reader.choice)
  }

  mutating func contradict(_ reason: String) {
    if result.contradiction == nil { result.contradiction = reason }
  }

  mutating func read(_ rule: Rule) {
    let place = rule.place
    guard seen.count < Self.schemaLimit, seen.insert(place).inserted else { return }
    guard let node = book.node(at: place) else { return }
    if let accepts = node.value.bool {
      if !accepts { contradict("\(Self.words(place)) accepts nothing") }
      return
    }
    guard node.value.object != nil else { return }
    var scope = rule.scope
    if book.hasDynamicReferences { scope.append(node.resource) }
    if let text = node[.ref]?.string {
      if let target = book.navigator.target(of: text, from: place) {
        addStart(target, after: place)
        read(Rule(place: target, scope: scope))
      }
      if node.ignoresSiblingsOfRef { return }
    }
    for keyword in [Keyword.dynamicRef, .recursiveRef] {
      guard let text = node[keyword]?.string else { continue }
      let name = keyword == .dynamicRef ? SchemaNavigator.anchorName(in: text) : ""
      let target = book.navigator.dynamicTarget(of: text, named: name, from: place, through: scope)
      if let target { read(Rule(place: target, scope: scope)) }
    }
    readTypes(node)
    readValues(node, place)
    readNumbers(node)
    readStrings(node)
    readItems(node, place, scope)
    readMembers(node, place, scope)
    readCombinations(node, place, scope)
  }

  /// Where a bare reference begins, its target is what is meant.
  private mutating func addStart(_ target: Place, after place: Place) {
    if starts.contains(place) { starts.append(target) }
  }

  /// The names of the models that the value is meant to be.
  func startNames(beside place: Place) -> [String] {
    let parent = place.pointer.tokens.dropLast()
    return starts.filter { start in
      start.document == place.document
        && start.pointer.tokens.dropLast().elementsEqual(parent)
    }.compactMap(\.pointer.tokens.last)
  }

  static func words(_ place: Place) -> String {
    place.pointer.tokens.isEmpty ? "the schema" : "the schema at \(place.pointer)"
  }

  static func words(_ rules: [Rule]) -> String {
    rules.first.map { words($0.place) } ?? "the schema"
  }

  // MARK: Types and values

  private mutating func readTypes(_ node: Node) {
    guard let value = node[.type] else { return }
    let names = value.array?.compactMap(\.string) ?? value.string.map { [$0] } ?? []
    var types: JSONTypes = []
    for name in names {
      let type = JSONTypes(named: name)
      types.formUnion(type)
      result.typeOrder.append(type)
    }
    if node[.nullable]?.bool == true { types.insert(.null) }
    result.types.formIntersection(types)
    result.hasTypes = true
    if result.types.isEmpty { contradict("no type is left that all its parts allow") }
    if node.integerRule == .bySpelling { result.spellsIntegers = true }
  }

  private mutating func readValues(_ node: Node, _ place: Place) {
    if let values = node[.enumeration]?.array { restrict(to: values, .enumeration) }
    if let value = node[.const] { restrict(to: [value], .const) }
    // Not words of the validator, so that the dialects have no list of them.
    if let value = node.value["example"] { result.examples.append(value) }
    if let values = node.value["examples"]?.array { result.examples += values }
    if let value = node.value["default"] { result.examples.append(value) }
  }

  private mutating func restrict(to values: [Value], _ keyword: Keyword) {
    guard let known = result.values else {
      result.values = values
      result.valuesKeyword = keyword
      return
    }
    let texts = Set(values.map { JSONWriter.text($0) })
    let common = known.filter { texts.contains(JSONWriter.text($0)) }
    // Equal values may be spelt differently: then all are tried.
    result.values = common.isEmpty ? known + values : common
  }

  // MARK: Numbers and strings

  private mutating func readNumbers(_ node: Node) {
    if node.hasFlagBounds {
      if let number = node[.minimum]?.number {
        let isExclusive = node[.exclusiveMinimum]?.bool == true
        result.raise(
          .init(
            number: number, isExclusive: isExclusive,
            keyword: isExclusive ? .exclusiveMinimum : .minimum))
      }
      if let number = node[.maximum]?.number {
        let isExclusive = node[.exclusiveMaximum]?.bool == true
        result.lower(
          .init(
            number: number, isExclusive: isExclusive,
            keyword: isExclusive ? .exclusiveMaximum : .maximum))
      }
    } else {
      for keyword in [Keyword.minimum, .exclusiveMinimum] {
        guard let number = node[keyword]?.number else { continue }
        let isExclusive = keyword == .exclusiveMinimum
        result.raise(.init(number: number, isExclusive: isExclusive, keyword: keyword))
      }
      for keyword in [Keyword.maximum, .exclusiveMaximum] {
        guard let number = node[keyword]?.number else { continue }
        let isExclusive = keyword == .exclusiveMaximum
        result.lower(.init(number: number, isExclusive: isExclusive, keyword: keyword))
      }
    }
    if let divisor = node[.multipleOf]?.number, divisor > JSONNumber(0) {
      result.multiples.append(divisor)
    }
    guard node.isOpenAPI, let format = node[.format]?.string else { return }
    let edges: (Int, Int)
    switch format {
    case "int32": edges = (Int(Int32.min), Int(Int32.max))
    case "int64": edges = (Int.min, Int.max)
    case "float", "double":
      result.numberFormat = format
      return
    default: return
    }
    result.numberFormat = format
    result.raise(.init(number: JSONNumber(edges.0), isExclusive: false, keyword: .format))
    result.lower(.init(number: JSONNumber(edges.1), isExclusive: false, keyword: .format))
  }

  private mutating func readStrings(_ node: Node) {
    if let count = count(node, .minLength) { result.minLength = max(result.minLength, count) }
    if let count = count(node, .maxLength) {
      result.maxLength = min(result.maxLength ?? count, count)
    }
    if let pattern = node[.pattern]?.string { result.patterns.append(pattern) }
    if let format = node[.format]?.string, result.format == nil { result.format = format }
    if node[.minLength] != nil || node[.maxLength] != nil || node[.pattern] != nil {
      result.hasStringWords = true
    }
    if let format = result.format, !["int32", "int64", "float", "double"].contains(format) {
      result.hasStringWords = true
    }
    if let most = result.maxLength, most < result.minLength {
      result.types.remove(.string)
      if result.types.isEmpty {
        contradict("minLength \(result.minLength) is above maxLength \(most)")
      }
    }
  }

  func count(_ node: Node, _ keyword: Keyword) -> Int? {
    guard let number = node[keyword]?.number, number >= JSONNumber(0) else { return nil }
    return number.integer ?? Int(Int32.max)
  }
}
