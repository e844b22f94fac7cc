/// A place inside a document (RFC 6901), as its decoded reference tokens; equal to another one
/// where their bytes are.
package struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
  package var tokens: [String]

  package init(_ tokens: [String] = []) {
    self.tokens = tokens
  }

  package static func == (left: JSONPointer, right: JSONPointer) -> Bool {
    guard left.tokens.count == right.tokens.count else { return false }
    // Those that differ mostly do so at their ends.
    for place in left.tokens.indices.reversed()
    where !ExactName.isSame(left.tokens[place], right.tokens[place]) {
      return false
    }
    return true
  }

  package func hash(into hasher: inout Hasher) {
    var state: UInt64 = 0
    for token in tokens {
      state = (state ^ UInt64(KeyHash.of(token))) &* 0x9E37_79B9_7F4A_7C15
      state ^= state &>> 29
    }
    hasher.combine(state)
  }

  /// Reads the string form (RFC 6901 §5), or after a leading `#` the URI fragment form (§6).
  /// Nil where the text is neither.
  package init?(parsing text: String) {
    var body = Substring(text)
    var decoded: String?
    if body.utf8.first == UInt8(ascii: "#") {
      body = Substring(body.utf8.dropFirst())
      guard let plain = JSONPointer.percentDecoded(body) else { return nil }
      decoded = plain
    }
    let source = decoded.map { Substring($0) } ?? body
    if source.isEmpty {
      tokens = []
      return
    }
    guard source.utf8.first == UInt8(ascii: "/") else { return nil }
    if let plain = JSONPointer.plainTokens(source) {
      tokens = plain
      return
    }
    var result: [String] = []
    let slash = UInt8(ascii: "/")
    for part in source.utf8.dropFirst().split(separator: slash, omittingEmptySubsequences: false) {
      guard let token = JSONPointer.unescaped(Substring(part)) else { return nil }
      result.append(token)
    }
    tokens = result
  }

  /// The string form: empty for the whole document, else `/a/b`, with `~` and `/` escaped (§3).
  package var description: String {
    tokens.map { "/" + JSONPointer.escaped($0) }.joined()
  }

  package func appending(_ token: String) -> JSONPointer {
    // One allocation: `+` would make a second array.
    var longer: [String] = []
    longer.reserveCapacity(tokens.count + 1)
    longer += tokens
    longer.append(token)
    return JSONPointer(longer)
  }

  package func appending(_ index: Int) -> JSONPointer {
    appending(String(index))
  }

  /// An array index as §4 spells it: no sign, no leading zero.
  package static func arrayIndex(_ token: String) -> Int? {
    guard !token.isEmpty, token.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    guard token == "0" || token.utf8.first != 48 else { return nil }
    return Int(token)
  }

  package static func escaped(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == 0x7E || $0 == 0x2F }) else { return token }
    var result = ""
    for scalar in token.unicodeScalars {
      switch scalar {
      case "~": result += "~0"
      case "/": result += "~1"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The tokens of a pointer without escapes, which most are; nil for others.
  private static func plainTokens(_ text: Substring) -> [String]? {
    text.utf8.withContiguousStorageIfAvailable { bytes -> [String]? in
      var tokens: [String] = []
      var start = 1
      for place in 1...bytes.count {
        if place < bytes.count {
          if bytes[place] == UInt8(ascii: "~") { return nil }
          guard bytes[place] == UInt8(ascii: "/") else { continue }
        }
        tokens.append(
          String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<place]), as: UTF8.self))
        start = place + 1
      }
      return tokens
    }.flatMap { $0 }
  }

  private static func unescaped(_ part: Substring) -> String? {
    guard part.utf8.contains(0x7E) else { return String(part) }
    var result = String.UnicodeScalarView()
    var scalars = part.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard scalar == "~" else {
        result.append(scalar)
        continue
      }
      switch scalars.next() {
      case "0": result.append("~")
      case "1": result.append("/")
      default: return nil
      }
    }
    return String(result)
  }

  private static func percentDecoded(_ text: Substring) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst(), let low = rest.popFirst(),
        let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
