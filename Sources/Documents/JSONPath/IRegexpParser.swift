/// Reads expressions by the grammar of RFC 9485 §3.
///
/// `^` at the beginning and `$` at the end of a branch are anchors: the RFC's grammar would have
/// them stand for themselves, but every engine that its §5 maps expressions to, and the public
/// compliance suite of JSONPath, take them so.
struct IRegexpParser {
  indirect enum Tree {
    case set(ScalarSet)
    case start, end
    case sequence([Tree])
    /// Never empty.
    case alternatives([Tree])
    /// No upper bound where the last is nil.
    case repetition(Tree, Int, Int?)
  }

  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var depth = 0
  private static let depthLimit = 100
  private static let countLimit = 10_000

  init(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
  }

  mutating func parse() -> Tree? {
    guard let tree = alternatives(), place == scalars.count else { return nil }
    return tree
  }

  private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    place += 1
    return true
  }

  private mutating func alternatives() -> Tree? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { return nil }
    var branches: [Tree] = []
    repeat {
      guard let branch = branch() else { return nil }
      branches.append(branch)
    } while take("|")
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func branch() -> Tree? {
    var pieces: [Tree] = []
    while let next = peek, next != "|", next != ")" {
      if next == "^" && pieces.isEmpty {
        place += 1
        pieces.append(.start)
        continue
      }
      if next == "$" && isBranchEnd(place + 1) {
        place += 1
        pieces.append(.end)
        continue
      }
      guard let atom = atom(), let piece = quantified(atom) else { return nil }
      pieces.append(piece)
    }
    return .sequence(pieces)
  }

  private func isBranchEnd(_ place: Int) -> Bool {
    place >= scalars.count || scalars[place] == "|" || scalars[place] == ")"
  }

  private mutating func quantified(_ atom: Tree) -> Tree? {
    if take("*") { return .repetition(atom, 0, nil) }
    if take("+") { return .repetition(atom, 1, nil) }
    if take("?") { return .repetition(atom, 0, 1) }
    guard take("{") else { return atom }
    guard let least = count() else { return nil }
    if take("}") { return .repetition(atom, least, least) }
    guard take(",") else { return nil }
    if take("}") { return .repetition(atom, least, nil) }
    guard let most = count(), most >= least, take("}") else { return nil }
    return .repetition(atom, least, most)
  }

  private mutating func count() -> Int? {
    var value: Int?
    while let next = peek, ("0"..."9").contains(next) {
      let sum = (value ?? 0) * 10 + Int(next.value - 0x30)
      guard sum <= Self.countLimit else { return nil }
      value = sum
      place += 1
    }
    return value
  }

  private mutating func atom() -> Tree? {
    guard let next = peek else { return nil }
    place += 1
    switch next {
    case "(":
      guard let inner = alternatives(), take(")") else { return nil }
      return inner
    case ".":
      return .set(ScalarSet(isNegated: true, ranges: [0x0A...0x0A, 0x0D...0x0D]))
    case "[": return characterClass().map { .set($0) }
    case "\\": return escape().map { .set($0) }
    case "*", "+", "?", "{", "}", "]", ")", "|": return nil
    default: return .set(ScalarSet(ranges: [next.value...next.value]))
    }
  }

  /// After a backslash: a character that stands for itself or for a control character, or a
  /// category of characters.
  private mutating func escape() -> ScalarSet? {
    guard let next = peek else { return nil }
    place += 1
    switch next {
    case "p", "P": return category(isNegated: next == "P")
    default:
      guard let scalar = Self.escaped(next) else { return nil }
      return ScalarSet(ranges: [scalar.value...scalar.value])
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "n": "\n"
    case "r": "\r"
    case "t": "\t"
    case "("..."+", "-", ".", "?", "["..."^", "{"..."}": scalar
    default: nil
    }
  }

  private mutating func category(isNegated: Bool) -> ScalarSet? {
    guard take("{") else { return nil }
    var name = ""
    while let next = peek, next != "}", name.utf8.count < 3 {
      name.unicodeScalars.append(next)
      place += 1
    }
    guard take("}"), Unicode.GeneralCategory.names.contains(name) else { return nil }
    return ScalarSet(categories: [(name, isNegated)])
  }

  private mutating func characterClass() -> ScalarSet? {
    var set = ScalarSet()
    set.isNegated = take("^")
    var isFirst = true
    while let next = peek {
      place += 1
      if next == "]" { return isFirst ? nil : set }
      if next == "-" {
        // Stands for itself at the beginning and at the end only.
        guard isFirst || peek == "]" else { return nil }
        set.ranges.append(0x2D...0x2D)
        isFirst = false
        continue
      }
      isFirst = false
      if next == "\\", peek == "p" || peek == "P" {
        guard let category = escape() else { return nil }
        set.categories += category.categories
        continue
      }
      guard let low = classCharacter(next) else { return nil }
      guard peek == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else {
        set.ranges.append(low.value...low.value)
        continue
      }
      place += 1
      guard let end = peek else { return nil }
      place += 1
      guard let high = classCharacter(end), high >= low else { return nil }
      set.ranges.append(low.value...high.value)
    }
    return nil
  }

  private mutating func classCharacter(_ next: Unicode.Scalar) -> Unicode.Scalar? {
    switch next {
    case "[", "]", "-": return nil
    case "\\":
      guard let escaped = peek.flatMap(Self.escaped) else { return nil }
      place += 1
      return escaped
    default: return next
    }
  }
}
