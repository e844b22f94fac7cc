/// A regular expression of the interoperable subset (RFC 9485), matched in time linear in the text.
struct IRegexp: Sendable {
  /// One step of the machine that simulates all ways to match at once.
  enum Instruction: Sendable {
    case scalar(ScalarSet)
    /// Both ways are open.
    case split(Int, Int)
    case jump(Int)
    /// Passes only at the beginning or only at the end of the text.
    case start, end
    case accept
  }

  private let program: [Instruction]
  /// A counted repetition is spelt out; more than this is refused as no pattern.
  static let programLimit = 20_000

  /// Nil where the text is not an expression of RFC 9485.
  init?(_ pattern: String) {
    var parser = IRegexpParser(pattern)
    guard let tree = parser.parse() else { return nil }
    var compiler = IRegexpCompiler()
    guard compiler.emit(tree) else { return nil }
    program = compiler.program + [.accept]
  }

  /// Whether the expression matches the entire text.
  func matches(whole text: String) -> Bool { run(text, isAnchored: true) }

  /// Whether the expression matches some part of the text.
  func occurs(in text: String) -> Bool { run(text, isAnchored: false) }

  private func run(_ text: String, isAnchored: Bool) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var current = States(count: program.count)
    var next = States(count: program.count)
    current.add(0, program, isStart: true, isEnd: scalars.isEmpty)
    for (place, scalar) in scalars.enumerated() {
      if !isAnchored && current.isAccepting { return true }
      let isEnd = place == scalars.count - 1
      next.clear()
      for state in current.list {
        guard case .scalar(let set) = program[state], set.contains(scalar) else { continue }
        next.add(state + 1, program, isStart: false, isEnd: isEnd)
      }
      if !isAnchored { next.add(0, program, isStart: false, isEnd: isEnd) }
      swap(&current, &next)
      if current.list.isEmpty && !current.isAccepting && isAnchored { return false }
    }
    return current.isAccepting
  }

  /// The states that the machine is in at one place of the text.
  private struct States {
    private(set) var list: [Int] = []
    private(set) var isAccepting = false
    private var marks: [Int]
    private var generation = 1

    init(count: Int) {
      marks = [Int](repeating: 0, count: count)
    }

    mutating func clear() {
      list.removeAll(keepingCapacity: true)
      isAccepting = false
      generation += 1
    }

    mutating func add(_ start: Int, _ program: [Instruction], isStart: Bool, isEnd: Bool) {
      var open = [start]
      while let state = open.popLast() {
        guard marks[state] != generation else { continue }
        marks[state] = generation
        switch program[state] {
        case .scalar: list.append(state)
        case .accept: isAccepting = true
        case .jump(let target): open.append(target)
        case .start: if isStart { open.append(state + 1) }
        case .end: if isEnd { open.append(state + 1) }
        case .split(let first, let second):
          open.append(second)
          open.append(first)
        }
      }
    }
  }
}

/// The scalars that one place of an expression accepts.
struct ScalarSet: Sendable {
  var isNegated = false
  var ranges: [ClosedRange<UInt32>] = []
  var categories: [(name: String, isNegated: Bool)] = []

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let isIn =
      ranges.contains { $0.contains(scalar.value) }
      || categories.contains { category in
        scalar.properties.generalCategory.isIn(category.name) != category.isNegated
      }
    return isIn != isNegated
  }
}

/// Writes the program for an expression's tree.
private struct IRegexpCompiler {
  var program: [IRegexp.Instruction] = []

  /// False where the program would be too long.
  mutating func emit(_ tree: IRegexpParser.Tree) -> Bool {
    guard program.count < IRegexp.programLimit else { return false }
    switch tree {
    case .set(let set): program.append(.scalar(set))
    case .start: program.append(.start)
    case .end: program.append(.end)
    case .sequence(let parts):
      for part in parts where !emit(part) { return false }
    case .alternatives(let branches): return emit(branches[...])
    case .repetition(let inner, let least, let most):
      for _ in 0..<least where !emit(inner) { return false }
      guard let most else { return emitStar(inner) }
      guard most >= least else { return false }
      var splits: [Int] = []
      for _ in least..<most {
        splits.append(program.count)
        program.append(.jump(0))
        guard emit(inner) else { return false }
      }
      for split in splits { program[split] = .split(split + 1, program.count) }
    }
    return program.count < IRegexp.programLimit
  }

  private mutating func emit(_ branches: ArraySlice<IRegexpParser.Tree>) -> Bool {
    var ends: [Int] = []
    for (offset, branch) in branches.enumerated() {
      let isLast = offset == branches.count - 1
      let split = program.count
      if !isLast { program.append(.jump(0)) }
      guard emit(branch) else { return false }
      if isLast { continue }
      ends.append(program.count)
      program.append(.jump(0))
      program[split] = .split(split + 1, program.count)
    }
    for end in ends { program[end] = .jump(program.count) }
    return true
  }

  private mutating func emitStar(_ inner: IRegexpParser.Tree) -> Bool {
    let split = program.count
    program.append(.jump(0))
    guard emit(inner) else { return false }
    program.append(.jump(split))
    program[split] = .split(split + 1, program.count)
    return true
  }
}

extension Unicode.GeneralCategory {
  /// Whether this is a category of RFC 9485, given by one letter or two.
  func isIn(_ name: String) -> Bool {
    name.utf8.count == 1 ? abbreviation.utf8.first == name.utf8.first : abbreviation == name
  }

  private var abbreviation: String {
    switch self {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }

  /// The categories that an expression may name (RFC 9485 §3).
  static let names: Set<String> = [
    "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl", "No", "P", "Pc",
    "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Z", "Zl", "Zp", "Zs", "S", "Sc", "Sk", "Sm", "So", "C",
    "Cc", "Cf", "Cn", "Co",
  ]
}
