import Documents

/// Finds the models that references lead to.
struct ModelReach {
  let document: Value

  /// The pointers of everything that is referred to from some places, directly or not.
  func models(from starts: [JSONPointer]) -> Set<JSONPointer> {
    var reached = Set(starts)
    var open = starts.compactMap { document[$0] }
    while let value = open.popLast() {
      switch value.kind {
      case .object(let members):
        if let text = members["$ref"]?.string, let pointer = JSONPointer(parsing: text),
          reached.insert(pointer).inserted, let target = document[pointer]
        {
          open.append(target)
        }
        open += members.map(\.value)
      case .array(let items): open += items
      default: continue
      }
    }
    return reached
  }
}
