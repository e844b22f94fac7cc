import Documents

/// Puts variables in an order in which each comes after those that it uses.
struct VariableOrder {
  private let values: ValueObject
  private(set) var ordered: [ValueObject.Member] = []
  private var done: Set<String> = []
  private var open: [String] = []

  /// - Parameter values: by name. A variable that uses itself, be it through others, is diagnosed.
  init(_ values: ValueObject, into diagnostics: inout [Diagnostic]) {
    self.values = values
    for member in values { visit(member, into: &diagnostics) }
  }

  private mutating func visit(
    _ member: ValueObject.Member, into diagnostics: inout [Diagnostic]
  ) {
    guard !done.contains(member.name) else { return }
    if let start = open.firstIndex(of: member.name) {
      let way = (open[start...] + [member.name]).map { "${\($0)}" }.joined(separator: " → ")
      diagnostics.append(
        Diagnostic(
          .error, code: "cyclic-variable", "the variable `\(member.name)` uses itself: \(way)",
          remedy: "give one of them a value of its own",
          at: member.nameRange ?? member.value.range))
      done.insert(member.name)
      return
    }
    // Names come from the file, so that the depth is bounded by what one can write in it; but not the
    // stack's, which a thousand names in a row would not trouble.
    guard open.count < 1000 else { return }
    open.append(member.name)
    for name in member.value.variables.sorted() {
      if let used = values.member(name) { visit(used, into: &diagnostics) }
    }
    open.removeLast()
    if done.insert(member.name).inserted { ordered.append(member) }
  }
}
