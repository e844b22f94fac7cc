/// Finds paths that a single URL may match, by way of a tree of their segments.
struct PathOverlaps {
  private struct Node {
    var literals: [String: Int] = [:]
    var others: [(segment: LintPath.Segment, node: Int)] = []
    var paths: [Int] = []
  }

  /// Contracts of thousands of paths have a few; a hostile one could have any number.
  private static let pairLimit = 1_000
  private static let stepLimit = 2_000_000

  private let paths: [LintPath]
  private var nodes = [Node()]

  init(_ paths: [LintPath]) {
    self.paths = paths
    for (index, path) in paths.enumerated() {
      var place = 0
      for segment in path.segments { place = child(of: place, segment) }
      nodes[place].paths.append(index)
    }
  }

  private mutating func child(of place: Int, _ segment: LintPath.Segment) -> Int {
    if case .literal(let text) = segment {
      if let known = nodes[place].literals[text] { return known }
      nodes.append(Node())
      nodes[place].literals[text] = nodes.count - 1
      return nodes.count - 1
    }
    let shape = segment.shape
    if let known = nodes[place].others.first(where: { $0.segment.shape == shape }) {
      return known.node
    }
    nodes.append(Node())
    nodes[place].others.append((segment, nodes.count - 1))
    return nodes.count - 1
  }

  /// Pairs of paths of different shape, by their index, the earlier one first.
  func pairs() -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    var steps = 0
    for (index, path) in paths.enumerated() {
      // A path without variables is found from the other side.
      guard path.segments.contains(where: { $0.rank < 2 }) else { continue }
      for other in matches(path, &steps) where other != index {
        let isTemplated = paths[other].segments.contains { $0.rank < 2 }
        guard !isTemplated || index < other else { continue }
        guard paths[other].shape != path.shape else { continue }
        pairs.append((min(index, other), max(index, other)))
        if pairs.count >= Self.pairLimit { return pairs }
      }
      if steps > Self.stepLimit { break }
    }
    return pairs.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  private func matches(_ path: LintPath, _ steps: inout Int) -> [Int] {
    var places = [0]
    for segment in path.segments {
      var next: [Int] = []
      for place in places {
        let node = nodes[place]
        if case .literal(let text) = segment {
          if let child = node.literals[text] { next.append(child) }
        } else {
          next += node.literals.filter { Self.meet(segment, .literal($0.key)) }.map(\.value)
        }
        next += node.others.filter { Self.meet(segment, $0.segment) }.map(\.node)
      }
      steps += next.count
      places = next
      if places.isEmpty || steps > Self.stepLimit { return [] }
    }
    return places.flatMap { nodes[$0].paths }.sorted()
  }

  /// Whether some text matches both segments.
  private static func meet(_ left: LintPath.Segment, _ right: LintPath.Segment) -> Bool {
    switch (left, right) {
    // What stands between two slashes is never empty: no value of a path parameter is.
    case (.variable, .literal(let text)), (.literal(let text), .variable): return !text.isEmpty
    case (.variable, _), (_, .variable): return true
    case (.literal(let left), .literal(let right)): return left.isExactly(right)
    case (.literal(let text), .mixed(let mixed)), (.mixed(let mixed), .literal(let text)):
      let (prefix, suffix) = ends(of: mixed)
      return text.utf8.count >= prefix.utf8.count + suffix.utf8.count
        && text.startsExactly(with: prefix) && text.dropping(suffix: suffix) != nil
    case (.mixed(let left), .mixed(let right)):
      let (one, two) = (ends(of: left), ends(of: right))
      return (one.0.startsExactly(with: two.0) || two.0.startsExactly(with: one.0))
        && (one.1.dropping(suffix: two.1) != nil || two.1.dropping(suffix: one.1) != nil)
    }
  }

  private static func ends(of mixed: String) -> (prefix: String, suffix: String) {
    let parts = PathTemplate(mixed).parts
    var (prefix, suffix) = ("", "")
    if case .literal(let text)? = parts.first { prefix = text }
    if case .literal(let text)? = parts.last { suffix = text }
    return (prefix, suffix)
  }
}
