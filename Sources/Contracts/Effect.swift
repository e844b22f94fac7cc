import Documents

extension Contract.Operation.Effect {
  /// Overlays and specs say it in this member of an operation.
  static let extensionName = "x-muster-effect"

  /// What a call does, by its method, then by the words that describe it, then by the operation's
  /// own word for it, the later ones having the last word.
  ///
  /// A word outside of read, write and destroy is an error: guessing could send a request that
  /// erases data.
  static func decide(
    method: String, summary: String?, description: String?, extensions: ValueObject,
    diagnostics: inout [Diagnostic]
  ) -> (effect: Self, origin: Contract.Operation.EffectOrigin) {
    if let value = extensions[extensionName] {
      if let effect = value.string.flatMap(Self.init(rawValue:)) { return (effect, .overlay) }
      let written = value.string.map { "`\($0)`" } ?? "a value of type \(value.typeName)"
      diagnostics.append(
        Diagnostic(
          .error, code: "effect-invalid",
          "`\(extensionName)` must be read, write or destroy, not \(written)",
          remedy: Suggestion.remedy(
            for: value.string ?? "", among: Self.allCases.map(\.rawValue)),
          at: value.range))
    }
    let byMethod: Self =
      switch method {
      case "GET", "HEAD", "OPTIONS", "TRACE", "QUERY": .read
      case "DELETE": .destroy
      default: .write
      }
    if byMethod != .destroy,
      DestructiveWording.occurs(summary) || DestructiveWording.occurs(description)
    {
      return (.destroy, .wording)
    }
    return (byMethod, .method)
  }
}

/// Words that say that a call takes data away, in the languages that vendors' definitions are
/// written in.
///
/// Forms that act (infinitive, imperative, third person, gerund) and not participles: an operation
/// that lists deleted things reads.
enum DestructiveWording {
  private static let words: Set<UInt64> = Set(
    [
      "delete", "deletes", "deleting", "erase", "erases", "erasing", "remove", "removes",
      "removing", "destroy", "destroys", "destroying", "purge", "purges", "purging", "wipe",
      "wipes", "wiping",
      "borrar", "borra", "borre", "borrando", "eliminar", "elimina", "elimine", "eliminando",
      "suprimir", "suprime", "quitar", "quita", "remover", "remueve",
      "apagar", "apaga", "excluir", "exclui", "deletar", "deleta",
    ].map { $0.unicodeScalars.reduce(0) { packed($0, $1.value) } })

  /// The words as a hash table, in which most others meet a free slot; no word is 0.
  private static let slots: [UInt64] = {
    var slots = [UInt64](repeating: 0, count: 256)
    for word in words {
      var slot = slot(of: word)
      while slots[slot] != 0 { slot = (slot + 1) & 255 }
      slots[slot] = word
    }
    return slots
  }()

  private static func slot(of word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }

  /// Letters that a packed word has room for, at five bits each.
  private static let limit = 12

  /// Whether one of the words stands in the text as a whole word, whatever its case.
  static func occurs(_ text: String?) -> Bool {
    guard var text else { return false }
    if let answer = text.withUTF8({ occurs(inASCII: $0) }) { return answer }
    var word: UInt64 = 0
    var count = 0
    for scalar in text.unicodeScalars {
      let letter = scalar.value | 0x20
      if scalar.isASCII, 0x61...0x7A ~= letter {
        if count < limit { word = packed(word, letter) }
        count += 1
      } else if !scalar.isASCII, scalar.properties.isAlphabetic {
        // A letter that none of the words has, nor becomes one of theirs in lower case.
        count = limit + 1
      } else {
        if isOne(word, count) { return true }
        word = 0
        count = 0
      }
    }
    return isOne(word, count)
  }

  /// The same for a text without other characters; nil where it has some.
  private static func occurs(inASCII bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    let beginnings = beginnings
    var place = 0
    while place < bytes.count {
      // A word, from its first letter on; most are told by their first two.
      let start = place
      place = ASCIILetters.end(in: bytes, from: start)
      let count = place - start
      if 4...limit ~= count {
        let beginning = packed(packed(0, UInt32(bytes[start])), UInt32(bytes[start + 1]))
        if beginnings[Int(beginning)] {
          guard place == bytes.count || bytes[place] < 0x80 else { return nil }
          let word = bytes[start..<place].reduce(0) { packed($0, UInt32($1)) }
          if isOne(word, count) { return true }
        }
      }
      if place < bytes.count, bytes[place] >= 0x80 { return nil }
      place += 1
    }
    return false
  }

  /// By the first two letters, packed: whether one of the words begins so.
  private static let beginnings: [Bool] = {
    var beginnings = [Bool](repeating: false, count: 1024)
    for word in words {
      var beginning = word
      while beginning >= 1024 { beginning >>= 5 }
      beginnings[Int(beginning)] = true
    }
    return beginnings
  }()

  private static func packed(_ word: UInt64, _ letter: UInt32) -> UInt64 {
    word << 5 | UInt64(letter & 0x1F)
  }

  private static func isOne(_ word: UInt64, _ count: Int) -> Bool {
    guard 4...limit ~= count else { return false }
    var slot = slot(of: word)
    while slots[slot] != 0 {
      if slots[slot] == word { return true }
      slot = (slot + 1) & 255
    }
    return false
  }
}
