/// How schemas lead to those that are faulty. Made only where there are faults.
struct FaultPaths {
  /// By schema: those that it leads to at once.
  private(set) var successors: [Int32: [Int32]] = [:]
  /// Those from which some faulty one can be reached, the faulty ones included.
  private(set) var leading: Set<Int32>

  init(to faulty: Set<Int32>, along edges: [(from: Int32, to: Int32)]) {
    var predecessors: [Int32: [Int32]] = [:]
    for edge in edges {
      successors[edge.from, default: []].append(edge.to)
      predecessors[edge.to, default: []].append(edge.from)
    }
    leading = faulty
    var open = Array(faulty)
    while let schema = open.popLast() {
      for before in predecessors[schema] ?? [] where leading.insert(before).inserted {
        open.append(before)
      }
    }
  }
}
