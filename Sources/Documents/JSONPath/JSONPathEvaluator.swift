/// Applies a query to a value.
struct JSONPathEvaluator {
  let root: Value
  private var budget: Int
  private var patterns: [ExactName: IRegexp?] = [:]

  init(root: Value, limit: Int) {
    self.root = root
    budget = limit
  }

  mutating func run(
    _ segments: [JSONPath.Segment], from start: JSONPathNode
  ) throws(JSONPathError) -> [JSONPathNode] {
    var nodes = [start]
    for segment in segments {
      var next: [JSONPathNode] = []
      for node in nodes {
        if segment.isDescendant {
          try forEachDescendant(of: node) { (evaluator, node) throws(JSONPathError) in
            try evaluator.select(segment.selectors, of: node, into: &next)
          }
        } else {
          try select(segment.selectors, of: node, into: &next)
        }
      }
      nodes = next
    }
    return nodes
  }

  /// The node itself and everything below it, parents before children (§2.5.2.2). With a stack of
  /// its own: values may be nested as deep as their reader allowed.
  private mutating func forEachDescendant(
    of node: JSONPathNode,
    _ body: (inout JSONPathEvaluator, JSONPathNode) throws(JSONPathError) -> Void
  ) throws(JSONPathError) {
    var open = [node]
    while let next = open.popLast() {
      try spend()
      try body(&self, next)
      switch next.value.kind {
      case .object(let members):
        for member in members.reversed() { open.append(Self.child(of: next, member)) }
      case .array(let items):
        for index in items.indices.reversed() {
          open.append(Self.child(of: next, index, items[index]))
        }
      default: break
      }
    }
  }

  private mutating func select(
    _ selectors: [JSONPath.Selector], of node: JSONPathNode, into result: inout [JSONPathNode]
  ) throws(JSONPathError) {
    for selector in selectors {
      switch (selector, node.value.kind) {
      case (.name(let name), .object(let members)):
        guard let member = members.member(name) else { continue }
        try spend()
        result.append(Self.child(of: node, member))
      case (.wildcard, _):
        for child in Self.children(of: node) {
          try spend()
          result.append(child)
        }
      case (.filter(let condition), _):
        for child in Self.children(of: node) {
          try spend()
          if try holds(condition, for: child) { result.append(child) }
        }
      case (.index(let index), .array(let items)):
        let place = index < 0 ? items.count + index : index
        guard items.indices.contains(place) else { continue }
        try spend()
        result.append(Self.child(of: node, place, items[place]))
      case (.slice(let start, let end, let step), .array(let items)):
        for place in Self.slice(start, end, step, count: items.count) {
          try spend()
          result.append(Self.child(of: node, place, items[place]))
        }
      default: continue
      }
    }
  }

  private mutating func spend() throws(JSONPathError) {
    budget -= 1
    guard budget > 0 else {
      throw JSONPathError("the query visits too many nodes", at: 0)
    }
  }

  private static func children(of node: JSONPathNode) -> [JSONPathNode] {
    switch node.value.kind {
    case .object(let members): members.map { child(of: node, $0) }
    case .array(let items): items.enumerated().map { child(of: node, $0.offset, $0.element) }
    default: []
    }
  }

  private static func child(of node: JSONPathNode, _ member: ValueObject.Member) -> JSONPathNode {
    JSONPathNode(
      location: node.location + [.name(ExactName(member.name))], value: member.value)
  }

  private static func child(of node: JSONPathNode, _ index: Int, _ item: Value) -> JSONPathNode {
    JSONPathNode(location: node.location + [.index(index)], value: item)
  }

  /// The indexes that a slice selects, in its order (§2.3.4.2).
  private static func slice(
    _ start: Int?, _ end: Int?, _ step: Int, count: Int
  ) -> [Int] {
    guard step != 0 else { return [] }
    func normalized(_ index: Int) -> Int { index >= 0 ? index : count + index }
    let first = normalized(start ?? (step > 0 ? 0 : count - 1))
    let last = end.map(normalized) ?? (step > 0 ? count : -1)
    if step > 0 {
      let lower = Swift.min(Swift.max(first, 0), count)
      let upper = Swift.min(Swift.max(last, 0), count)
      return Array(stride(from: lower, to: upper, by: step))
    }
    let upper = Swift.min(Swift.max(first, -1), count - 1)
    let lower = Swift.min(Swift.max(last, -1), count - 1)
    return Array(stride(from: upper, to: lower, by: step))
  }
}

// MARK: - Filters

extension JSONPathEvaluator {
  private mutating func holds(
    _ condition: JSONPath.Logical, for node: JSONPathNode
  ) throws(JSONPathError) -> Bool {
    switch condition {
    case .or(let parts):
      for part in parts where try holds(part, for: node) { return true }
      return false
    case .and(let parts):
      for part in parts where try !holds(part, for: node) { return false }
      return true
    case .not(let inner): return try !holds(inner, for: node)
    case .exists(let query): return try !nodes(query, node).isEmpty
    case .call(let call): return try logical(call, node)
    case .comparison(let left, let comparison, let right):
      let (left, right) = (try value(left, node), try value(right, node))
      return Self.compare(left, comparison, right)
    }
  }

  private mutating func nodes(
    _ query: JSONPath.Query, _ node: JSONPathNode
  ) throws(JSONPathError) -> [JSONPathNode] {
    let start = JSONPathNode(location: [], value: query.isRelative ? node.value : root)
    return try run(query.segments, from: start)
  }

  /// The value of an operand; nil is the special result Nothing.
  private mutating func value(
    _ operand: JSONPath.Operand, _ node: JSONPathNode
  ) throws(JSONPathError) -> Value? {
    switch operand {
    case .literal(let value): return value
    case .query(let query): return try nodes(query, node).first?.value
    case .call(let call): return try value(of: call, node)
    }
  }

  private mutating func value(
    of call: JSONPath.Call, _ node: JSONPathNode
  ) throws(JSONPathError) -> Value? {
    guard let argument = call.arguments.first else { return nil }
    switch call.function {
    case .length:
      switch try value(argument, node)?.kind {
      case .string(let text): return .integer(text.unicodeScalars.count)
      case .array(let items): return .integer(items.count)
      case .object(let members): return .integer(members.count)
      default: return nil
      }
    case .count, .value:
      guard case .query(let query) = argument else { return nil }
      let found = try nodes(query, node)
      if call.function == .count { return .integer(found.count) }
      return found.count == 1 ? found.first?.value : nil
    case .match, .search: return nil
    }
  }

  private mutating func logical(
    _ call: JSONPath.Call, _ node: JSONPathNode
  ) throws(JSONPathError) -> Bool {
    guard call.arguments.count == 2,
      let text = try value(call.arguments[0], node)?.string,
      let pattern = try value(call.arguments[1], node)?.string,
      let expression = expression(pattern)
    else { return false }
    return call.function == .match
      ? expression.matches(whole: text) : expression.occurs(in: text)
  }

  private mutating func expression(_ pattern: String) -> IRegexp? {
    let key = ExactName(pattern)
    if let known = patterns[key] { return known }
    let expression = IRegexp(pattern)
    patterns[key] = .some(expression)
    return expression
  }

  /// §2.3.5.2.2. Nothing equals only Nothing.
  private static func compare(
    _ left: Value?, _ comparison: JSONPath.Comparison, _ right: Value?
  ) -> Bool {
    switch comparison {
    case .equal: isEqual(left, right)
    case .notEqual: !isEqual(left, right)
    case .less: isLess(left, right)
    case .greater: isLess(right, left)
    case .lessOrEqual: isLess(left, right) || isEqual(left, right)
    case .greaterOrEqual: isLess(right, left) || isEqual(left, right)
    }
  }

  private static func isLess(_ left: Value?, _ right: Value?) -> Bool {
    switch (left?.kind, right?.kind) {
    case (.number(let left), .number(let right)): left < right
    // The order of UTF-8 bytes is that of the scalars.
    case (.string(let left), .string(let right)):
      left.utf8.lexicographicallyPrecedes(right.utf8)
    default: false
    }
  }

  private static func isEqual(_ left: Value?, _ right: Value?) -> Bool {
    switch (left?.kind, right?.kind) {
    case (nil, nil), (.null, .null): return true
    case (.bool(let left), .bool(let right)): return left == right
    case (.number(let left), .number(let right)): return left == right
    case (.string(let left), .string(let right)): return left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { isEqual($0, $1) }
    case (.object(let left), .object(let right)):
      return left.count == right.count
        && left.allSatisfy { member in
          right[member.name].map { isEqual(member.value, $0) } ?? false
        }
    default: return false
    }
  }
}
