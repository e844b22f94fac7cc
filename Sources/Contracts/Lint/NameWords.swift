/// Cuts names into the words that people put them together from.
enum NameWords {
  /// `contactPhone`, `contact_phone` and `ContactPHONE2` are all contact and phone (and 2).
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var previous: UInt8 = 0
    func kind(_ byte: UInt8) -> Int {
      switch byte {
      case 48...57: 1
      case 65...90: 2
      case 97...122, 128...: 3
      default: 0
      }
    }
    for byte in name.utf8 {
      let (before, now) = (kind(previous), kind(byte))
      let isUpperThenLower = before == 2 && now == 3
      if before != now, !isUpperThenLower {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
      } else if isUpperThenLower, word.count > 1, let last = word.popLast() {
        // The last capital of an abbreviation begins the next word.
        words.append(String(decoding: word, as: UTF8.self))
        word = [last]
      }
      if now != 0 { word.append(now == 2 ? byte | 0x20 : byte) }
      previous = byte
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }
}
