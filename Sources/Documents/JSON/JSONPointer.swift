/// A place inside a document (RFC 6901), as its decoded reference tokens; equal to another one
/// where their bytes are.
///
/// A pointer shares the way with the one that it was made from, and knows its hash: schemas and the
/// parts of a definition are found by places that differ from others in a token or two.
package struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
  /// Nil for the whole document.
  let way: PointerWay?

  package init(_ tokens: [String] = []) {
    way = PointerWay.to(tokens)
  }

  init(_ way: PointerWay?) {
    self.way = way
  }

  package var tokens: [String] {
    get { way?.tokens ?? [] }
    set { self = JSONPointer(newValue) }
  }

  /// How many tokens there are.
  package var count: Int { way?.count ?? 0 }

  /// Whether it is the place of the whole document.
  package var isRoot: Bool { way == nil }

  /// The last token; nil for the whole document.
  package var last: String? { way?.last }

  /// A hash that is the same for all equal pointers of a process, and in any other use as good as
  /// random.
  package var hashState: UInt64 { way?.state ?? 0 }

  package static func == (left: JSONPointer, right: JSONPointer) -> Bool {
    PointerWay.areEqual(left.way, right.way)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(hashState) }

  /// Reads the string form (RFC 6901 §5), or after a leading `#` the URI fragment form (§6).
  /// Nil where the text is neither.
  package init?(parsing text: String) {
    if let plain = JSONPointer.plainWay(text) {
      way = plain
      return
    }
    var body = Substring(text)
    var decoded: String?
    if body.utf8.first == UInt8(ascii: "#") {
      body = Substring(body.utf8.dropFirst())
      guard let plain = JSONPointer.percentDecoded(body) else { return nil }
      decoded = plain
    }
    let source = decoded.map { Substring($0) } ?? body
    if source.isEmpty {
      way = nil
      return
    }
    guard source.utf8.first == UInt8(ascii: "/") else { return nil }
    var result: [String] = []
    let slash = UInt8(ascii: "/")
    for part in source.utf8.dropFirst().split(separator: slash, omittingEmptySubsequences: false) {
      guard let token = JSONPointer.unescaped(Substring(part)) else { return nil }
      result.append(token)
    }
    way = PointerWay.to(result)
  }

  /// The string form: empty for the whole document, else `/a/b`, with `~` and `/` escaped (§3).
  package var description: String {
    tokens.map { "/" + JSONPointer.escaped($0) }.joined()
  }

  package func appending(_ token: String) -> JSONPointer {
    JSONPointer(PointerWay(token, after: way))
  }

  package func appending(_ index: Int) -> JSONPointer {
    appending(Self.token(index))
  }

  /// How §4 spells an array index.
  package static func token(_ index: Int) -> String {
    fewTokens.indices.contains(index) ? fewTokens[index] : String(index)
  }

  /// Those of nearly all arrays.
  private static let fewTokens = (0..<32).map { String($0) }

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

  /// The way of a pointer without escapes, which most are; nil for others, for the whole document, and for
  /// so many tokens that they are kept together.
  private static func plainWay(_ text: String) -> PointerWay? {
    text.utf8.withContiguousStorageIfAvailable { bytes -> PointerWay? in
      let isFragment = bytes.first == UInt8(ascii: "#")
      var start = isFragment ? 1 : 0
      guard start < bytes.count, bytes[start] == UInt8(ascii: "/") else { return nil }
      start += 1
      var slashes = 1
      for place in start..<bytes.count {
        switch bytes[place] {
        case UInt8(ascii: "~"): return nil
        case UInt8(ascii: "%") where isFragment: return nil
        case UInt8(ascii: "/"): slashes += 1
        default: break
        }
      }
      guard slashes <= PointerWay.few else { return nil }
      var way: PointerWay?
      var end = start
      while end <= bytes.count {
        if end == bytes.count || bytes[end] == UInt8(ascii: "/") {
          let token = UnsafeBufferPointer(rebasing: bytes[start..<end])
          way = PointerWay(String(decoding: token, as: UTF8.self), after: way)
          start = end + 1
        }
        end += 1
      }
      return way
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
