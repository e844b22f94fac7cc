/// Finds where a scalar or a flow collection ends, which may be some lines further, and where a comment
/// begins.
struct YAMLTokenScan {
  /// Brackets and braces that are open.
  private var depth = 0
  private var quote: Character?
  /// Neither quoted nor a collection.
  let isPlain: Bool
  /// What the last line holds of it.
  private(set) var taken: ArraySlice<Character> = []
  /// The comment after it.
  private(set) var comment: String?
  /// Whether a comment stands inside, so that the lines can't be joined.
  private(set) var hasInnerComment = false

  var isOpen: Bool { depth > 0 || quote != nil }
  var isQuoted: Bool { quote != nil }

  init(_ content: ArraySlice<Character>) {
    isPlain = !(content.first.map { "\"'{[".contains($0) } ?? false)
    add(content)
  }

  mutating func add(_ content: ArraySlice<Character>) {
    comment = nil
    taken = content
    var index = content.startIndex
    var isStart = true
    while index < content.endIndex {
      let character = content[index]
      defer { isStart = false }
      if let open = quote {
        if character == "\\", open == "\"" {
          index += 2
          continue
        }
        if character == open {
          if open == "'", index + 1 < content.endIndex, content[index + 1] == "'" {
            index += 2
            continue
          }
          quote = nil
        }
        index += 1
        continue
      }
      let before: Character? = index > content.startIndex ? content[index - 1] : nil
      if character == "#", before == nil || before == " " || before == "\t" {
        if depth > 0 {
          hasInnerComment = true
        } else {
          taken = content[..<index]
          comment = YAMLOutlineReader.trimmed(content[index...])
        }
        return
      }
      if !isPlain {
        switch character {
        case "\"", "'":
          // Inside a plain word it is a letter.
          if isStart || before.map({ " {[,:\t".contains($0) }) ?? true { quote = character }
        case "{", "[": depth += 1
        case "}", "]": depth -= 1
        default: break
        }
      }
      index += 1
    }
  }
}
