/// The words of a member's name, in lower case: `dateFrom`, `date_from` and `date-from` are the same.
struct MemberWords {
  let all: [String]

  init(_ name: String) {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for scalar in name.unicodeScalars.prefix(200) {
      let isUpper = ("A"..."Z").contains(scalar)
      let isPlain = isUpper || ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if !isPlain || (isUpper && wasLower) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isPlain { word += String(scalar).lowercased() }
      wasLower = isPlain && !isUpper
    }
    if !word.isEmpty { words.append(word) }
    all = words
  }

  func has(_ candidates: Set<String>) -> Bool { all.contains { candidates.contains($0) } }

  /// Whether the words, written as one, contain a text.
  func joinedContains(_ text: String) -> Bool {
    let joined = Array(all.joined().utf8)
    let wanted = Array(text.utf8)
    guard !wanted.isEmpty, joined.count >= wanted.count else { return false }
    return (0...(joined.count - wanted.count)).contains { start in
      joined[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}
