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
    let length = codePoints(index)
    let limit = Int(check.a)
    return check.code == .minLength ? length >= limit : length <= limit
  }

  /// The number of code points of a string node.
  mutating func codePoints(_ index: Int) -> Int {
    let node = tape[index]
    if node.head & (Tape.escaped | Tape.wide) == 0 { return Int(node.extent) }
    var count = 0
    if node.head & Tape.escaped == 0 {
      for byte in rawText(node) where byte & 0xC0 != 0x80 { count &+= 1 }
    } else {
      for byte in text(index) where byte & 0xC0 != 0x80 { count &+= 1 }
    }
    return count
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
