internal import Documents

// minLength and maxLength (validation §6.3.1, §6.3.2), counted in code points, and pattern (§6.3.3).

extension SchemaBuilder {
  mutating func compileStrings(_ schema: SchemaObject) {
    if let limit = count(schema, .minLength), limit > 0 {
      emit(.minLength, .minLength, a: limit)
    }
    if let limit = count(schema, .maxLength) { emit(.maxLength, .maxLength, a: limit) }
    if let source = string(schema, .pattern), let pattern = addPattern(source, schema, .pattern) {
      emit(.pattern, .pattern, a: pattern)
    }
  }

  /// The index of a pattern; reports one that can't be compiled.
  mutating func addPattern(_ source: String, _ schema: SchemaObject, _ keyword: Keyword) -> Int? {
    let name = ExactName(source)
    if let known = patternPlaces[name] { return known }
    guard let pattern = Pattern(source) else {
      refuse(
        schema, keyword, "a regular expression of ECMA-262",
        got: "\(JSONWriter.quoted(source))")
      return nil
    }
    program.patterns.append(pattern)
    patternPlaces[name] = program.patterns.count - 1
    return program.patterns.count - 1
  }
}

extension SchemaValidator {
  @inline(__always)
  mutating func holdsLength(_ check: Instruction, _ index: Int) -> Bool {
    let least = check.code == .minLength ? Int(check.a) : 0
    let most = check.code == .maxLength ? Int(check.a) : Int.max
    return hasLength(index, least, most)
  }

  @inline(__always)
  mutating func holdsLengthRange(_ check: Instruction, _ index: Int) -> Bool {
    hasLength(index, Int(check.a), Int(check.b))
  }

  /// Whether a string node has so many code points.
  @inline(__always)
  private mutating func hasLength(_ index: Int, _ least: Int, _ most: Int) -> Bool {
    let size = Int(tape[index].extent)
    // A code point takes one to twelve bytes (two escapes), so that most need not be counted.
    if size <= most, size >= least &* 12 || size >= least && isPlain(tape[index]) { return true }
    let length = codePoints(index)
    return length >= least && length <= most
  }

  /// Whether each byte of a string node is a character.
  @inline(__always)
  private func isPlain(_ node: TapeNode) -> Bool {
    node.head & (Tape.escaped | Tape.wide) == 0
  }

  /// The number of code points of a string node.
  @inline(never)
  mutating func codePoints(_ index: Int) -> Int {
    let node = tape[index]
    if isPlain(node) { return Int(node.extent) }
    var count = 0
    var cursor = Int(node.offset) &+ 1
    let end = cursor &+ Int(node.extent)
    while cursor < end {
      let byte = bytes[cursor]
      if byte == UInt8(ascii: "\\") {
        count &+= 1
        cursor &+= escapeLength(cursor)
      } else {
        if byte & 0xC0 != 0x80 { count &+= 1 }
        cursor &+= 1
      }
    }
    return count
  }

  /// The bytes of the escape at an offset: two, six, or twelve for a pair of surrogates. The reader
  /// has made sure that it is whole.
  @inline(__always)
  private func escapeLength(_ cursor: Int) -> Int {
    guard bytes[cursor &+ 1] == UInt8(ascii: "u") else { return 2 }
    // U+D800 to U+DBFF, the first of a pair: d8 to db.
    let second = bytes[cursor &+ 3] | 0x20
    let isHigh =
      bytes[cursor &+ 2] | 0x20 == UInt8(ascii: "d")
      && (second == UInt8(ascii: "8") || second == UInt8(ascii: "9") || second == UInt8(ascii: "a")
        || second == UInt8(ascii: "b"))
    return isHigh ? 12 : 6
  }

  /// Looks for a pattern in the characters of a string node.
  mutating func search(_ pattern: Int32, at index: Int) -> Pattern.Outcome {
    let node = tape[index]
    if node.head & Tape.escaped == 0 { return search(pattern, rawText(node)) }
    return text(index).withUnsafeBufferPointer { search(pattern, $0) }
  }

  mutating func holdsPattern(_ check: Instruction, _ index: Int) -> Bool {
    switch search(check.a, at: index) {
    case .found: return true
    case .notFound: return false
    case .gaveUp:
      isIncomplete = true
      return false
    }
  }
}
