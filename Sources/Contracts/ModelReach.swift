import Documents

/// Finds the models that references lead to.
struct ModelReach {
  let document: Value

  /// The pointers of everything that is referred to from some places, directly or not.
  func models(from starts: [JSONPointer]) -> Set<JSONPointer> {
    Set(order(from: starts))
  }

  /// The same in the order in which it was found, the places themselves first.
  func order(from starts: [JSONPointer]) -> [JSONPointer] {
    var reached: Set<JSONPointer> = []
    var order = starts.filter { reached.insert($0).inserted }
    var open = starts.reversed().compactMap { document[$0] }
    while let value = open.popLast() {
      switch value.kind {
      case .object(let members):
        if let text = members["$ref"]?.string, let pointer = JSONPointer(parsing: text),
          reached.insert(pointer).inserted, let target = document[pointer]
        {
          order.append(pointer)
          open.append(target)
        }
        open += members.map(\.value).reversed()
      case .array(let items): open += items.reversed()
      default: continue
      }
    }
    return order
  }
}
